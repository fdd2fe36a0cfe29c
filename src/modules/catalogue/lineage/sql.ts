import { sql } from 'kysely';
import type { LineageEnd } from './record.ts';
import type { Db, Tx } from './tables.ts';

export interface EventRow {
  readonly id: string;
  readonly runId: string;
  readonly eventType: string;
  readonly namespace: string;
  readonly name: string;
  readonly at: Date;
  readonly inputs: readonly LineageEnd[];
  readonly outputs: readonly LineageEnd[];
  readonly pairs: readonly { readonly from: LineageEnd; readonly to: LineageEnd }[];
  readonly producer: string;
  readonly receivedAt: Date;
  readonly receivedBy: string;
}

/** False when the event is known already. */
export async function insertEvent(tx: Tx, event: EventRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('catalogue.lineage_event')
    .values({
      id: event.id,
      run_id: event.runId,
      event_type: event.eventType,
      job_namespace: event.namespace,
      job_name: event.name,
      at: event.at,
      inputs: JSON.stringify(event.inputs),
      outputs: JSON.stringify(event.outputs),
      pairs: JSON.stringify(event.pairs),
      producer: event.producer,
      received_at: event.receivedAt,
      received_by: event.receivedBy,
    })
    .onConflict((conflict) => conflict.columns(['job_namespace', 'job_name', 'run_id', 'event_type', 'at']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The views in which modules declare their edges: `<module>.pub_lineage…`. */
export async function lineageViews(db: Db): Promise<string[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.views
    where table_name like 'pub\_lineage%' order by 1, 2`.execute(db);
  return rows.map(({ schema, name }) => `${schema}.${name}`);
}

export interface EdgeRow {
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly sourceName: string;
  readonly targetKind: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly job: string;
  readonly runs: number;
  readonly run: string | null;
  readonly at: Date | null;
}

const union = (views: readonly string[]) =>
  sql.join(
    views.map((view) => sql`select * from ${sql.table(view)}`),
    sql` union all `,
  );

/** Edges that end in (up) or begin at (down) one of these, newest runs first, at most `limit`. */
export async function edgesAt(
  db: Db,
  views: readonly string[],
  keys: readonly string[],
  direction: 'up' | 'down',
  limit: number,
): Promise<EdgeRow[]> {
  if (views.length === 0 || keys.length === 0) return [];
  const end = direction === 'up' ? sql`target_kind || ':' || target_id` : sql`source_kind || ':' || source_id`;
  const { rows } = await sql<EdgeRow>`
    select source_kind as "sourceKind", source_id as "sourceId", max(source_name) as "sourceName",
           target_kind as "targetKind", target_id as "targetId", max(target_name) as "targetName", job,
           count(run)::int as runs, (array_agg(run order by at desc nulls last))[1] as run, max(at) as at
    from (${union(views)}) e where ${end} in (${sql.join(keys)})
    group by source_kind, source_id, target_kind, target_id, job
    order by max(at) desc nulls last, source_id, target_id limit ${limit}`.execute(db);
  return rows;
}

/** What is known of a node that has no page: the name that edges give it. */
export async function nameOf(db: Db, views: readonly string[], kind: string, id: string): Promise<string | null> {
  if (views.length === 0) return null;
  const { rows } = await sql<{ name: string | null }>`
    select max(name) as name from (
      select source_name as name from (${union(views)}) e where source_kind = ${kind} and source_id = ${id}
      union all select target_name from (${union(views)}) e where target_kind = ${kind} and target_id = ${id}) n`.execute(
    db,
  );
  return rows[0]?.name ?? null;
}

export interface RunRow {
  readonly job: string;
  readonly run: string;
  readonly beganAt: Date;
  readonly at: Date;
  readonly inputs: readonly LineageEnd[];
  readonly outputs: readonly LineageEnd[];
}

/** Runs of our own jobs that ended after an instant, oldest first, with everything that they read and wrote. */
export async function ownRuns(db: Db, views: readonly string[], after: Date, limit: number): Promise<RunRow[]> {
  const own = views.filter((view) => view !== 'catalogue.pub_lineage_events');
  if (own.length === 0) return [];
  const { rows } = await sql<RunRow>`
    select job, run, min(coalesce(began_at, at)) as "beganAt", max(at) as at,
           jsonb_agg(distinct jsonb_build_object('kind', source_kind, 'id', source_id, 'name', source_name)) as inputs,
           jsonb_agg(distinct jsonb_build_object('kind', target_kind, 'id', target_id, 'name', target_name)) as outputs
    from (${union(own)}) e where at > ${after} and run is not null
    group by job, run order by max(at), job, run limit ${limit}`.execute(db);
  return rows;
}
