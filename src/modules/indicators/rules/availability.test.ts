import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FREQUENCIES, type Frequency, periodHolding, periodKey, shiftPeriod } from '#platform/period/key.ts';
import { type AvailabilityTraits, absence, dueDate, latestDue } from './availability.ts';

const monthly: AvailabilityTraits = {
  frequency: 'M',
  collectDueDays: 17,
  mergedJanFeb: false,
  levels: ['province', 'city'],
};
const k = periodKey;

test('a figure is due a number of days after its period, and late the day after that', () => {
  assert.equal(dueDate(k('2026-10'), monthly), '2026-11-17');
  assert.equal(absence(monthly, k('2026-10'), 'city', '2026-11-17'), 'not-due');
  assert.equal(absence(monthly, k('2026-10'), 'city', '2026-11-18'), 'late');
});

test('a level that does not collect it has nothing late', () => {
  assert.equal(absence(monthly, k('2020-10'), 'county', '2026-11-18'), 'not-applicable');
});

test('R2 a merged January is never late', () => {
  const merged = { ...monthly, mergedJanFeb: true };
  assert.equal(absence(merged, k('2026-01'), 'city', '2026-12-31'), 'merged');
  assert.equal(absence(merged, k('2026-02'), 'city', '2026-12-31'), 'late');
  assert.equal(latestDue(merged, '2026-02-20'), '2025-12');
  assert.equal(latestDue(monthly, '2026-02-20'), '2026-01');
});

test('the latest due period is past its deadline and the one after is not', () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((n) => shiftPeriod(periodHolding('2020-01-01', 'D'), n));
  fc.assert(
    fc.property(fc.constantFrom<Frequency>(...FREQUENCIES), fc.nat(300), day, (frequency, collectDueDays, today) => {
      fc.pre(frequency !== 'h');
      const traits = { ...monthly, frequency, collectDueDays };
      const key = latestDue(traits, today);
      assert.ok(dueDate(key, traits) < today);
      assert.ok(dueDate(shiftPeriod(key, 1), traits) >= today);
    }),
  );
});
