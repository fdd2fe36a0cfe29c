import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { periodHolding, periodKey, shiftPeriod } from '#platform/period/key.ts';
import { PROGRESS_CURVES } from '../seed/curves.ts';
import { excessOver, type ProgressTraits, progressOf, timeShare } from './progress.ts';

const sum: ProgressTraits = { targetKind: 'accumulate', measure: 'amount', unit: '亿元', decimals: 2 };
const k = periodKey;

test('R9 share, time share and gap of an amount', () => {
  const progress = progressOf(sum, { key: k('2026-10'), value: 832, target: 1000 });
  assert.deepEqual(progress, {
    status: 'ok',
    words: '完成年度目标的83.2%，慢于时序进度0.1个百分点',
    target: 1000,
    share: 83.2,
    timeShare: 83.3,
    gap: -0.1,
  });
});

test('R9 time share is months ÷ 12, or a curve of 12 points', () => {
  const shares = { '2026-03': 25, '2026-Q3': 75, '2026-H1': 50, '2026': 100, '2026-01': 8.3, '2025-S': 100 };
  for (const [key, share] of Object.entries(shares)) assert.equal(timeShare(k(key)), share, key);
  assert.equal(timeShare(k('2026-01-31')), timeShare(k('2026-01')));
  assert.equal(timeShare(k('2026-06'), PROGRESS_CURVES.investment), 43);
  assert.equal(timeShare(k('2026-04-15'), PROGRESS_CURVES.investment), 18);
});

test('R9 time share never falls within a year and ends at 100, on every curve', () => {
  for (const curve of Object.values(PROGRESS_CURVES)) {
    if (curve) assert.equal(curve.length, 12);
    assert.equal(timeShare(k('2026-12'), curve), 100);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 363 }), (offset) => {
        const day = shiftPeriod(periodHolding('2026-01-01', 'D'), offset);
        assert.ok(timeShare(day, curve) <= timeShare(shiftPeriod(day, 1), curve));
      }),
    );
  }
});

test('R9 a limit has headroom and no percentage bar', () => {
  const pm: ProgressTraits = { targetKind: 'ceiling', measure: 'amount', unit: 'μg/m³', decimals: 1 };
  const within = progressOf(pm, { key: k('2026-10'), value: 36.2, target: 38 });
  assert.deepEqual(within, { status: 'ok', words: '距控制值余量1.8μg/m³', target: 38, headroom: 1.8 });
  const over = progressOf(pm, { key: k('2026-10'), value: 39.1, target: 38 });
  assert.equal(over.words, '超出控制值1.1μg/m³');
  assert.equal(over.share, undefined);
  assert.equal(excessOver(39.9, 38), 5);
  assert.equal(excessOver(39.9, null), null);
});

test('R9 growth targets and floors differ in points', () => {
  const growth: ProgressTraits = { ...sum, targetKind: 'growth' };
  const facts = { key: k('2026-Q3'), value: 100, yoy: 5.3, target: 5 };
  assert.deepEqual(progressOf(growth, facts).words, '高于年度目标0.3个百分点');
  const ofGrowth: ProgressTraits = { ...growth, measure: 'growth', unit: '%' };
  assert.equal(progressOf(ofGrowth, { ...facts, value: 4.5 }).gap, -0.5);
  const days: ProgressTraits = { targetKind: 'floor', measure: 'rate', unit: '%', decimals: 1 };
  assert.equal(progressOf(days, { ...facts, value: 73.4, target: 74.5 }).words, '低于目标值1.1个百分点');
});

test('R9 a completion rate is its own share', () => {
  const completion: ProgressTraits = { targetKind: 'completion', measure: 'rate', unit: '%', decimals: 1 };
  const progress = progressOf(completion, { key: k('2026-06'), value: 55, target: null });
  assert.deepEqual([progress.share, progress.gap], [55, 5]);
});

test('without a target or a value there is no progress, and it is said', () => {
  assert.equal(progressOf(sum, { key: k('2026-06'), value: 5, target: null }).status, 'missing');
  assert.equal(progressOf(sum, { key: k('2026-06'), value: null, target: 5 }).status, 'missing');
  assert.equal(progressOf(sum, { key: k('2026-06'), value: 5, target: 0 }).status, 'not-applicable');
  assert.equal(
    progressOf({ ...sum, targetKind: 'none' }, { key: k('2026-06'), value: 5, target: 9 }).status,
    'not-applicable',
  );
});
