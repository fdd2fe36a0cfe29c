import { sql } from 'kysely';
import type { Unit } from '../rules/unit.ts';
import type { Db, DeliveryState, PurposeKind, RequesterKind, Tx, Way } from '../tables.ts';

export interface DeliveryRow {
  readonly id: string;
  readonly seq: number;
  readonly grantId: string;
  readonly resourceTitle: string;
  readonly providerDept: string;
  readonly requesterKind: RequesterKind;
  readonly requesterCode: string;
  readonly way: Way;
  readonly format: string;
  readonly state: DeliveryState;
  readonly byKind: 'key' | 'user' | 'system';
  readonly byId: string;
  readonly byName: string;
  readonly purposeKind: PurposeKind;
  readonly batch: number | null;
  readonly superseded: readonly number[];
  readonly rows: number;
  readonly bytes: number;
  readonly hash: string | null;
  readonly signedText: string | null;
  readonly keyId: string | null;
  readonly signature: string | null;
  readonly failure: string | null;
  readonly millis: number | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly receivedAt: Date | null;
}

export interface NewDelivery {
  readonly id: string;
  readonly grantId: string;
  readonly way: Way;
  readonly format: string;
  readonly state: DeliveryState;
  readonly byKind: 'key' | 'user' | 'system';
  readonly byId: string;
  readonly byName: string;
  readonly purposeKind: PurposeKind;
  readonly batch?: number;
  readonly superseded?: readonly number[];
  readonly createdAt: Date;
}

/** What was sent, as it is signed. */
export interface Sent {
  readonly rows: number;
  readonly bytes: number;
  readonly hash: string;
  readonly signedText: string;
  readonly keyId: string;
  readonly signature: string;
  readonly millis: number;
  readonly endedAt: Date;
}

/** @returns whether it is new; a batch goes to a grant once */
export async function insertDelivery(tx: Tx, row: NewDelivery, sent?: Sent): Promise<boolean> {
  const done = await tx
    .insertInto('exchange.delivery')
    .values({
      id: row.id,
      grant_id: row.grantId,
      way: row.way,
      format: row.format,
      state: row.state,
      by_kind: row.byKind,
      by_id: row.byId,
      by_name: row.byName,
      purpose_kind: row.purposeKind,
      batch: row.batch ?? null,
      superseded: [...(row.superseded ?? [])],
      created_at: row.createdAt,
      ...(sent && sentColumns(sent)),
    })
    .onConflict((conflict) => conflict.columns(['grant_id', 'batch']).where('batch', 'is not', null).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
}

const sentColumns = (sent: Sent) => ({
  rows: sent.rows,
  bytes: sent.bytes,
  hash: sent.hash,
  signed_text: sent.signedText,
  key_id: sent.keyId,
  signature: sent.signature,
  millis: Math.round(sent.millis),
  ended_at: sent.endedAt,
});

export async function finishDelivery(
  tx: Tx,
  id: string,
  state: DeliveryState,
  sent: Sent,
  messageId?: string,
): Promise<void> {
  await tx
    .updateTable('exchange.delivery')
    .set({ ...sentColumns(sent), state, failure: null, ...(messageId !== undefined && { message_id: messageId }) })
    .where('id', '=', id)
    .execute();
}

export async function failDelivery(
  tx: Tx,
  id: string,
  state: 'failed' | 'broken',
  failure: string,
  at: Date,
): Promise<void> {
  await tx.updateTable('exchange.delivery').set({ state, failure, ended_at: at }).where('id', '=', id).execute();
}

export async function setDeliveryState(tx: Tx, id: string, state: DeliveryState): Promise<void> {
  await tx.updateTable('exchange.delivery').set({ state }).where('id', '=', id).execute();
}

export async function setReceipt(
  tx: Tx,
  id: string,
  receipt: { state: 'received' | 'rejected'; note: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('exchange.delivery')
    .set({ state: receipt.state, receipt_note: receipt.note, received_at: receipt.at })
    .where('id', '=', id)
    .execute();
}

/** The delivery's row with what its grant says of the two sides. */
function selectDeliveries(db: Db) {
  return db
    .selectFrom('exchange.delivery as d')
    .innerJoin('exchange.grant as g', 'g.id', 'd.grant_id')
    .select(['d.id', 'd.seq', 'd.grant_id as grantId', 'd.way', 'd.format', 'd.state', 'd.batch', 'd.superseded'])
    .select(['d.by_kind as byKind', 'd.by_id as byId', 'd.by_name as byName', 'd.purpose_kind as purposeKind'])
    .select(['d.rows', 'd.bytes', 'd.hash', 'd.signed_text as signedText', 'd.key_id as keyId', 'd.signature'])
    .select(['d.failure', 'd.millis', 'd.created_at as createdAt', 'd.ended_at as endedAt'])
    .select(['d.received_at as receivedAt', 'g.resource_title as resourceTitle', 'g.provider_dept as providerDept'])
    .select(['g.requester_kind as requesterKind', 'g.requester_code as requesterCode']);
}

export function deliveryById(db: Db, id: string): Promise<DeliveryRow | undefined> {
  return selectDeliveries(db).where('d.id', '=', id).executeTakeFirst();
}

export function lockDelivery(tx: Tx, id: string) {
  return tx
    .selectFrom('exchange.delivery')
    .select(['id', 'grant_id as grantId', 'state', 'hash', 'received_at as receivedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Deliveries between units (null: all), the newest first. */
export function findDeliveries(
  db: Db,
  filter: { units: readonly Unit[] | null; grantId?: string; before?: number },
): Promise<DeliveryRow[]> {
  let query = selectDeliveries(db);
  if (filter.units !== null) {
    const codes = filter.units.map(({ kind, code }) => `${kind}:${code}`);
    query = query.where(
      sql<boolean>`(g.requester_kind || ':' || g.requester_code = any(${codes}) or 'department:' || g.provider_dept = any(${codes}))`,
    );
  }
  if (filter.grantId !== undefined) query = query.where('d.grant_id', '=', filter.grantId);
  if (filter.before !== undefined) query = query.where('d.seq', '<', filter.before);
  return query.orderBy('d.seq', 'desc').limit(50).execute();
}

/** Deliveries of a grant behind a number, for the system that takes them one after another. */
export function deliveriesAfter(db: Db, grantId: string, after: number): Promise<DeliveryRow[]> {
  return selectDeliveries(db)
    .where('d.grant_id', '=', grantId)
    .where('d.way', '=', 'subscription')
    .where('d.seq', '>', after)
    .where('d.state', 'in', ['ready', 'delivered', 'received'])
    .orderBy('d.seq')
    .limit(50)
    .execute();
}

/** The last delivery whose bytes have this digest. */
export function deliveryByHash(db: Db, hash: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('exchange.delivery')
    .select('id')
    .where('hash', '=', hash)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function totalsOf(db: Db, grantId: string): Promise<{ rows: number; bytes: number; deliveries: number }> {
  const row = await db
    .selectFrom('exchange.delivery')
    .select(({ fn }) => [
      fn.sum<number>('rows').as('rows'),
      fn.sum<number>('bytes').as('bytes'),
      fn.countAll<number>().as('deliveries'),
    ])
    .where('grant_id', '=', grantId)
    .where('state', 'not in', ['making', 'failed'])
    .executeTakeFirst();
  return { rows: Number(row?.rows ?? 0), bytes: Number(row?.bytes ?? 0), deliveries: Number(row?.deliveries ?? 0) };
}

/** What was being made when a run of the process died. */
export function unfinishedDeliveries(db: Db): Promise<{ id: string; batch: number | null; grantId: string }[]> {
  return db
    .selectFrom('exchange.delivery')
    .select(['id', 'batch', 'grant_id as grantId'])
    .where('state', '=', 'making')
    .execute();
}
