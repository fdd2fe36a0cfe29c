import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnLetter, columnLetters } from './letters.ts';

test('columns are lettered as in spreadsheet programs', () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnLetter), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

test('neighbouring columns are told as a span', () => {
  assert.equal(columnLetters([2, 0, 3, 4]), 'A、C—E');
  assert.equal(columnLetters([1]), 'B');
});
