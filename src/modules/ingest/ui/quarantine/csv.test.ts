import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quarantineCsv } from './csv.ts';

test('rows come with line and reason, quoted where needed, formulas disarmed', () => {
  const row = {
    id: 1,
    line: 12,
    cells: ['太原市', '=1+1', '说"停",了', 3, null],
    reason: '第 12 行第 2 列：数值无法识别',
    column: 1,
    status: 'held',
    mended: null,
    mendedReason: null,
    decidedBy: null,
  } as const;
  const csv = quarantineCsv([{ ...row, cells: [...row.cells] }], { line: '行号', reason: '原因' });
  assert.equal(csv, '\ufeff行号,原因,A,B,C,D,E\r\n12,第 12 行第 2 列：数值无法识别,太原市,\'=1+1,"说""停"",了",3,\r\n');
});
