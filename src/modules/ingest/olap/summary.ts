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
  const of = `FROM ${checked(table)} WHERE _batch = {batch:UInt64}`;
  const perColumn = columns
    .map(checked)
    .map((name) => `tuple(count(${name}), sumKahan(${name}), min(${name}), max(${name}))`);
  const [[count, figures] = []] = await olap.rows(`SELECT count(), [${perColumn.join(', ')}] ${of}`, { batch });
  const regions = await olap.rows(
    `SELECT region, any(region_name) ${of} AND region != '' GROUP BY region ORDER BY region LIMIT 5000`,
    { batch },
  );
  const [[periodCount, first, last, list] = []] = await olap.rows(
    `SELECT count(), min(period), max(period), arraySlice(arraySort(groupArray(${LISTED + 1})(period)), 1, ${LISTED + 1})
     FROM (SELECT period ${of} AND period != '' GROUP BY period)`,
    { batch },
  );
  const listed = Array.isArray(list) ? list.map(String) : [];
  return {
    rows: Number(count ?? 0),
    regions: regions.map(([code, name]) => ({ code: String(code), name: String(name) })),
    periods: {
      count: Number(periodCount ?? 0),
      first: String(first ?? '') || null,
      last: String(last ?? '') || null,
      list: listed.length > LISTED ? [] : listed,
    },
    columns: columns.map((column, i) => ({ column, ...figuresOf(Array.isArray(figures) ? figures[i] : null) })),
  };
}

function figuresOf(value: unknown): Omit<ColumnFigures, 'column'> {
  const [count, sum, min, max] = Array.isArray(value) ? value : [];
  const exact = (x: unknown) => (x === null || x === undefined ? null : Number(x));
  return { count: Number(count ?? 0), sum: Number(Number(sum ?? 0).toPrecision(15)), min: exact(min), max: exact(max) };
}
