import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDecimal } from '#platform/decimal.ts';
import { contributions } from './contribution.ts';
import { twoYearAverage } from './twoyear.ts';

test('R8 shares and pulls of three industries; rounding is stated and not spread', () => {
  const parts = [
    { code: 'JJ002', increment: 40 },
    { code: 'JJ003', increment: 480 },
    { code: 'JJ004', increment: 520 },
  ];
  const result = contributions(parts, { increment: 1040, growth: 5 });
  assert.ok(result.ok);
  assert.deepEqual(result.parts, [
    { code: 'JJ002', share: 3.8, pull: 0.2 },
    { code: 'JJ003', share: 46.2, pull: 2.3 },
    { code: 'JJ004', share: 50, pull: 2.5 },
  ]);
  assert.equal(result.residual, 0);
  assert.equal(result.note, undefined);
});

test('R8 pulls and the residual always make the total growth', () => {
  const increments = fc.array(fc.integer({ min: -1000, max: 5000 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(increments, fc.integer({ min: -100, max: 150 }), (list, tenths) => {
      const increment = list.reduce((a, b) => a + b, 0);
      fc.pre(increment !== 0);
      const growth = tenths / 10;
      const result = contributions(
        list.map((one, i) => ({ code: String(i), increment: one })),
        { increment, growth },
      );
      assert.ok(result.ok);
      const sum = result.parts.reduce((acc, part) => addDecimal(acc, part.pull), 0);
      assert.equal(addDecimal(sum, result.residual), growth);
      assert.ok(Math.abs(result.residual) <= 0.05 * list.length + 1e-9);
      assert.equal(result.note !== undefined, result.residual !== 0);
      if (result.note) assert.match(result.note, /修约误差/);
    }),
  );
});

test('R8 parts that are not the whole say so; no change has no contributions', () => {
  const partial = contributions([{ code: 'a', increment: 50 }], { increment: 100, growth: 6 });
  assert.ok(partial.ok);
  assert.match(partial.note ?? '', /其余部分拉动3个百分点/);
  assert.equal(contributions([{ code: 'a', increment: 5 }], { increment: 0, growth: 0 }).ok, false);
  assert.equal(contributions([], { increment: 5, growth: 1 }).ok, false);
});

test('R12 two-year average', () => {
  assert.equal(twoYearAverage(-10, 20), 3.9);
  assert.equal(twoYearAverage(5, 5), 5);
  assert.equal(twoYearAverage(-100, 20), null);
});
