import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesBetween } from './changes.ts';
import { columnOf, replyOf, rowOf, tableOf } from './table.fixture.ts';

const rows = [
  rowOf(1, ['地区'], { outcome: 'non-data', what: 'header' }),
  rowOf(2, ['太原市', 1]),
  rowOf(3, ['大同市', 2]),
];
const before = replyOf([tableOf()], rows);

test('the same reading again changes nothing', () => assert.deepEqual(changesBetween(before, before), []));

test('a column with another role is told, others are not', () => {
  const columns = tableOf().columns.map((column) => (column.index === 2 ? columnOf(2, { role: 'ignore' }) : column));
  const changes = changesBetween(before, replyOf([tableOf({ columns })], rows));
  assert.deepEqual(
    changes.map((change) => change.kind === 'column' && [change.index, change.from.role, change.to.role]),
    [[2, 'measure', 'ignore']],
  );
});

test('rows with the same change are told together, a single one by its line', () => {
  const held = rows.map((row) => (row.line > 1 ? { ...row, outcome: 'quarantined' as const } : row));
  assert.deepEqual(changesBetween(before, replyOf([tableOf()], held)), [
    { kind: 'rows', lines: [2, 3], from: 'accepted', to: 'quarantined' },
  ]);
  const note = rows.map((row) =>
    row.line === 3 ? { ...row, outcome: 'non-data' as const, what: 'note' as const } : row,
  );
  assert.deepEqual(changesBetween(before, replyOf([tableOf()], note)), [
    { kind: 'row', line: 3, from: 'accepted', to: 'note' },
  ]);
});

test('what is said for the whole table and the layout are told first', () => {
  const fixed = {
    ...tableOf().fixed,
    region: { value: { code: '140000', name: '山西省', level: 'province' }, from: 'person', confidence: 1, why: '' },
  };
  const changes = changesBetween(before, replyOf([tableOf({ layout: 'tidy', fixed })], rows));
  assert.deepEqual(changes, [
    { kind: 'layout', from: 'cross', to: 'tidy' },
    { kind: 'said', what: 'region', from: null, to: '山西省' },
  ]);
});
