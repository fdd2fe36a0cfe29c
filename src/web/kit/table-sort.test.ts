import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextOrder, sortRows } from './table-sort.ts';

const same = (value: string | number | null) => value;

test('R13 missing values come last whichever way rows are ordered', () => {
  assert.deepEqual(sortRows([null, 2, 1], same, false), [1, 2, null]);
  assert.deepEqual(sortRows([null, 1, 2], same, true), [2, 1, null]);
});

test('names are ordered by pinyin', () => {
  assert.deepEqual(sortRows(['运城市', '大同市', '太原市'], same, false), ['大同市', '太原市', '运城市']);
});

test('a second press on the same heading turns the order, another heading starts anew', () => {
  const first = nextOrder(null, 'growth', true);
  assert.deepEqual(first, { key: 'growth', descending: true });
  assert.deepEqual(nextOrder(first, 'growth', true), { key: 'growth', descending: false });
  assert.deepEqual(nextOrder(first, 'name', false), { key: 'name', descending: false });
});

test('ordering loses no row and does not touch the given list', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer())), fc.boolean(), (rows, descending) => {
      const before = [...rows];
      assert.equal(sortRows(rows, same, descending).length, rows.length);
      assert.deepEqual(rows, before);
    }),
  );
});
