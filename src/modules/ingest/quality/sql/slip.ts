import { sql } from 'kysely';
import type { SlipQuery, SlipState } from '../contract.ts';
import type { Db, Tx } from '../tables.ts';

export interface SlipRow {
  readonly id: string;
  readonly seq: number;
  readonly resourceId: string;
  readonly ruleId: string;
  readonly ownerDept: string | null;
  readonly state: SlipState;
  readonly runId: string;
  readonly batch: number | null;
  readonly times: number;
  readonly checked: number;
  readonly failed: number;
  readonly measure: number | null;
  readonly answer: string | null;
  readonly openedAt: Date;
  readonly updatedAt: Date;
  readonly closedAt: Date | null;
}

const SLIP = [
  's.id',
  's.seq',
  's.resource_id as resourceId',
  's.rule_id as ruleId',
  's.owner_dept as ownerDept',
  's.state',
  's.run_id as runId',
  's.batch',
  's.times',
  's.checked',
  's.failed',
  's.measure',
  's.answer',
  's.opened_at as openedAt',
  's.updated_at as updatedAt',
  's.closed_at as closedAt',
] as const;

export interface NewSlip {
  readonly id: string;
  readonly resourceId: string;
  readonly ruleId: string;
  readonly ownerDept: string | null;
  readonly runId: string;
  readonly batch: number | null;
  readonly checked: number;
  readonly failed: number;
  readonly measure: number | null;
  readonly sample: string;
  readonly at: Date;
}

/** The open slip of a rule, locked. */
export async function lockOpenSlip(tx: Tx, ruleId: string): Promise<{ id: string; state: SlipState } | undefined> {
  return tx
    .selectFrom('ingest.quality_slip')
    .select(['id', 'state'])
    .where('rule_id', '=', ruleId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertSlip(tx: Tx, slip: NewSlip): Promise<void> {
  await tx
    .insertInto('ingest.quality_slip')
    .values({
      id: slip.id,
      resource_id: slip.resourceId,
      rule_id: slip.ruleId,
      owner_dept: slip.ownerDept,
      state: 'pending',
      ...found(slip),
      opened_at: slip.at,
    })
    .execute();
}

/** The rule is broken again: the open slip tells the newest of it. */
export async function renewSlip(tx: Tx, id: string, state: SlipState, slip: NewSlip): Promise<void> {
  await tx
    .updateTable('ingest.quality_slip')
    .set((eb) => ({ ...found(slip), state, times: eb('times', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

function found(slip: NewSlip) {
  const { runId, batch, checked, failed, measure, sample, at } = slip;
  return { run_id: runId, batch, checked, failed, measure, sample, updated_at: at };
}

export async function saveStep(
  tx: Tx,
  id: string,
  step: { state: SlipState; answer?: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('ingest.quality_slip')
    .set({
      state: step.state,
      updated_at: step.at,
      ...(step.answer === undefined ? {} : { answer: step.answer }),
      ...(step.state === 'closed' ? { closed_at: step.at } : {}),
    })
    .where('id', '=', id)
    .execute();
}

export async function lockSlip(tx: Tx, id: string): Promise<SlipRow | undefined> {
  const row = await tx
    .selectFrom('ingest.quality_slip as s')
    .select(SLIP)
    .where('s.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && plain(row);
}

export async function slipById(db: Db, id: string): Promise<(SlipRow & { sample: unknown }) | undefined> {
  const row = await db
    .selectFrom('ingest.quality_slip as s')
    .select([...SLIP, 's.sample'])
    .where('s.id', '=', id)
    .executeTakeFirst();
  return row && { ...plain(row), sample: row.sample };
}

function plain<R extends { seq: unknown; batch: unknown; checked: unknown; failed: unknown }>(row: R) {
  const batch = row.batch === null ? null : Number(row.batch);
  return { ...row, seq: Number(row.seq), batch, checked: Number(row.checked), failed: Number(row.failed) };
}

/** Slips, those just changed first; `departments` are the owners that the reader may see. */
export async function findSlips(
  db: Db,
  query: SlipQuery,
  departments: 'all' | readonly string[],
): Promise<{ total: number; rows: (SlipRow & { ruleName: string; severity: 'block' | 'warn' })[] }> {
  const { page = 1, size = 50 } = query;
  let found = db.selectFrom('ingest.quality_slip as s').innerJoin('ingest.quality_rule as r', 'r.id', 's.rule_id');
  if (departments !== 'all')
    found = found.where('s.owner_dept', 'in', departments.length === 0 ? [''] : [...departments]);
  if (query.resourceId !== undefined) found = found.where('s.resource_id', '=', query.resourceId);
  if (query.owner !== undefined) found = found.where('s.owner_dept', '=', query.owner);
  if (query.state !== undefined) found = found.where('s.state', '=', query.state);
  if (query.open !== undefined) found = found.where('s.closed_at', query.open ? 'is' : 'is not', null);
  const count = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select([...SLIP, 'r.name as ruleName', 'r.severity'])
    .orderBy('s.updated_at', 'desc')
    .orderBy('s.id')
    .offset((page - 1) * size)
    .limit(size)
    .execute();
  return { total: Number(count.total), rows: rows.map(plain) };
}

/** Open slips by resource. */
export async function openSlipCounts(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ resourceId: string; open: number }>`
    select resource_id as "resourceId", count(*)::int as open from ingest.quality_slip
    where closed_at is null group by resource_id`.execute(db);
  return new Map(rows.map(({ resourceId, open }) => [resourceId, open]));
}

export interface StepRow {
  readonly event: string;
  readonly from_state: string;
  readonly to_state: string;
  readonly at: Date;
  readonly username: string;
  readonly reason: string | null;
}

/** The steps that a slip has taken, oldest first. */
export async function stepsOf(db: Db, flow: string, id: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select event, from_state, to_state, at, username, reason from platform.transition
    where flow = ${flow} and subject_kind = 'slip' and subject_id = ${id} order by seq`.execute(db);
  return rows;
}
