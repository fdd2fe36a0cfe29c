import type { OlapEngine } from '#platform/olap/engine.ts';
import { TABLE } from './observation.ts';

export interface WrittenPart {
  readonly indicator: string;
  readonly basis: string;
  readonly frequency: string;
  readonly level: string;
  readonly rows: number;
  readonly first: string;
  readonly last: string;
}

/** What stands in the warehouse under a publication; `indicators` lets the primary key help. Figures without value or
 * growth count as rows but not as newest period. */
export async function writtenParts(
  olap: OlapEngine,
  publication: number,
  indicators: readonly string[] | null,
): Promise<WrittenPart[]> {
  const rows = await olap.rows(partsSql(indicators !== null), { publication, indicators: [...(indicators ?? [])] });
  return rows.map(([indicator, basis, frequency, level, count, first, last]) => ({
    indicator: String(indicator),
    basis: String(basis),
    frequency: String(frequency),
    level: String(level),
    rows: Number(count),
    first: String(first),
    last: String(last),
  }));
}

function partsSql(narrowed: boolean): string {
  return `SELECT indicator, basis, ${FREQUENCY} AS frequency, ${LEVEL} AS level, count(),
  minIf(toString(period), isNotNull(value) OR isNotNull(growth)), maxIf(toString(period), isNotNull(value) OR isNotNull(growth))
FROM ${TABLE} WHERE batch = {publication:UInt64}${narrowed ? ' AND indicator IN {indicators:Array(String)}' : ''}
GROUP BY indicator, basis, frequency, level`;
}

/** The frequency of a period key, by its form. */
export const FREQUENCY = `multiIf(length(period) = 4, 'Y', length(period) = 13, 'h', length(period) = 10, 'D',
  substring(period, 6, 1) = 'S', 'S', substring(period, 6, 1) = 'H', 'H', substring(period, 6, 1) = 'Q', 'Q',
  substring(period, 6, 1) = 'W', 'W', 'M')`;

/** The level of a region, by its code (GB/T 2260). */
export const LEVEL = `multiIf(region = '100000', 'nation', endsWith(region, '0000'), 'province', endsWith(region, '00'), 'city', 'county')`;
