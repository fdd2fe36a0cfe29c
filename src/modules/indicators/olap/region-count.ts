import type { OlapEngine } from '#platform/olap/engine.ts';
import { TABLE } from './observation.ts';

/** In how many places some publications have figures of some indicators, by publication. */
export async function countRegions(
  olap: OlapEngine,
  publications: readonly number[],
  indicators: readonly string[],
): Promise<Map<number, number>> {
  if (publications.length === 0 || indicators.length === 0) return new Map();
  const rows = await olap.rows(
    `SELECT batch, uniqExact(region) FROM ${TABLE}
WHERE indicator IN {indicators:Array(String)} AND batch IN {publications:Array(UInt64)} GROUP BY batch`,
    { indicators, publications },
  );
  return new Map(rows.map(([batch, regions]) => [Number(batch), Number(regions)]));
}
