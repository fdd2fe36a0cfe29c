import { sql } from 'kysely';
import type { Db, Tx } from '../tables.ts';

export interface TargetRow {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly version: number;
  readonly value: number;
  readonly kind: string;
  readonly band: number | null;
  readonly curve: unknown;
  readonly source: string;
  readonly setAt: Date;
  readonly setBy: string;
}

/** The targets in force: of each indicator, region and year the highest version, or the highest set up to `asOf`. */
export async function listTargets(
  db: Db,
  wanted: { indicators: readonly string[]; regions: readonly string[]; years: readonly number[]; asOf: Date | null },
): Promise<TargetRow[]> {
  const { indicators, regions, years, asOf } = wanted;
  if (indicators.length === 0 || regions.length === 0 || years.length === 0) return [];
  const { rows } = await sql<TargetRow>`
    select distinct on (indicator, region, year)
      indicator, region, year, version, value, kind, band, curve, source, set_at as "setAt", set_by as "setBy"
    from indicators.target
    where indicator = any(${[...indicators]}) and region = any(${[...regions]}) and year = any(${[...years]})
      and (${asOf}::timestamptz is null or set_at <= ${asOf})
    order by indicator, region, year, version desc`.execute(db);
  return rows;
}

export interface NewTarget {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly value: number;
  readonly kind: string;
  readonly band: number | null;
  readonly curve: readonly number[] | null;
  readonly source: string;
  readonly setAt: Date;
  readonly setBy: string;
}

/** Add a version of each target. */
export async function insertTargets(tx: Tx, targets: readonly NewTarget[]): Promise<void> {
  for (let i = 0; i < targets.length; i += 500) await insertSome(tx, targets.slice(i, i + 500));
}

async function insertSome(tx: Tx, targets: readonly NewTarget[]): Promise<void> {
  const json = JSON.stringify(targets);
  await sql`
    insert into indicators.target (indicator, region, year, version, value, kind, band, curve, source, set_at, set_by)
    select n.indicator, n.region, n.year,
      1 + coalesce((select max(t.version) from indicators.target t
                    where t.indicator = n.indicator and t.region = n.region and t.year = n.year), 0),
      n.value, n.kind, n.band, n.curve, n.source, n."setAt", n."setBy"
    from jsonb_to_recordset(${json}::jsonb) as n(indicator text, region text, year int, value double precision,
      kind text, band double precision, curve jsonb, source text, "setAt" timestamptz, "setBy" text)`.execute(tx);
}

/** Remove the targets that somebody set (the demo province). */
export async function deleteTargetsBy(tx: Tx, setBy: string): Promise<void> {
  await tx.deleteFrom('indicators.target').where('set_by', '=', setBy).execute();
}
