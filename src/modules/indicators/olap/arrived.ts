import type { OlapEngine } from '#platform/olap/engine.ts';

/** Which figures of a region have come in some periods, as `indicator period`. */
export async function readArrived(
  olap: OlapEngine,
  wanted: {
    readonly region: string;
    readonly periods: readonly string[];
    readonly lastPublication: number;
    readonly hidden: readonly number[];
  },
): Promise<ReadonlySet<string>> {
  const rows = await olap.rows(
    `SELECT DISTINCT concat(indicator, ' ', period)
     FROM indicators.observation
     WHERE region = {region:String} AND period IN {periods:Array(String)} AND batch <= {last:UInt64}
       AND batch NOT IN {hidden:Array(UInt64)} AND (value IS NOT NULL OR growth IS NOT NULL)`,
    { region: wanted.region, periods: wanted.periods, last: wanted.lastPublication, hidden: wanted.hidden },
  );
  return new Set(rows.map(([key]) => String(key)));
}
