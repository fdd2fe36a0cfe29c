import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { barSpan } from './rank-bar.ts';

test('bars share one zero line; a decline stands left of it', () => {
  const all = [8, -2, null];
  assert.deepEqual(barSpan(8, all), { left: 20, width: 80, below: false });
  assert.deepEqual(barSpan(-2, all), { left: 0, width: 20, below: true });
});

test('R13 a missing value has no bar, and a zero has a hairline', () => {
  assert.equal(barSpan(null, [1]), null);
  assert.equal(barSpan(0, [0, 4])?.width, 0.8);
});

test('a bar never leaves its track', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (all) => {
      for (const value of all) {
        const span = barSpan(value, all);
        assert.ok(span && span.left >= -1e-9 && span.left + span.width <= 100.8 + 1e-9);
      }
    }),
  );
});
