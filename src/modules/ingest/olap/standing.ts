import type { OlapEngine } from '#platform/olap/engine.ts';
import { checked, type DatasetColumn, type DatasetRow } from './dataset.ts';

/** The line of a standing row that already gives figures which a new row gives, for the same region, period and names. */
export async function lineWithSameFigures(
  olap: OlapEngine,
  table: string,
  batches: readonly number[],
  row: DatasetRow,
  columns: readonly (DatasetColumn & { readonly dimension: boolean })[],
): Promise<number | null> {
  const given = columns.filter(({ kind, slot }) => kind === 'measure' && (row.cells[slot] ?? null) !== null);
  if (given.length === 0 || batches.length === 0 || (row.region === '' && row.period === '')) return null;
  const dims = columns.filter(({ dimension }) => dimension);
  const sql = `SELECT min(_row) FROM ${checked(table)}
    WHERE _batch IN {batches:Array(UInt64)} AND region = {region:String} AND period = {period:String}
    ${dims.map(({ name }, i) => `AND ${checked(name)} = {dim${i}:String}`).join(' ')}
    AND (${given.map(({ name }) => `isNotNull(${checked(name)})`).join(' OR ')})`;
  const named = Object.fromEntries(dims.map(({ slot }, i) => [`dim${i}`, String(row.cells[slot] ?? '')]));
  const [found] = await olap.rows(sql, { batches, region: row.region, period: row.period, ...named });
  const line = Number(found?.[0] ?? 0);
  return line > 0 ? line : null;
}
