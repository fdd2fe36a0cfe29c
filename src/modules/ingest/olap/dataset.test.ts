import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openChdb } from '#platform/olap/chdb.ts';
import { countRows, type DatasetColumn, type DatasetRow, ensureDataset, insertRows, purgeRows } from './dataset.ts';

const olap = await openChdb(null);
const table = 'ingest.ds_test';
const columns: DatasetColumn[] = [
  { kind: 'measure', name: 'm1', growth: false, slot: 0 },
  { kind: 'text', name: 'd1', growth: false, slot: 1 },
];
const row = (line: number, rest: Partial<DatasetRow> = {}): DatasetRow => ({
  row: line,
  col: 2,
  region: '140100',
  regionName: '太原市',
  period: '2026-10',
  cells: {},
  growth: null,
  marks: null,
  ...rest,
});

before(() => olap.command('CREATE DATABASE IF NOT EXISTS ingest'));
after(() => olap.close());

describe('dataset tables', () => {
  it('keep missing apart from zero and say why a value is missing', async () => {
    await ensureDataset(olap, table, columns);
    await insertRows(olap, { table, batch: 1, columns }, [
      row(5, { cells: { 0: 0, 1: '甲' } }),
      row(6, { cells: { 0: null, 1: '甲' } }),
      row(7, { cells: { 0: null, 1: '甲' }, marks: { 0: 'not-available' } }),
      row(8, { cells: { 0: 2.5, 1: '甲' }, marks: { 0: 'estimated' } }),
    ]);
    const rows = await olap.rows(
      `SELECT _row, m1, m1_growth, m1_mark, d1 FROM ${table} WHERE _batch = 1 ORDER BY _row`,
    );
    assert.deepEqual(rows, [
      [5, 0, null, '', '甲'],
      [6, null, null, 'blank', '甲'],
      [7, null, null, 'not-available', '甲'],
      [8, 2.5, null, 'estimated', '甲'],
    ]);
  });

  it('take a column of growth and further columns later, and keep what stands', async () => {
    const wider: DatasetColumn[] = [
      { kind: 'measure', name: 'm1', growth: true, slot: 0 },
      { kind: 'measure', name: 'm2', growth: true, slot: 1 },
      { kind: 'number', name: 'd2', growth: false, slot: 2 },
    ];
    await ensureDataset(olap, table, wider);
    await ensureDataset(olap, table, wider);
    await ensureDataset(olap, table, columns);
    const rows = [row(5, { cells: { 0: 1, 1: 3, 2: 7 }, growth: { 0: -4.5 } })];
    await insertRows(olap, { table, batch: 2, columns: wider }, rows);
    const found = await olap.rows(
      `SELECT m1, m1_growth, m2, m2_growth, m2_mark, d1, d2 FROM ${table} WHERE _row = 5 ORDER BY _batch`,
    );
    assert.deepEqual(found, [
      [0, null, null, null, 'blank', '甲', null],
      [1, -4.5, 3, null, '', '', 7],
    ]);
  });

  it('lose a batch, or the end of one, when it is purged', async () => {
    await purgeRows(olap, table, 1, 7);
    assert.deepEqual([await countRows(olap, table, 1), await countRows(olap, table, 2)], [2, 1]);
    await purgeRows(olap, table, 1);
    assert.deepEqual([await countRows(olap, table, 1), await countRows(olap, table, 2)], [0, 1]);
    await purgeRows(olap, 'ingest.ds_absent', 1);
  });

  it('refuse anything but a name', async () => {
    await assert.rejects(ensureDataset(olap, 'ingest.ds_x; DROP TABLE y', []), /not a name/);
    await assert.rejects(
      ensureDataset(olap, table, [{ kind: 'text', name: 'd1 String, x', growth: false, slot: 0 }]),
      /not a name/,
    );
  });
});
