import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTable } from './pasted.ts';

test('cells copied from a spreadsheet are a table, titles above them included', () => {
  assert.ok(isTable('地区\t2024年\r\n太原市\t5000\r\n'));
  assert.ok(isTable('某表\n地区\t值\n太原市\t1\n大同市\t2'));
});

test('words, a single line and a list without columns are none', () => {
  for (const text of ['', '太原市', '太原市\t5000', '第一行\n第二行\n第三行']) assert.ok(!isTable(text), text);
});
