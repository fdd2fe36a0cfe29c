import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDecimal } from '#platform/decimal.ts';
import { type PeriodKey, periodKey, periodRange } from '#platform/period/key.ts';
import { type CurrentTraits, cumulativeBefore, cumulativeFromCurrent, currentFromCumulative } from './current.ts';
import { isMergedJanuary, previousReported } from './merge.ts';

const flow: CurrentTraits = {
  basis: 'CUM',
  measure: 'amount',
  aggregation: { rule: 'sum' },
  revised: false,
  mergedJanFeb: false,
  sign: 'non-negative',
};
const merged: CurrentTraits = { ...flow, mergedJanFeb: true };
const k = periodKey;
const months2026 = periodRange(k('2026-01'), k('2026-12'));

function codeOf(traits: CurrentTraits, key: string, value: number | null, before: number | null): string {
  const result = currentFromCumulative(traits, k(key), value, before);
  return result.ok ? 'ok' : result.code;
}

test('R1 current figures of a year add up to its cumulative figure, merged or not', () => {
  const figure = fc.nat(1e8).map((n) => n / 100);
  fc.assert(
    fc.property(fc.array(figure, { minLength: 12, maxLength: 12 }), fc.boolean(), (flows, mergedJanFeb) => {
      const traits = { ...flow, mergedJanFeb };
      const cumulative = new Map<PeriodKey, number>();
      let sum = 0;
      for (const [i, key] of months2026.entries()) {
        sum = addDecimal(sum, flows[i] ?? 0);
        cumulative.set(key, sum);
      }
      const currents = months2026
        .filter((key) => !isMergedJanuary(key, mergedJanFeb))
        .map((key) => {
          const before = cumulativeBefore(key, traits);
          const result = currentFromCumulative(
            traits,
            key,
            cumulative.get(key) ?? null,
            before && (cumulative.get(before) ?? null),
          );
          assert.ok(result.ok);
          return result.value;
        });
      const back = cumulativeFromCurrent(traits, currents);
      assert.ok(back.ok && back.value === sum);
    }),
  );
});

test('R1 only additive cumulative amounts are differenced', () => {
  assert.equal(codeOf({ ...flow, basis: 'PT' }, '2026-03', 9, 4), 'not-additive');
  assert.equal(codeOf({ ...flow, measure: 'growth' }, '2026-03', 9, 4), 'not-additive');
  assert.equal(
    codeOf({ ...flow, aggregation: { rule: 'ratio', numerator: 'a', denominator: 'b' } }, '2026-03', 9, 4),
    'not-additive',
  );
  assert.equal(codeOf({ ...flow, revised: true }, '2026-Q2', 9, 4), 'revised-back');
  assert.equal(codeOf(flow, '2026-10-05', 9, 4), 'not-additive');
});

test('R1 gaps and falls are refused, not filled', () => {
  assert.equal(codeOf(flow, '2026-03', null, 4), 'value-missing');
  assert.equal(codeOf(flow, '2026-03', 9, null), 'previous-missing');
  assert.equal(codeOf(flow, '2026-03', 4, 9), 'cumulative-fell');
  assert.equal(codeOf({ ...flow, sign: 'profit' }, '2026-03', 4, 9), 'ok');
  assert.equal(codeOf(flow, '2026-01', 4, null), 'ok');
  assert.equal(cumulativeFromCurrent(flow, [1, null, 2]).ok, false);
});

test('R2 January is merged: February stands for both months and follows December', () => {
  assert.equal(codeOf(merged, '2026-01', 4, null), 'merged-january');
  assert.deepEqual(currentFromCumulative(merged, k('2026-02'), 20, null), { ok: true, value: 20 });
  assert.equal(cumulativeBefore(k('2026-02'), merged), null);
  assert.equal(cumulativeBefore(k('2026-03'), merged), '2026-02');
  assert.equal(previousReported(k('2026-02'), true), '2025-12');
  assert.equal(previousReported(k('2026-02'), false), '2026-01');
  assert.equal(isMergedJanuary(k('2026-Q1'), true), false);
});
