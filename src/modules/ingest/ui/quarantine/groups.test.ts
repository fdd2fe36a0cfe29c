import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QuarantineRow } from '../../contract.ts';
import { cellsInSight, faultText, groupRows, mendCells, reasonKind, reasonText, replaceFault } from './groups.ts';

const held = (id: number, reason: string, parts: Partial<QuarantineRow> = {}): QuarantineRow => ({
  id,
  line: id,
  cells: ['太原市', '停产', 3],
  reason,
  column: 1,
  status: 'held',
  mended: null,
  mendedReason: null,
  decidedBy: null,
  ...parts,
});
const number = (id: number, text = '停产') =>
  held(id, `第 ${id} 行第 2 列：数值无法识别：“${text}”不是数`, { cells: ['太原市', text, 3] });

test('the kind of a reason is what stands between place and particulars', () => {
  assert.equal(reasonKind('第 12 行第 3 列：数值无法识别：“停产”不是数'), '数值无法识别');
  assert.equal(reasonKind('第 12 行：不在任何表格之内'), '不在任何表格之内');
  assert.equal(reasonKind('读不懂'), '读不懂');
  assert.equal(reasonText('第 12 行第 3 列：数值无法识别：“停产”不是数'), '数值无法识别：“停产”不是数');
});

test('rows are grouped by kind, within it by the text at fault, the largest first', () => {
  const region = held(9, '第 9 行第 1 列：不认得地区：“某区”', { column: 0, cells: ['某区', 1] });
  const groups = groupRows([region, number(1), number(2, '待报'), number(3)]);
  assert.deepEqual(
    groups.map(({ reason, rows, texts }) => [
      reason,
      rows.length,
      texts.map(({ text, rows: same }) => [text, same.length]),
    ]),
    [
      [
        '数值无法识别',
        3,
        [
          ['停产', 2],
          ['待报', 1],
        ],
      ],
      ['不认得地区', 1, [['某区', 1]]],
    ],
  );
});

test('a row without a cell at fault has no text', () => {
  assert.equal(faultText({ cells: ['a'], column: null }), null);
  assert.equal(faultText({ cells: [' a '], column: 0 }), 'a');
});

test('mending replaces only what was edited, on top of an earlier mending', () => {
  assert.deepEqual(mendCells(number(1), { 1: '12.5' }), ['太原市', '12.5', 3]);
  assert.deepEqual(mendCells({ ...number(1), mended: ['大同市', '1', 3] }, { 1: '2' }), ['大同市', '2', 3]);
  assert.deepEqual(replaceFault(number(1), ''), ['太原市', '', 3]);
});

test('of a wide row the ends and the fault are seen, each once', () => {
  const cells = Array.from({ length: 200 }, (_, i) => i);
  assert.deepEqual(cellsInSight({ cells, column: 1 }), [0, 1, 2]);
  assert.deepEqual(cellsInSight({ cells, column: 199 }), [0, 1, 198, 199]);
  assert.deepEqual(cellsInSight({ cells: [1, 2, 3], column: 0 }), [0, 1, 2]);
});
