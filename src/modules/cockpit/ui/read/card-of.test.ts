import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodKey, periodsBack } from '#platform/period/key.ts';
import { cardOf } from './card-of.ts';
import { head, row, say } from './invented.test-support.ts';

const style = { language: 'zh-CN', say, year: 2026, main: { period: periodKey('2026-10'), basis: 'CUM' } } as const;
const ok = { status: 'ok', words: '' } as const;

test('a card of the header’s period does not repeat it; any other names its own', () => {
  const yoy = { ...ok, value: 3.6, unit: '%' };
  assert.deepEqual(cardOf(row({ yoy }), head(), style).context, ['同比 +3.6%']);
  const quarter = row({ yoy, period: periodKey('2026-Q3'), periodLabel: '2026年前三季度' });
  assert.deepEqual(cardOf(quarter, head(), style).context, ['前三季度 同比 +3.6%']);
  const lastYear = row({ period: periodKey('2025'), periodLabel: '2025年末', basis: 'PT' });
  assert.deepEqual(cardOf(lastYear, head(), style).context, ['2025年末']);
  const month = row({ basis: 'CUR', periodLabel: '2026年10月' });
  assert.deepEqual(cardOf(month, head(), style).context, ['10月']);
});

test('R5 two rates differ by points, never by percent', () => {
  const yoy = { ...ok, value: -0.4, unit: '百分点' };
  assert.deepEqual(cardOf(row({ yoy, unit: '%' }), head({ unit: '%' }), style).context, ['同比 −0.4 个百分点']);
});

test('R4 a growth without a percentage is said in its words', () => {
  const yoy = { value: null, unit: '%', status: 'sign-flip', words: '由负转正' } as const;
  assert.deepEqual(cardOf(row({ yoy }), head(), style).context, ['由负转正']);
});

test('R10 a place is never shown without its value', () => {
  const rank = { ...ok, rank: 3, of: 11, by: 'level' } as const;
  assert.deepEqual(cardOf(row({ rank }), head(), style).context, ['第 3/11 位']);
  const late = row({ rank, value: null, status: 'late' });
  assert.deepEqual(cardOf(late, head(), style).context, []);
});

test('R13 what did not come is no zero, and says why', () => {
  assert.deepEqual(cardOf(row({ value: null, status: 'late' }), head(), style).figure, {
    decimals: 1,
    signed: false,
    value: null,
    state: 'late',
  });
  assert.equal(cardOf(row({ value: null, status: 'merged' }), head(), style).figure.word, '并入 1—2月');
  assert.equal(cardOf(row({ flags: ['unreleased', 'corrected'] }), head(), style).figure.word, '未发布');
});

test('R9 a share of a target is a bar; a limit and a growth target are words', () => {
  const share = { ...ok, target: 150, share: 82.4, timeShare: 87, gap: -4.6 };
  assert.deepEqual(cardOf(row({ progress: share }), head(), style).progress, { done: 82.4, time: 87 });
  const limit = { ...ok, target: 37.6, headroom: 1.7 };
  const air = head({ unit: 'μg/m³', direction: 'lower' });
  assert.deepEqual(cardOf(row({ progress: limit }), air, style).context, ['控制值 37.6']);
  const growth = { ...ok, target: 5.2, gap: 0.4 };
  assert.deepEqual(cardOf(row({ progress: growth }), head(), style).context, ['目标 5.2%']);
});

test('what only adds up through the year has no sparkline; a rate has one that begins with the year', () => {
  const periods = periodsBack(periodKey('2026-10'), 24);
  const trend = { periods, values: periods.map((_, index) => index), marks: [] };
  assert.equal(cardOf(row({ trend }), head(), style).spark, undefined);
  assert.deepEqual(
    cardOf(row({ trend, unit: '%' }), head({ unit: '%' }), style).spark,
    [14, 15, 16, 17, 18, 19, 20, 21, 22, 23],
  );
});

test('a light that could not be judged is never green', () => {
  const light = { colour: 'none', reason: '缺全国数，无法判断' } as const;
  const card = cardOf(row({ light }), head(), style);
  assert.deepEqual([card.light, card.lightWord], ['gray', '缺全国数，无法判断']);
});
