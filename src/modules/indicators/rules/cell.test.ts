import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Value } from 'typebox/value';
import { periodKey } from '#platform/period/key.ts';
import { CELL_STATUSES, Cell } from '../contract.ts';
import { cellFrame, emptyCell, hasValue, STATUS_WORDS, valueCell } from './cell.ts';

const frame = cellFrame({ unit: '亿元', basis: 'CUM', mergedJanFeb: true }, periodKey('2026-02'));

test('R13 an absent figure has no number and says why; zero is a number', () => {
  const zero = valueCell(frame, 0, { batch: 'b1' });
  assert.deepEqual([zero.value, zero.status, hasValue(zero)], [0, 'ok', true]);
  const missing = emptyCell(frame, 'missing');
  assert.deepEqual([missing.value, missing.note, hasValue(missing)], [null, '缺数', false]);
  assert.throws(() => valueCell(frame, Number.NaN), RangeError);
});

test('R13 an estimate is marked as one', () => {
  assert.equal(valueCell(frame, 1, { flags: ['estimated', 'manual'] }).status, 'estimated');
});

test('cells are what the wire carries, and every status has words', () => {
  assert.equal(frame.periodLabel, '2026年1—2月');
  assert.ok(Value.Check(Cell, valueCell(frame, 1.5, { stage: 'preliminary', flags: ['manual'] })));
  assert.ok(Value.Check(Cell, emptyCell(frame, 'merged')));
  assert.deepEqual(Object.keys(STATUS_WORDS).toSorted(), [...CELL_STATUSES].toSorted());
});
