import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPeriod, isPartial, leadingPeriod, looksLikePeriod, periodOf } from './time.ts';

test('a header may begin with its period', () => {
  assert.deepEqual(leadingPeriod('2024年1—10月增速'), {
    period: { key: '2024-10', basis: 'CUM' },
    partial: null,
    rest: '增速',
  });
  assert.deepEqual(leadingPeriod('1—10月比上年增长(%)'), { period: null, partial: '1—10月', rest: '比上年增长(%)' });
  assert.equal(leadingPeriod('地区生产总值'), null);
});

test('the period of a title, with its year when there is one', () => {
  const keyOf = (title: string) => findPeriod(title)?.period?.key ?? findPeriod(title)?.partial ?? null;
  const cases: [string, string | null][] = [
    ['山西省2024年1—10月主要经济指标', '2024-10'],
    ['表1 2023年居民消费价格', '2023'],
    ['2023年四季度各市情况', '2023-Q4'],
    ['1—10月各市情况', '1—10月'],
    ['太原市PM2.5月均浓度', null],
    ['最近20年', null],
  ];
  for (const [title, key] of cases) assert.equal(keyOf(title), key, title);
});

test('figures are not periods; a bare number is one only as a year', () => {
  assert.deepEqual([2024, '2024', '2024年', '1—2月', 1, '12.5', 31426, '540'].map(looksLikePeriod), [
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  assert.equal(periodOf('12.50'), null);
  assert.equal(isPartial('前三季度'), true);
  assert.equal(isPartial('2024年前三季度'), false);
});
