import type { Db, Tx } from '../tables.ts';

export interface ExceptionRow {
  readonly id: string;
  readonly collection: string;
  readonly title: string;
  readonly items: readonly string[];
  readonly resourceIds: readonly string[];
  readonly reason: string;
  readonly dept: string | null;
  readonly requestedAt: Date;
  readonly requestedBy: string;
  readonly requesterId: string;
  readonly approver: string;
  readonly state: 'requested' | 'approved' | 'refused';
  readonly decidedAt: Date | null;
  readonly decision: string | null;
}

const COLUMNS = [
  'id',
  'collection',
  'title',
  'items',
  'resource_ids as resourceIds',
  'reason',
  'dept',
  'requested_at as requestedAt',
  'requested_by as requestedBy',
  'requester_id as requesterId',
  'approver',
  'state',
  'decided_at as decidedAt',
  'decision',
] as const;

export async function insertException(
  tx: Tx,
  row: Omit<ExceptionRow, 'state' | 'decidedAt' | 'decision'>,
): Promise<void> {
  await tx
    .insertInto('catalogue.exception')
    .values({
      ...{ id: row.id, collection: row.collection, title: row.title, items: [...row.items] },
      ...{ resource_ids: [...row.resourceIds], reason: row.reason, dept: row.dept, requested_at: row.requestedAt },
      ...{ requested_by: row.requestedBy, requester_id: row.requesterId, approver: row.approver, state: 'requested' },
    })
    .execute();
}

export function lockException(tx: Tx, id: string): Promise<ExceptionRow | undefined> {
  return tx.selectFrom('catalogue.exception').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function decideException(
  tx: Tx,
  id: string,
  { state, decision, at }: { state: 'approved' | 'refused'; decision: string; at: Date },
): Promise<void> {
  await tx.updateTable('catalogue.exception').set({ state, decision, decided_at: at }).where('id', '=', id).execute();
}

/** The newest first; `collection` null for all. */
export function exceptionsOf(db: Db, collection: string | null, limit: number): Promise<ExceptionRow[]> {
  const all = db.selectFrom('catalogue.exception').select(COLUMNS).orderBy('requested_at', 'desc').orderBy('id');
  return (collection === null ? all : all.where('collection', '=', collection)).limit(limit).execute();
}
