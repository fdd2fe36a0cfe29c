import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from './sheet.ts';
import { spelledOut } from './spelling.ts';

const rowsOf = (...rows: Cell[][]) => rows.map((cells, i) => ({ line: i + 1, cells }));
const first = (...rows: Cell[][]) => spelledOut(rowsOf(...rows)).rows[0]?.cells;

test('2016.1 between September and November is October', () => {
  assert.deepEqual(first(['省份', '2016.08', '2016.09', '2016.1', '2016.11'], ['山西', 1, 2, 3, 4]), [
    '省份',
    '2016年8月',
    '2016年9月',
    '2016年10月',
    '2016年11月',
  ]);
});

test('months down a column, as numbers', () => {
  const { rows, decimalMonths } = spelledOut(rowsOf(['时间', '值'], [2016.01, 5], [2016.09, 6], [2016.1, 2016.2]));
  assert.equal(decimalMonths, true);
  assert.deepEqual(
    rows.map(({ cells }) => cells[0]),
    ['时间', '2016年1月', '2016年9月', '2016年10月'],
  );
  assert.equal(rows[3]?.cells[1], 2016.2, 'values are left alone');
});

test('what could be January, a figure, or out of order is left alone', () => {
  const alone: Cell[][] = [
    ['省份', '2016.1', '2016.2', '2016.3'],
    ['a', 2016.05, 1999.12],
    ['b', 2016.05, 2011.12, 2018.07],
  ];
  for (const cells of alone) assert.deepEqual(first(cells), cells);
});

test('a letter that a program put before the year goes, beside other years only', () => {
  assert.deepEqual(first(['地区', 'X2024', 'Y2023年', '2022年']), ['地区', '2024年', '2023年', '2022年']);
  assert.deepEqual(first(['型号', 'X2024', '价格']), ['型号', 'X2024', '价格']);
});
