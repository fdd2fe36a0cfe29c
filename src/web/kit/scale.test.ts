import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linearScale, niceTicks, runsOf, tickDecimals } from './scale.ts';
import { sparkShape } from './spark-shape.ts';

test('ticks are round and cover the data', () => {
  assert.deepEqual(niceTicks(2.9, 5.8), [2, 3, 4, 5, 6]);
  assert.deepEqual(niceTicks(-1.9, 7.2), [-2, 0, 2, 4, 6, 8]);
  assert.deepEqual(niceTicks(0.011, 0.038), [0.01, 0.02, 0.03, 0.04]);
  assert.equal(tickDecimals([0.01, 0.1]), 2);
});

test('ticks of any data hold it, ascend and stay few', () => {
  const value = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000);
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [min, max] = [Math.min(a, b), Math.max(a, b)];
      const ticks = niceTicks(min, max);
      const slack = Math.max(Math.abs(min), Math.abs(max)) * 1e-9 + 1e-9;
      assert.ok((ticks[0] ?? 0) <= min + slack && (ticks.at(-1) ?? 0) >= max - slack);
      assert.ok(ticks.length >= 2 && ticks.length <= 8, `${ticks.length} ticks`);
    }),
  );
});

test('a scale without width puts everything in the middle', () => {
  assert.equal(linearScale(3, 3, 0, 10)(3), 5);
});

test('a gap ends a run and is never bridged', () => {
  assert.deepEqual(
    runsOf([1, null, 2, 3, null], (item) => item === null),
    [[1], [2, 3]],
  );
});

test('a sparkline keeps gaps, marks lone points, and marks the newest only when it is there', () => {
  const shape = sparkShape([1, 2, null, 3, null, 5, 6], 72, 26);
  assert.equal(shape.lines.length, 2);
  assert.equal(shape.dots.length, 1);
  assert.ok(shape.end);
  assert.equal(sparkShape([1, 2, null], 72, 26).end, null);
  assert.deepEqual(sparkShape([null, null], 72, 26).lines, []);
  assert.deepEqual(sparkShape([], 72, 26), { lines: [], dots: [], end: null });
});
