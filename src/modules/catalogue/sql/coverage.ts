import { sql } from 'kysely';
import type { Db } from '../tables.ts';

export interface CoverageCounts {
  readonly dept: string | null;
  readonly registered: number;
  readonly published: number;
  readonly mounted: number;
  readonly shared: number;
  readonly open: number;
  readonly timed: number;
  readonly fresh: number;
}

/** Counts by department in one statement. An update is late when twice its cycle has passed, and a day of grace. */
export async function coverageCounts(db: Db, now: Date): Promise<CoverageCounts[]> {
  const { rows } = await sql<CoverageCounts>`
    with cycle(name, days) as (
      values ('realtime', 1), ('day', 1), ('week', 7), ('month', 31), ('quarter', 92), ('half', 184), ('year', 366))
    select provider_dept as dept, count(*)::int as registered,
      (count(*) filter (where version > 0))::int as published,
      (count(*) filter (where status = 'active'))::int as mounted,
      (count(*) filter (where version > 0 and sharing_type <> 'none'))::int as shared,
      (count(*) filter (where version > 0 and opening_type <> 'none'))::int as open,
      (count(*) filter (where status = 'active' and days is not null))::int as timed,
      (count(*) filter (where status = 'active' and data_at >= ${now}::timestamptz - make_interval(days => 2 * days + 1)))::int
        as fresh
    from catalogue.resource left join cycle on cycle.name = update_cycle
    where listed and stage <> 'retired'
    group by provider_dept`.execute(db);
  return rows;
}
