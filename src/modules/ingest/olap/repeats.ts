import type { OlapEngine } from '#platform/olap/engine.ts';
import { checked, deleteRows } from './dataset.ts';

/** Which rows of a batch are told apart: by these columns (region, period and dimensions). */
export interface RepeatQuery {
  readonly table: string;
  readonly batch: number;
  readonly keys: readonly string[];
}

/** Distinct keys held in memory at a time (16 bytes each, twice while a set grows). */
const KEYS_AT_ONCE = 4_000_000;

/** Rows of a batch whose key another row of it has, at least; 0 when all keys differ. Memory is bounded. */
export async function countRepeats(olap: OlapEngine, query: RepeatQuery, rows: number): Promise<number> {
  const parts = Math.max(1, Math.ceil(rows / KEYS_AT_ONCE));
  const hash = `cityHash64(${query.keys.map(checked).join(', ')})`;
  let distinct = 0;
  for (let part = 0; part < parts; part++) {
    const sql = `SELECT uniqExact(${hash}) FROM ${checked(query.table)}
      WHERE _batch = {batch:UInt64} AND ${hash} % ${parts} = ${part}`;
    const [row] = await olap.rows(sql, { batch: query.batch });
    distinct += Number(row?.[0] ?? 0);
  }
  return Math.max(0, rows - distinct);
}

/** A row whose key repeats: its line, its key as one text, its region and period for people, its figures. */
export interface RepeatedRow {
  readonly line: number;
  readonly key: string;
  readonly label: string;
  readonly figures: readonly (number | null)[];
}

/** The rows of repeated keys, each key's rows together in the order of lines; at most `limit`. */
export async function repeatedRows(
  olap: OlapEngine,
  { table, batch, keys }: RepeatQuery,
  figures: readonly string[],
  limit: number,
): Promise<RepeatedRow[]> {
  const key = `tuple(${keys.map(checked).join(', ')})`;
  const sql = `SELECT _row, toString(${key}) AS k, trimBoth(concat(region_name, ' ', period)), [${figures.map((name) => `CAST(${checked(name)}, 'Nullable(Float64)')`).join(', ')}]
    FROM ${checked(table)}
    WHERE _batch = {batch:UInt64} AND cityHash64(${keys.map(checked).join(', ')}) IN (
      SELECT cityHash64(${keys.map(checked).join(', ')}) AS h FROM ${checked(table)} WHERE _batch = {batch:UInt64}
      GROUP BY h HAVING count() > 1)
    ORDER BY k, _row LIMIT {limit:UInt32}`;
  const rows = await olap.rows(sql, { batch, limit });
  return rows.map(([line, text, label, values]) => ({
    line: Number(line),
    key: String(text),
    label: String(label),
    figures: Array.isArray(values) ? values.map((value) => (value === null ? null : Number(value))) : [],
  }));
}

/** Take single lines out of a batch that is still open. */
export async function deleteLines(
  olap: OlapEngine,
  { table, batch }: RepeatQuery,
  lines: readonly number[],
): Promise<void> {
  const list = lines.map((line) => Math.trunc(line)).join(', ');
  await deleteRows(olap, table, `_batch = ${Math.trunc(batch)} AND _row IN (${list})`);
}
