import { sql } from 'kysely';
import type { Db, RequesterKind, Way } from '../tables.ts';

const OK = sql`d.state not in ('failed', 'broken', 'rejected')`;

/** Deliveries since a moment, by who gives and who takes. */
export async function flowsSince(db: Db, since: Date) {
  const { rows } = await sql<{
    provider: string;
    requesterKind: RequesterKind;
    requesterCode: string;
    deliveries: number;
    rows: number;
    bytes: number;
    failures: number;
  }>`
    select g.provider_dept as provider, g.requester_kind as "requesterKind", g.requester_code as "requesterCode",
      count(*) filter (where ${OK})::int as deliveries, coalesce(sum(d.rows) filter (where ${OK}), 0)::float8 as rows,
      coalesce(sum(d.bytes) filter (where ${OK}), 0)::float8 as bytes, count(*) filter (where not (${OK}))::int as failures
    from exchange.delivery d join exchange."grant" g on g.id = d.grant_id
    where d.created_at >= ${since} group by 1, 2, 3 order by rows desc limit 400`.execute(db);
  return rows;
}

/** Milliseconds from asking to sending, by way. */
export async function latencySince(db: Db, since: Date) {
  const { rows } = await sql<{ way: Way; count: number; median: number; p95: number }>`
    select way, count(*)::int as count,
      round(percentile_cont(0.5) within group (order by millis))::int as median,
      round(percentile_cont(0.95) within group (order by millis))::int as p95
    from exchange.delivery where created_at >= ${since} and millis is not null group by way order by way`.execute(db);
  return rows;
}

export async function failuresSince(db: Db, since: Date) {
  const { rows } = await sql<{ code: string; count: number; last: Date }>`
    select coalesce(failure, 'exchange.receipt-differs') as code, count(*)::int as count, max(coalesce(ended_at, created_at)) as last
    from exchange.delivery where created_at >= ${since} and state in ('failed', 'broken', 'rejected')
    group by 1 order by count desc limit 50`.execute(db);
  return rows;
}

/** Who used what, the most rows first. */
export async function usesSince(db: Db, since: Date) {
  const { rows } = await sql<{
    grantId: string;
    resourceTitle: string;
    requesterKind: RequesterKind;
    requesterCode: string;
    by: string;
    deliveries: number;
    rows: number;
    last: Date;
  }>`
    select g.id as "grantId", g.resource_title as "resourceTitle", g.requester_kind as "requesterKind",
      g.requester_code as "requesterCode", d.by_name as by, count(*)::int as deliveries,
      coalesce(sum(d.rows), 0)::float8 as rows, max(d.created_at) as last
    from exchange.delivery d join exchange."grant" g on g.id = d.grant_id
    where d.created_at >= ${since} and ${OK} group by 1, 2, 3, 4, 5 order by rows desc limit 100`.execute(db);
  return rows;
}

export async function countsSince(db: Db, since: Date, today: string) {
  const { rows } = await sql<{
    active: number;
    ended: number;
    open: number;
    overdue: number;
    decided: number;
    late: number;
  }>`
    select (select count(*)::int from exchange."grant" where state in ('active', 'suspended')) as active,
      (select count(*)::int from exchange."grant" where ended_at >= ${since}) as ended,
      count(*) filter (where decided_at is null and state <> 'withdrawn')::int as open,
      count(*) filter (where clock_due < ${today}::date and not clock_paused)::int as overdue,
      count(*) filter (where decided_at >= ${since})::int as decided,
      count(*) filter (where decided_at >= ${since} and overdue_for is not null)::int as late
    from exchange.request`.execute(db);
  return rows[0] ?? { active: 0, ended: 0, open: 0, overdue: 0, decided: 0, late: 0 };
}
