import { sql } from 'kysely';
import { Check as holds } from 'typebox/value';
import { Check, type Severity } from '../contract.ts';
import type { Db, Tx } from '../tables.ts';

export interface RuleRow {
  readonly id: string;
  readonly resourceId: string;
  readonly name: string;
  readonly severity: Severity;
  readonly enabled: boolean;
  readonly origin: 'manual' | 'suggested';
  readonly version: number;
  readonly check: Check;
}

const RULE = ['id', 'resource_id as resourceId', 'name', 'severity', 'enabled', 'origin', 'version', 'body'] as const;

/** Rules of a resource that have not been ended, in the order in which they were made. */
export async function rulesOf(db: Db, resourceId: string): Promise<RuleRow[]> {
  const rows = await db
    .selectFrom('ingest.quality_rule')
    .select(RULE)
    .where('resource_id', '=', resourceId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(withCheck);
}

/** A rule by its id, an ended one, too. */
export async function ruleById(db: Db, id: string): Promise<(RuleRow & { ended: boolean }) | null> {
  const row = await db
    .selectFrom('ingest.quality_rule')
    .select([...RULE, 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { ended_at, ...rule } = row;
  return { ...withCheck(rule), ended: ended_at !== null };
}

function withCheck<R extends { body: unknown }>({ body, ...row }: R): Omit<R, 'body'> & { check: Check } {
  if (!holds(Check, body)) throw new Error('a stored quality rule does not keep its contract');
  return { ...row, check: body };
}

export async function insertRule(tx: Tx, rule: RuleRow, by: { at: Date; username: string }): Promise<void> {
  await tx
    .insertInto('ingest.quality_rule')
    .values({
      id: rule.id,
      resource_id: rule.resourceId,
      name: rule.name,
      kind: rule.check.kind,
      body: JSON.stringify(rule.check),
      severity: rule.severity,
      enabled: rule.enabled,
      origin: rule.origin,
      created_at: by.at,
      created_by: by.username,
      updated_at: by.at,
      updated_by: by.username,
    })
    .execute();
}

/** Save a changed rule under the next version. False when it has been changed or ended meanwhile. */
export async function updateRule(tx: Tx, rule: RuleRow, by: { at: Date; username: string }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('ingest.quality_rule')
    .set({
      name: rule.name,
      kind: rule.check.kind,
      body: JSON.stringify(rule.check),
      severity: rule.severity,
      enabled: rule.enabled,
      version: rule.version + 1,
      updated_at: by.at,
      updated_by: by.username,
    })
    .where('id', '=', rule.id)
    .where('version', '=', rule.version)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function endRule(tx: Tx, id: string, by: { at: Date; username: string }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('ingest.quality_rule')
    .set({ ended_at: by.at, updated_at: by.at, updated_by: by.username })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether any rule holds batches of the resource back: most resources have none, and their gate costs one look. */
export async function hasRules(db: Db, resourceId: string, severity?: Severity): Promise<boolean> {
  let query = db
    .selectFrom('ingest.quality_rule')
    .select(sql<number>`1`.as('one'))
    .where('resource_id', '=', resourceId)
    .where('ended_at', 'is', null)
    .where('enabled', '=', true);
  if (severity !== undefined) query = query.where('severity', '=', severity);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}
