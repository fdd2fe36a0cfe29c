import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDecimal, multiplyFraction, roundDecimal, subtractDecimal } from './decimal.ts';

const figure = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }))
  .map(([n, decimals]) => Number(`${n}e-${decimals}`));

test('sums and differences have no binary error', () => {
  assert.equal(addDecimal(0.1, 0.2), 0.3);
  assert.equal(subtractDecimal(5.3, 4.1), 1.2);
  fc.assert(
    fc.property(figure, figure, (a, b) => {
      assert.equal(subtractDecimal(addDecimal(a, b), b), a);
    }),
  );
});

test('rounding is half away from zero on the decimal digits', () => {
  const cases: [number, number, number][] = [
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.5, 0, 3],
    [0.44, 1, 0.4],
    [1e-9, 2, 0],
    [25353.5, 1, 25353.5],
    [1250, -2, 1300],
    [1e21, 2, 1e21],
  ];
  for (const [value, decimals, rounded] of cases) assert.equal(roundDecimal(value, decimals), rounded);
  fc.assert(
    fc.property(figure, fc.integer({ min: 0, max: 4 }), (value, decimals) => {
      const rounded = roundDecimal(value, decimals);
      assert.equal(roundDecimal(rounded, decimals), rounded);
      assert.ok(Math.abs(subtractDecimal(rounded, value)) <= 0.5 / 10 ** decimals);
    }),
  );
});

test('fractions multiply exactly when the quotient ends, and stay nearest when not', () => {
  assert.equal(multiplyFraction(1.1, 10000n, 1n), 11000);
  assert.equal(multiplyFraction(3, 1n, 10n), 0.3);
  assert.equal(multiplyFraction(1, 2000n, 3n), 2000 / 3);
  assert.ok(Number.isNaN(multiplyFraction(Number.NaN, 1n, 2n)));
});

/** A figure in millionths of millionths, as a big integer: what the short way must agree with. */
const digitsOf = (value: number): bigint => {
  const [mantissa = '', fraction = ''] = String(value).replace('-', '').split('.');
  return BigInt(mantissa + fraction.padEnd(12, '0')) * (value < 0 ? -1n : 1n);
};

test('short figures are computed as exactly as long ones', () => {
  const short = fc
    .tuple(fc.integer({ min: -1e8, max: 1e8 }), fc.integer({ min: 0, max: 6 }))
    .map(([n, places]) => Number(`${n}e-${places}`));
  fc.assert(
    fc.property(short, short, fc.integer({ min: 0, max: 6 }), (a, b, places) => {
      assert.equal(addDecimal(a, b), Number(`${digitsOf(a) + digitsOf(b)}e-12`));
      const digits = digitsOf(a);
      const unit = 10n ** BigInt(12 - places);
      const half = digits < 0n ? -unit / 2n : unit / 2n;
      assert.equal(roundDecimal(a, places), Number(`${(digits + half) / unit}e-${places}`));
    }),
    { numRuns: 2000 },
  );
});
