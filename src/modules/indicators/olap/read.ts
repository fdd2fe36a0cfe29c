import type { OlapEngine, OlapParams } from '#platform/olap/engine.ts';
import type { Newest } from '../sql/publication.ts';
import { instantText } from './observation.ts';
import { FREQUENCY, LEVEL } from './part.ts';

/** Which runs of figures a plan needs: some indicators, in some regions, on one basis, in some periods. */
export interface Fetch {
  readonly indicators: readonly string[];
  readonly regions: readonly string[];
  readonly basis: string;
  readonly periods: readonly string[];
}

/** What of the warehouse counts: publications up to `last` but the `hidden` ones, vintages up to `asOf`. */
export interface Visible {
  readonly lastPublication: number;
  readonly hidden: readonly number[];
  readonly asOf: Date | null;
}

/** `[period, value, growth, mark, stage, at (ms), publication]`. */
export type Point = readonly [string, number | null, number | null, string, string, number, number];
/** The points of one indicator, region and basis. */
export type Run = readonly [indicator: string, region: string, basis: string, points: readonly Point[]];

/** All runs that a plan needs, in one statement. */
export async function readRuns(olap: OlapEngine, fetches: readonly Fetch[], visible: Visible): Promise<Run[]> {
  if (fetches.length === 0) return [];
  const text = await olap.text(runsSql(fetches.length, visible), 'JSONCompactEachRow', runsParams(fetches, visible));
  return parseRuns(text);
}

// The engine's own JSON of our own select list: the shape is fixed by `runsSql`.
const parseRuns = (text: string): Run[] => JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`);

/**
 * The statement for `count` fetches. The first three conditions hold for all of them and let the primary key skip
 * granules; the alternatives say exactly what is wanted. They stand within `if`, into which the analysis of the key does
 * not look: holding them against every granule took a quarter of the time of a screen and skipped no further one. Of
 * several vintages of a figure the latest counts. One that says "absent" never hides a figure; one that brings only its
 * growth stands beside it, hence up to two points a period.
 */
export function runsSql(count: number, visible: Pick<Visible, 'asOf' | 'hidden'>): string {
  const wanted = Array.from(
    { length: count },
    (_, i) =>
      `(region IN {r${i}:Array(String)} AND period IN {p${i}:Array(String)} AND indicator IN {i${i}:Array(String)} AND basis = {b${i}:String})`,
  );
  return `SELECT indicator, region, basis, groupArray((period, value, growth, mark, stage, toUnixTimestamp64Milli(at), batch))
FROM (
  SELECT indicator, region, basis, period, value, growth, mark, stage, at, batch
  FROM indicators.observation
  WHERE indicator IN {i:Array(String)} AND region IN {r:Array(String)} AND period IN {p:Array(String)}
    AND batch <= {last:UInt64}${visible.hidden.length > 0 ? ' AND batch NOT IN {hidden:Array(UInt64)}' : ''}${visible.asOf ? " AND at <= toDateTime64({asOf:String}, 3, 'UTC')" : ''}
    AND if(${wanted.join('\n      OR ')}, 1, 0)
  ORDER BY indicator, region, basis, period, isNull(value), isNull(value) AND isNull(growth), at DESC, batch DESC, value DESC
  LIMIT 1 BY indicator, region, basis, period, isNull(value)
)
GROUP BY indicator, region, basis`;
}

function runsParams(fetches: readonly Fetch[], { lastPublication, hidden, asOf }: Visible): OlapParams {
  const all = (pick: (fetch: Fetch) => readonly string[]) => [...new Set(fetches.flatMap(pick))];
  const each = fetches.flatMap(({ indicators, regions, basis, periods }, i) => [
    [`i${i}`, indicators],
    [`r${i}`, regions],
    [`b${i}`, basis],
    [`p${i}`, periods],
  ]);
  return {
    ...Object.fromEntries(each),
    i: all((fetch) => fetch.indicators),
    r: all((fetch) => fetch.regions),
    p: all((fetch) => fetch.periods),
    last: lastPublication,
    ...(hidden.length > 0 ? { hidden } : {}),
    ...(asOf ? { asOf: instantText(asOf) } : {}),
  };
}

/** How the engine reads a plan: the text of EXPLAIN with the indexes it uses. */
export async function explainRuns(olap: OlapEngine, fetches: readonly Fetch[], visible: Visible): Promise<string> {
  const sql = `EXPLAIN indexes = 1 ${runsSql(fetches.length, visible)}`;
  return olap.text(sql, 'TabSeparatedRaw', runsParams(fetches, visible));
}

/** One vintage of one figure. */
export interface VintageRow {
  readonly period: string;
  readonly value: number | null;
  readonly growth: number | null;
  readonly mark: string;
  readonly stage: string;
  readonly at: Date;
  readonly publication: number;
  readonly row: number;
  readonly col: number;
}

/** Every vintage of some periods of one figure, oldest first; unfinished publications left out. */
export async function readVintages(
  olap: OlapEngine,
  of: { indicator: string; region: string; basis: string; periods: readonly string[] },
  visible: Visible,
): Promise<VintageRow[]> {
  const rows = await olap.rows(
    `SELECT toString(period), value, growth, mark, stage, toUnixTimestamp64Milli(at), batch, source_row, source_col
FROM indicators.observation
WHERE indicator = {indicator:String} AND region = {region:String} AND basis = {basis:String} AND period IN {periods:Array(String)}
  AND batch <= {last:UInt64} AND NOT has({hidden:Array(UInt64)}, batch)${visible.asOf ? " AND at <= toDateTime64({asOf:String}, 3, 'UTC')" : ''}
ORDER BY period, at, batch, source_row, source_col`,
    {
      ...of,
      last: visible.lastPublication,
      hidden: visible.hidden,
      ...(visible.asOf ? { asOf: instantText(visible.asOf) } : {}),
    },
  );
  return rows.map(([period, value, growth, mark, stage, at, publication, row, col]) => ({
    period: String(period),
    value: value === null ? null : Number(value),
    growth: growth === null ? null : Number(growth),
    mark: String(mark),
    stage: String(stage),
    at: new Date(Number(at)),
    publication: Number(publication),
    row: Number(row),
    col: Number(col),
  }));
}

/** First and newest period of some indicators as they were known at an instant. */
export async function readNewest(
  olap: OlapEngine,
  indicators: readonly string[],
  { lastPublication, hidden, asOf }: Visible & { asOf: Date },
): Promise<Newest[]> {
  const rows = await olap.rows(
    `SELECT indicator, basis, ${FREQUENCY} AS frequency, ${LEVEL} AS level, min(toString(period)), max(toString(period))
FROM indicators.observation
WHERE indicator IN {indicators:Array(String)} AND at <= toDateTime64({asOf:String}, 3, 'UTC')
  AND batch <= {last:UInt64} AND NOT has({hidden:Array(UInt64)}, batch) AND (isNotNull(value) OR isNotNull(growth))
GROUP BY indicator, basis, frequency, level`,
    { indicators, asOf: instantText(asOf), last: lastPublication, hidden },
  );
  return rows.map(([indicator, basis, frequency, level, first, period]) => ({
    indicator: String(indicator),
    basis: String(basis),
    frequency: String(frequency),
    level: String(level),
    first: String(first),
    period: String(period),
  }));
}
