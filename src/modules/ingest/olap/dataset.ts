import { encodeRows, type OlapEngine } from '#platform/olap/engine.ts';

/** A column of a dataset table beyond those that every one has; `slot` is where rows keep its cells. */
export interface DatasetColumn {
  readonly name: string;
  readonly kind: 'measure' | 'text' | 'number';
  /** Of a measure: published growth stands beside the value. */
  readonly growth: boolean;
  readonly slot: number;
}

/**
 * A row of a dataset table. `cells` go by slot: figures, or the texts of `d` columns. `growth` and `marks` go by slot
 * too; a mark says why a value is missing or what is remarkable about it (a missing value without a mark is blank).
 */
export interface DatasetRow {
  readonly row: number;
  readonly col: number;
  readonly region: string;
  readonly regionName: string;
  readonly period: string;
  readonly cells: Readonly<Record<number, number | string | null>>;
  readonly growth: Readonly<Record<number, number>> | null;
  readonly marks: Readonly<Record<number, string>> | null;
}

/** Columns of every dataset table. `_row` is the line of the source, `_col` the column of the row's first value. */
const COMMON = `
  _batch      UInt64,
  _row        UInt32,
  _col        UInt16,
  region      String,
  region_name String,
  period      String,
  _marks      String`;

/**
 * Create a dataset table and bring it to these columns; running it again changes nothing.
 * For measure `m1` readers find `m1`, `m1_growth` and `m1_mark`. A growth column takes room only where growth is
 * published, and marks stand together in `_marks` (JSON by column, mostly empty): writing empty columns costs time.
 */
export async function ensureDataset(olap: OlapEngine, table: string, columns: readonly DatasetColumn[]): Promise<void> {
  await olap.command(
    `CREATE TABLE IF NOT EXISTS ${checked(table)} (${COMMON}\n) ENGINE = MergeTree ORDER BY (_batch, _row, _col)`,
  );
  const present = await presentColumns(olap, table);
  const changes = columns.flatMap((column) => changesFor(column, present));
  if (changes.length > 0) await olap.command(`ALTER TABLE ${checked(table)} ${changes.join(', ')}`);
}

/** Column name → default kind (`ALIAS`, `DEFAULT` or empty). */
async function presentColumns(olap: OlapEngine, table: string): Promise<ReadonlyMap<string, string>> {
  const [database = '', name = ''] = table.split('.');
  const rows = await olap.rows(
    'SELECT name, default_kind FROM system.columns WHERE database = {database:String} AND table = {name:String}',
    { database, name },
  );
  return new Map(rows.map(([column, kind]) => [String(column), String(kind)]));
}

function changesFor(column: DatasetColumn, present: ReadonlyMap<string, string>): string[] {
  const name = checked(column.name);
  if (column.kind !== 'measure') {
    return present.has(name) ? [] : [`ADD COLUMN ${name} ${column.kind === 'number' ? 'Nullable(Float64)' : 'String'}`];
  }
  const changes = present.has(name) ? [] : [`ADD COLUMN ${name} Nullable(Float64)`, markColumn(name)];
  return [...changes, ...growthChange(`${name}_growth`, column.growth, present.get(`${name}_growth`))];
}

function markColumn(name: string): string {
  const own = `JSONExtractString(_marks, '${name}')`;
  const mark = `multiIf(_marks != '' AND ${own} != '', ${own}, isNull(${name}), 'blank', '')`;
  return `ADD COLUMN ${name}_mark String ALIAS ${mark}`;
}

function growthChange(name: string, wanted: boolean, present: string | undefined): string[] {
  if (present === undefined)
    return [`ADD COLUMN ${name} Nullable(Float64) ${wanted ? 'DEFAULT' : 'ALIAS'} CAST(NULL, 'Nullable(Float64)')`];
  return wanted && present === 'ALIAS' ? [`MODIFY COLUMN ${name} Nullable(Float64) DEFAULT NULL`] : [];
}

/** Append rows under an open batch. */
export async function insertRows(
  olap: OlapEngine,
  into: { table: string; batch: number; columns: readonly DatasetColumn[] },
  rows: readonly DatasetRow[],
): Promise<void> {
  const { table, batch, columns } = into;
  const names = new Map(columns.map(({ slot, name }) => [slot, checked(name)]));
  const readers = columns.flatMap(readersOf);
  await olap.insert({
    table: checked(table),
    columns: [...COMMON_NAMES, ...readers.map(([name]) => name)],
    format: 'JSONCompactEachRow',
    bytes: encodeRows(rows.map((row) => [...commonCells(batch, row, names), ...readers.map(([, read]) => read(row))])),
  });
}

const COMMON_NAMES = ['_batch', '_row', '_col', 'region', 'region_name', 'period', '_marks'];

function commonCells(batch: number, row: DatasetRow, names: ReadonlyMap<number, string>): unknown[] {
  return [batch, row.row, row.col, row.region, row.regionName, row.period, marksOf(row, names)];
}

function marksOf({ marks }: DatasetRow, names: ReadonlyMap<number, string>): string {
  if (marks === null) return '';
  const named = Object.entries(marks).map(([slot, mark]) => [names.get(Number(slot)) ?? '', mark]);
  return JSON.stringify(Object.fromEntries(named));
}

type CellReader = readonly [name: string, read: (row: DatasetRow) => unknown];

function readersOf({ kind, name, growth, slot }: DatasetColumn): CellReader[] {
  if (kind === 'text') return [[name, ({ cells }) => cells[slot] ?? '']];
  const value: CellReader = [name, ({ cells }) => cells[slot] ?? null];
  return growth ? [value, [`${name}_growth`, (row) => row.growth?.[slot] ?? null]] : [value];
}

/** Rows that stand under a batch, from a source line on. */
export async function countRows(olap: OlapEngine, table: string, batch: number, fromRow = 0): Promise<number> {
  const sql = `SELECT count() FROM ${checked(table)} WHERE _batch = {batch:UInt64} AND _row >= {fromRow:UInt32}`;
  const [row] = await olap.rows(sql, { batch, fromRow });
  return Number(row?.[0] ?? 0);
}

/** Remove what stands under a batch (from a source line on); done when the promise resolves. Absent tables hold nothing. */
export async function purgeRows(olap: OlapEngine, table: string, batch: number, fromRow = 0): Promise<void> {
  if ((await presentColumns(olap, table)).size === 0) return;
  if ((await countRows(olap, table, batch, fromRow)) === 0) return;
  await deleteRows(olap, table, `_batch = ${Math.trunc(batch)} AND _row >= ${Math.trunc(fromRow)}`);
}

/** Delete rows, and wait until they are gone. A resting table would wait for ever. */
export async function deleteRows(olap: OlapEngine, table: string, where: string): Promise<void> {
  await resumeMerges(olap, table);
  await olap.command(`ALTER TABLE ${checked(table)} DELETE WHERE ${where} SETTINGS mutations_sync = 2`);
}

/**
 * Let a table rest while many small parts come in one after another: merging them right away costs a tenth of an import.
 * Where the account may not say so, the engine goes on as usual. A crash ends the rest of an embedded engine; on a
 * server the next start does.
 */
export async function restMerges(olap: OlapEngine, table: string): Promise<void> {
  await olap.command(`SYSTEM STOP MERGES ${checked(table)}`).catch(() => {});
}

export async function resumeMerges(olap: OlapEngine, table: string): Promise<void> {
  await olap.command(`SYSTEM START MERGES ${checked(table)}`).catch(() => {});
}

/** Stands in FROM: the rows of one batch, whether it stands or is still open. */
export function batchRelation(table: string, batch: number): string {
  return `(SELECT * FROM ${checked(table)} WHERE _batch = ${Math.trunc(batch)})`;
}

/** Names come from the catalogue, yet nothing but a name may enter a statement. */
export function checked(name: string): string {
  if (/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name)) return name;
  throw new Error(`not a name of a table or column: ${name}`);
}
