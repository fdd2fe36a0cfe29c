import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeFormula } from './spreadsheet.ts';

test('what a spreadsheet would run is given an apostrophe', () => {
  for (const text of [
    '=1+1',
    '+A1',
    '-A1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    '-1+cmd|x',
    '+86 351-1234567',
    '-1-2',
    '=',
  ]) {
    assert.equal(escapeFormula(text), `'${text}`);
  }
});

test('numbers, dashes for "none" and plain text stay as they are', () => {
  for (const text of ['-12.5', '+3', '-1,234.50', '-5%', '-1e-5', '-.5', '-', '--', '——', '太原市', 'a=b', '', '1-2']) {
    assert.equal(escapeFormula(text), text);
  }
});
