import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createDecimalSum } from './sum.ts';

function sumOf(values: readonly number[]): number {
  const sum = createDecimalSum();
  for (const value of values) sum.add(value);
  return sum.total();
}

test('sums are exact in decimals', () => {
  assert.equal(sumOf([0.1, 0.2]), 0.3);
  assert.equal(sumOf([6312.67, 237572.72]), 243885.39);
  assert.equal(sumOf([]), 0);
  assert.equal(sumOf([1e21, 0.1, -1e21]), 0.1);
  assert.equal(sumOf([5e-324, 5e-324]), 1e-323);
  assert.equal(sumOf(Array.from({ length: 10_000 }, () => 0.01)), 100);
});

test('a sum of decimals equals the sum of their digits, in any order', () => {
  const cents = fc.array(fc.integer({ min: -1e12, max: 1e12 }), { maxLength: 50 });
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 6 }), (digits, places) => {
      const values = digits.map((d) => Number(`${d}e-${places}`));
      const expected = Number(`${digits.reduce((sum, d) => sum + BigInt(d), 0n)}e-${places}`);
      assert.equal(sumOf(values), expected);
      assert.equal(sumOf(values.toReversed()), expected);
    }),
  );
});

test('what is not finite is refused', () => {
  assert.throws(() => sumOf([Number.NaN]), RangeError);
  assert.throws(() => sumOf([Number.POSITIVE_INFINITY]), RangeError);
});
