import type { OlapEngine } from '#platform/olap/engine.ts';
import { checked } from './dataset.ts';

/** Figures of one column of a batch. */
export interface ColumnFigures {
  readonly column: string;
  readonly count: number;
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
}

export interface BatchFigures {
  readonly rows: number;
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly periods: {
    readonly count: number;
    readonly first: string | null;
    readonly last: string | null;
    readonly list: readonly string[];
  };
  readonly columns: readonly ColumnFigures[];
}

/** Periods that a summary lists by name. */
const LISTED = 400;

/**
 * Control figures of a batch, the same however it was read. Sums are compensated and given to 15 significant digits, so
 * that 31 provinces add up to what the yearbook prints.
 */
export async function batchFigures(
  olap: OlapEngine,
  table: string,
  batch: number,
  columns: readonly string[],
): Promise<BatchFigures> {
  const perColumn = columns
    .map(checked)
    .map((name) => `tuple(count(${name}), sumKahan(${name}), min(${name}), max(${name}))`);
  const sql = `SELECT count(), groupUniqArray(4000)(tuple(region, region_name)), uniqExact(period), min(period), max(period),
    arraySort(groupUniqArray(${LISTED + 1})(period)), [${perColumn.join(', ')}]
    FROM ${checked(table)} WHERE _batch = {batch:UInt64}`;
  const [row = []] = await olap.rows(sql, { batch });
  const [count, regions, periodCount, first, last, list, figures] = row;
  const named = pairs(regions).filter(({ code }) => code !== '');
  const listed = texts(list).filter((period) => period !== '');
  const blank = texts(list).length - listed.length;
  return {
    rows: Number(count ?? 0),
    regions: named.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    periods: {
      count: Number(periodCount ?? 0) - blank,
      first: String(first ?? '') || (listed[0] ?? null),
      last: String(last ?? '') || null,
      list: listed.length > LISTED ? [] : listed,
    },
    columns: columns.map((column, i) => ({ column, ...figuresOf(Array.isArray(figures) ? figures[i] : null) })),
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function pairs(value: unknown): { code: string; name: string }[] {
  if (!Array.isArray(value)) return [];
  return value.map((pair: unknown) => {
    const [code, name] = Array.isArray(pair) ? pair : [];
    return { code: String(code ?? ''), name: String(name ?? '') };
  });
}

function figuresOf(value: unknown): Omit<ColumnFigures, 'column'> {
  const [count, sum, min, max] = Array.isArray(value) ? value : [];
  const exact = (x: unknown) => (x === null || x === undefined ? null : Number(x));
  return { count: Number(count ?? 0), sum: Number(Number(sum ?? 0).toPrecision(15)), min: exact(min), max: exact(max) };
}
