import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  comparePeriods,
  endOf,
  FREQUENCIES,
  type Frequency,
  formatPeriod,
  frequencyOf,
  isPeriodKey,
  type PeriodKey,
  parsePeriod,
  partOf,
  periodHolding,
  periodKey,
  periodRange,
  periodsBack,
  previousPeriod,
  samePeriodLastYear,
  shiftPeriod,
  startOf,
  yearOf,
} from './key.ts';

const anyDate = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const anyFrequency = fc.constantFrom<Frequency>(...FREQUENCIES);
const anyKey = fc.tuple(anyDate, anyFrequency, fc.nat(23)).map(([date, frequency, hour]): PeriodKey => {
  const key = periodHolding(date, frequency);
  return frequency === 'h' ? shiftPeriod(key, hour) : key;
});
/** Two of them, in years from 1950, stay among years of four digits. */
const smallShift = fc.integer({ min: -450, max: 450 });
const k = periodKey;

test('parse and format are inverse', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const period = parsePeriod(key);
      assert.ok(period);
      assert.equal(formatPeriod(period), key);
    }),
  );
});

test('shifts add up and shifting back returns', () => {
  fc.assert(
    fc.property(anyKey, smallShift, smallShift, (key, a, b) => {
      assert.equal(shiftPeriod(shiftPeriod(key, a), -a), key);
      assert.equal(shiftPeriod(shiftPeriod(key, a), b), shiftPeriod(key, a + b));
    }),
  );
});

test('periods of one frequency tile the calendar: each begins the day after the one before ends', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      fc.pre(frequencyOf(key) !== 'h');
      const dayAfter = shiftPeriod(periodHolding(endOf(previousPeriod(key)), 'D'), 1);
      assert.equal(startOf(key), dayAfter);
    }),
  );
});

test('a period holds its own first and last day', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      fc.pre(frequencyOf(key) !== 'h');
      assert.equal(periodHolding(startOf(key), frequencyOf(key)), key);
      assert.equal(periodHolding(endOf(key), frequencyOf(key)), key);
    }),
  );
});

test('compare is a total order that agrees with shifting and with dates', () => {
  fc.assert(
    fc.property(anyKey, anyKey, fc.integer({ min: 1, max: 500 }), (a, b, n) => {
      assert.ok(comparePeriods(a, shiftPeriod(a, n)) < 0);
      assert.equal(Math.sign(comparePeriods(a, b)) + Math.sign(comparePeriods(b, a)), 0);
      assert.equal(comparePeriods(a, b) === 0, a === b);
      if (startOf(a) < startOf(b)) assert.ok(comparePeriods(a, b) < 0);
    }),
  );
});

test('a range steps by one and periodsBack ends at its key', () => {
  fc.assert(
    fc.property(anyKey, fc.integer({ min: 0, max: 60 }), (key, n) => {
      const back = periodsBack(key, n);
      assert.equal(back.length, n);
      if (n > 0) assert.equal(back.at(-1), key);
      for (const [i, one] of back.entries()) assert.equal(one, shiftPeriod(key, i - n + 1));
    }),
  );
  assert.deepEqual(periodRange(k('2026-02'), k('2026-01')), []);
  assert.deepEqual(periodRange(k('2025-Q4'), k('2026-Q2')), ['2025-Q4', '2026-Q1', '2026-Q2']);
  assert.throws(() => periodRange(k('2025'), k('2025-12')), RangeError);
});

test('same period last year keeps the part and the frequency', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const before = samePeriodLastYear(key);
      fc.pre(before !== null);
      assert.equal(yearOf(before), yearOf(key) - 1);
      assert.equal(partOf(before), partOf(key));
      assert.equal(frequencyOf(before), frequencyOf(key));
    }),
  );
  assert.equal(samePeriodLastYear(k('2026-10')), '2025-10');
  assert.equal(samePeriodLastYear(k('2025-S')), '2024-S');
  assert.equal(samePeriodLastYear(k('2024-02-29')), null);
  assert.equal(samePeriodLastYear(k('2026-W53')), null);
});

test('keys of the wrong shape or of no existing period are refused', () => {
  const wrong =
    '2026-13 2026-00 2026-Q5 2026-H3 2025-W53 2026-W00 2026-02-29 2026-10-05T24 26 20261 0999 2026-1 S'.split(' ');
  for (const text of [...wrong, '', ' 2026', '2026-S1', '2026-10-5']) assert.equal(isPeriodKey(text), false, text);
  assert.throws(() => periodKey('2026-13'), RangeError);
  assert.throws(() => shiftPeriod(k('9999'), 1), RangeError);
});

test('weeks follow ISO 8601 at the turn of the year', () => {
  assert.equal(periodHolding('2027-01-01', 'W'), '2026-W53');
  assert.equal(periodHolding('2024-12-30', 'W'), '2025-W01');
  assert.equal(startOf(k('2026-W01')), '2025-12-29');
});

test('first and last days of every frequency', () => {
  const spans = {
    '2026': ['2026-01-01', '2026-12-31'],
    '2025-S': ['2025-09-01', '2026-08-31'],
    '2026-H2': ['2026-07-01', '2026-12-31'],
    '2026-Q1': ['2026-01-01', '2026-03-31'],
    '2024-02': ['2024-02-01', '2024-02-29'],
    '2026-W07': ['2026-02-09', '2026-02-15'],
    '2026-10-05T23': ['2026-10-05', '2026-10-05'],
  };
  for (const [key, span] of Object.entries(spans)) assert.deepEqual([startOf(k(key)), endOf(k(key))], span, key);
});
