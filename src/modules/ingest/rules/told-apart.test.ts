import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldApart } from './told-apart.ts';

const names = (of: readonly { name: string }[]) => of.map(({ name }) => name);

test('R1 current and cumulative values of one measure get different names', () => {
  const growth = { name: '规模以上工业增加值增速', unit: '%' };
  assert.deepEqual(
    names(
      toldApart([
        { ...growth, basis: 'CUR' },
        { ...growth, basis: 'CUM' },
      ]),
    ),
    ['规模以上工业增加值增速（当期）', '规模以上工业增加值增速（累计）'],
  );
});

test('a name that stands alone, or beside another unit, stays as published', () => {
  const alone = [
    { name: '用电量', unit: '万千瓦时', basis: 'CUM' },
    { name: '用电量', unit: '亿千瓦时', basis: 'CUR' },
    { name: '常住人口', unit: '万人', basis: null },
  ];
  assert.deepEqual(toldApart(alone), alone);
});

test('of two without any basis nothing can be told', () => {
  const one = { name: '人口', unit: '人', basis: null };
  assert.deepEqual(names(toldApart([one, { ...one, basis: 'PT' }])), ['人口', '人口（期末）']);
});
