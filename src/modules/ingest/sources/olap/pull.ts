import type { OlapEngine, OlapParams, OlapSettings } from '#platform/olap/engine.ts';
import { checked, type DatasetColumn, ensureDataset } from '../../olap/dataset.ts';
import type { Relation } from '../connectors/connector.ts';
import type { MappedColumn } from '../contract.ts';
import { type CellForm, warehouseColumn } from '../rules/column-type.ts';
import { periodExpression } from '../rules/period-sql.ts';

/** A mapped column and the column of the dataset that takes it; `at` is its place among the cells of a pull, from 1. */
export interface PulledColumn extends MappedColumn {
  readonly column: string;
  readonly at: number;
}

/** Words for regions, and the codes they mean. */
export interface RegionWords {
  readonly words: readonly string[];
  readonly codes: readonly string[];
}

/** Create the dataset's table, or bring it to these columns: measures as everywhere, the others typed. */
export async function ensureTyped(olap: OlapEngine, table: string, columns: readonly PulledColumn[]): Promise<void> {
  const measures = columns.filter(({ role }) => role === 'measure');
  await ensureDataset(
    olap,
    table,
    measures.map(({ column }, slot): DatasetColumn => ({ name: column, kind: 'measure', growth: false, slot })),
  );
  const typed = columns.filter(({ column }) => /^d\d+$/.test(column));
  if (typed.length === 0) return;
  const adds = typed.map(
    (column) => `ADD COLUMN IF NOT EXISTS ${checked(column.column)} ${warehouseColumn(column).type}`,
  );
  await olap.command(`ALTER TABLE ${checked(table)} ${adds.join(', ')}`);
}

export interface PullInto {
  readonly table: string;
  readonly batch: number;
  /** The number of the first row. */
  readonly from: number;
  readonly columns: readonly PulledColumn[];
  readonly form: CellForm;
  readonly regions: RegionWords;
}

/** Append what a relation holds, as rows of a batch, by the engine alone. */
export async function insertPulled(olap: OlapEngine, into: PullInto, relation: Relation): Promise<void> {
  const cells = into.columns.map(({ at }) => `c${at}`);
  const targets = into.columns.flatMap((column) => targetsOf(column, into.form));
  const names = ['_batch', '_row', '_col', ...targets.map(([name]) => name)];
  const row = `toUInt32(rowNumberInAllBlocks() + ${Math.trunc(into.from)} + 1)`;
  const values = [`toUInt64(${Math.trunc(into.batch)})`, row, '0', ...targets.map(([, expression]) => expression)];
  await olap.command(
    `INSERT INTO ${checked(into.table)} (${names.map(checked).join(', ')})
     SELECT ${values.join(', ')} FROM (SELECT ${cells.join(', ')} FROM ${relation.from})`,
    { ...relation.params, ...regionParams(into) },
    { ...relation.settings, ...INSERT },
  );
}

/** Blocks as large as the engine's own; parts of a pull are merged later. */
const INSERT: OlapSettings = { max_insert_threads: 1, min_insert_block_size_rows: 1_048_576 };

function regionParams({ columns, regions }: PullInto): OlapParams {
  if (!columns.some(({ role }) => role === 'region')) return {};
  return { region_words: regions.words, region_codes: regions.codes };
}

function targetsOf(column: PulledColumn, form: CellForm): [name: string, expression: string][] {
  const cell = `c${column.at}`;
  if (column.role === 'period') return [['period', periodExpression(cell)]];
  if (column.role !== 'region') return [[column.column, warehouseColumn(column).expression(cell, form)]];
  const text = `trim(ifNull(toString(${cell}), ''))`;
  return [
    ['region', `transform(${text}, {region_words:Array(String)}, {region_codes:Array(String)}, '')`],
    ['region_name', text],
  ];
}

/** Of texts about to be taken: values of each column that cannot be read as its type, with one example. */
export async function countUnreadable(
  olap: OlapEngine,
  relation: Relation,
  columns: readonly PulledColumn[],
): Promise<{ name: string; values: number; example: string }[]> {
  const parsed = columns.filter(({ role, dataType }) => role === 'measure' || dataType !== 'text').filter(isCell);
  if (parsed.length === 0) return [];
  const bad = parsed.map(
    (column) =>
      `(trim(ifNull(c${column.at}, '')) != '' AND isNull(${warehouseColumn(column).expression(`c${column.at}`, 'text')}))`,
  );
  const selected = parsed.flatMap((column, i) => [`countIf(${bad[i]})`, `anyIf(ifNull(c${column.at}, ''), ${bad[i]})`]);
  const [row = []] = await olap.rows(
    `SELECT ${selected.join(', ')} FROM ${relation.from}`,
    relation.params,
    relation.settings,
  );
  return parsed.flatMap(({ source }, i) => {
    const values = Number(row[2 * i]);
    return values === 0 ? [] : [{ name: source, values, example: String(row[2 * i + 1]).slice(0, 40) }];
  });
}

const isCell = ({ role }: PulledColumn): boolean => role !== 'region' && role !== 'period';

/** Rows and bytes (as they are before compression) under a batch, and the greatest value of a column there. */
export async function measureBatch(
  olap: OlapEngine,
  table: string,
  batch: number,
  watermark: string | null,
): Promise<{ rows: number; watermark: string | null }> {
  const greatest = watermark === null ? 'NULL' : `toString(max(${checked(watermark)}))`;
  const [row] = await olap.rows(`SELECT count(), ${greatest} FROM ${checked(table)} WHERE _batch = {batch:UInt64}`, {
    batch,
  });
  const value = row?.[1];
  return { rows: Number(row?.[0] ?? 0), watermark: typeof value === 'string' && value !== '' ? value : null };
}

/** Some rows of a relation, as texts. */
export async function sampleOf(olap: OlapEngine, relation: Relation, width: number): Promise<(string | null)[][]> {
  const cells = Array.from({ length: width }, (_, i) => `toString(c${i + 1})`);
  const rows = await olap.rows(`SELECT ${cells.join(', ')} FROM ${relation.from}`, relation.params, relation.settings);
  return rows.map((row) => row.map((cell) => (cell === null ? null : String(cell).slice(0, 200))));
}
