import { sql } from 'kysely';
import type { Unit } from '../rules/unit.ts';
import type { Db, GrantState, Tx } from '../tables.ts';
import { TERMS, type TermsRow, termsColumns } from './request.ts';

export interface GrantRow extends TermsRow {
  readonly id: string;
  readonly requestId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: GrantState;
  readonly sealedKey: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  readonly isDemo: boolean;
}

const GRANT = [
  ...TERMS,
  'id',
  'request_id as requestId',
  'starts_at as startsAt',
  'ends_at as endsAt',
  'state',
  'sealed_key as sealedKey',
  'created_at as createdAt',
  'ended_at as endedAt',
  'end_reason as endReason',
  'is_demo as isDemo',
] as const;

export async function insertGrant(
  tx: Tx,
  row: Omit<GrantRow, 'endedAt' | 'endReason'> & { readonly flowVersion: number },
): Promise<void> {
  await tx
    .insertInto('exchange.grant')
    .values({
      ...termsColumns(row),
      id: row.id,
      request_id: row.requestId,
      starts_at: row.startsAt,
      ends_at: row.endsAt,
      state: row.state,
      flow_version: row.flowVersion,
      sealed_key: row.sealedKey,
      created_at: row.createdAt,
      is_demo: row.isDemo,
    })
    .execute();
}

export function grantById(db: Db, id: string): Promise<GrantRow | undefined> {
  return db.selectFrom('exchange.grant').select(GRANT).where('id', '=', id).executeTakeFirst();
}

export function lockGrant(tx: Tx, id: string): Promise<GrantRow | undefined> {
  return tx.selectFrom('exchange.grant').select(GRANT).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function grantOfRequest(db: Db, requestId: string): Promise<{ id: string } | undefined> {
  return db.selectFrom('exchange.grant').select('id').where('request_id', '=', requestId).executeTakeFirst();
}

/** Grants of units, as requester or provider; null for all. The newest first. */
export function findGrants(db: Db, units: readonly Unit[] | null): Promise<GrantRow[]> {
  let query = db.selectFrom('exchange.grant').select(GRANT);
  if (units !== null) {
    const codes = units.map(({ kind, code }) => `${kind}:${code}`);
    query = query.where(
      sql<boolean>`(requester_kind || ':' || requester_code = any(${codes}) or 'department:' || provider_dept = any(${codes}))`,
    );
  }
  return query.orderBy('created_at', 'desc').limit(500).execute();
}

export function allGrants(db: Db): Promise<GrantRow[]> {
  return db.selectFrom('exchange.grant').select(GRANT).orderBy('created_at', 'desc').execute();
}

export function subscribedTo(db: Db, resourceId: string): Promise<GrantRow[]> {
  return db
    .selectFrom('exchange.grant')
    .select(GRANT)
    .where('resource_id', '=', resourceId)
    .where('way', '=', 'subscription')
    .where('state', '=', 'active')
    .execute();
}

export function grantsOver(db: Db, now: Date): Promise<GrantRow[]> {
  return db
    .selectFrom('exchange.grant')
    .select(GRANT)
    .where('state', 'in', ['active', 'suspended'])
    .where('ends_at', '<=', now)
    .execute();
}

export async function updateGrant(
  tx: Tx,
  id: string,
  change: { state: GrantState; endedAt?: Date; endReason?: string },
): Promise<void> {
  await tx
    .updateTable('exchange.grant')
    .set({
      state: change.state,
      ...(change.endedAt && { ended_at: change.endedAt }),
      ...(change.endReason !== undefined && { end_reason: change.endReason }),
    })
    .where('id', '=', id)
    .execute();
}

/** The state alone: asked again and again while a file is on its way. */
export function stateOfGrant(db: Db, id: string): Promise<{ state: GrantState; endsAt: Date } | undefined> {
  return db.selectFrom('exchange.grant').select(['state', 'ends_at as endsAt']).where('id', '=', id).executeTakeFirst();
}
