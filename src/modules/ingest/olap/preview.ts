import type { OlapEngine } from '#platform/olap/engine.ts';
import { checked } from './dataset.ts';

export interface PreviewQuery {
  /** The rows that count; null where none do. */
  readonly relation: string | null;
  readonly columns: readonly string[];
  /** Prefixes of the region codes that the reader may see; null for all. Rows without a region are for everyone. */
  readonly regions: readonly string[] | null;
  readonly offset: number;
  readonly limit: number;
}

export interface PreviewedRow {
  readonly batch: number;
  readonly line: number;
  readonly cells: readonly unknown[];
  readonly marks: Readonly<Record<string, string>>;
}

/** Rows of a dataset as they stand, the newest batch first, each batch in the order of its file. */
export async function previewRows(
  olap: OlapEngine,
  query: PreviewQuery,
): Promise<{ total: number; rows: PreviewedRow[] }> {
  const { relation, columns, regions, offset, limit } = query;
  if (relation === null) return { total: 0, rows: [] };
  const where =
    regions === null
      ? ''
      : `WHERE (region = '' OR arrayExists(prefix -> startsWith(region, prefix), {regions:Array(String)}))`;
  const params = { ...(regions !== null && { regions }) };
  const [count] = await olap.rows(`SELECT count() FROM ${relation} ${where}`, params);
  const rows = await olap.rows(
    `SELECT _batch, _row, _marks${columns.map((name) => `, ${checked(name)}`).join('')} FROM ${relation}
     ${where} ORDER BY _batch DESC, _row, _col LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    { ...params, limit, offset },
  );
  return { total: Number(count?.[0] ?? 0), rows: rows.map(previewed) };
}

function previewed([batch, line, marks, ...cells]: unknown[]): PreviewedRow {
  return { batch: Number(batch), line: Number(line), cells, marks: marksOf(marks) };
}

function marksOf(text: unknown): Record<string, string> {
  if (typeof text !== 'string' || text === '') return {};
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([column, mark]) => [column, String(mark)]));
}
