import { pipeline, type Readable } from 'node:stream';
import { audit } from '#platform/audit.ts';
import { Refusal } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { DeliveryView, Receipt } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { watched } from '../files/watched.ts';
import { actsFor, maySee } from '../rules/unit.ts';
import { checkStands } from '../rules/usable.ts';
import {
  type DeliveryRow,
  deliveriesAfter,
  deliveryById,
  findDeliveries,
  lockDelivery,
  setDeliveryState,
  setReceipt,
} from '../sql/delivery.ts';
import { stateOfGrant } from '../sql/grant.ts';
import { endFailed } from './file.ts';
import { type Names, namesOf } from './names.ts';
import { seenUnits } from './read.ts';

/** Deliveries that a reader may see, the newest first, 50 at a time. */
export async function listDeliveries(
  platform: Platform,
  actor: Actor,
  query: { grant?: string; before?: number },
): Promise<{ deliveries: DeliveryView[] }> {
  const { grant, before } = query;
  const filter = { units: seenUnits(actor), ...(grant && { grantId: grant }), ...(before && { before }) };
  const [rows, names] = await Promise.all([findDeliveries(deskOf(platform).db, filter), namesOf(platform)]);
  return { deliveries: rows.map((row) => deliveryView(row, names)) };
}

/** What a system has still to take, in order. */
export async function newDeliveries(
  platform: Platform,
  grantId: string,
  after: number,
): Promise<{ deliveries: DeliveryView[] }> {
  const [rows, names] = await Promise.all([deliveriesAfter(deskOf(platform).db, grantId, after), namesOf(platform)]);
  return { deliveries: rows.map((row) => deliveryView(row, names)) };
}

/** @throws {Refusal} `exchange.no-such-delivery` */
export async function getDelivery(platform: Platform, actor: Actor, id: string): Promise<DeliveryView> {
  const row = await mustSeeDelivery(platform, actor, id);
  return deliveryView(row, await namesOf(platform));
}

async function mustSeeDelivery(platform: Platform, actor: Actor, id: string): Promise<DeliveryRow> {
  const row = await deliveryById(deskOf(platform).db, id);
  if (!row || !maySee(actor, row.providerDept, { kind: row.requesterKind, code: row.requesterCode }))
    throw exchangeErrors['no-such-delivery']({});
  return row;
}

/** The delivery, for people of the unit that it goes to. */
export async function deliveryForHolder(platform: Platform, actor: Actor, id: string): Promise<DeliveryRow> {
  const row = await mustSeeDelivery(platform, actor, id);
  if (!actsFor(actor, { kind: row.requesterKind, code: row.requesterCode }))
    throw exchangeErrors['not-the-requester']({});
  return row;
}

/** The delivery of this grant, for a system that holds its key. */
export async function deliveryOfGrant(platform: Platform, grantId: string, id: string): Promise<DeliveryRow> {
  const row = await deliveryById(deskOf(platform).db, id);
  if (row?.grantId !== grantId) throw exchangeErrors['no-such-delivery']({});
  return row;
}

/**
 * A made file on its way. The grant is asked at the beginning and before each megabyte; when it is stopped meanwhile the
 * stream breaks and the delivery is broken.
 * @throws {Refusal} `exchange.not-made`, `exchange.grant-not-active`, `exchange.grant-over`
 */
export async function openFile(platform: Platform, actor: Actor, row: DeliveryRow): Promise<Readable> {
  const { hash } = row;
  if (hash === null || !SENDABLE.has(row.state)) throw exchangeErrors['not-made']({});
  const check = () => checkGrant(platform, row.grantId);
  await check();
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if (row.state === 'ready') await setDeliveryState(tx, row.id, 'delivered');
      const subject = { kind: 'exchange-delivery', id: row.id };
      const detail = { grant: row.grantId, hash, bytes: row.bytes };
      await audit(tx, platform.clock, actor, { action: 'exchange.fetch', subject, detail });
    });
  const gate = watched(check);
  return pipeline(platform.blobs.read(hash), gate, (error) => {
    if (error instanceof Refusal) void endFailed(platform, row, 'broken', error.code);
  });
}

const SENDABLE: ReadonlySet<string> = new Set(['ready', 'delivered', 'received', 'rejected']);

async function checkGrant(platform: Platform, id: string): Promise<void> {
  const grant = await stateOfGrant(deskOf(platform).db, id);
  if (!grant) throw exchangeErrors['no-such-grant']({});
  checkStands(grant, platform.clock.now());
}

/**
 * The consumer's word that it came whole, or did not. A digest that differs is itself a refusal, and recorded.
 * @throws {Refusal} `exchange.not-made`, `exchange.receipt-given`, `exchange.receipt-differs`
 */
export async function takeReceipt(platform: Platform, actor: Actor, id: string, receipt: Receipt): Promise<void> {
  const differs = await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const row = await lockDelivery(tx, id);
      if (!row?.hash) throw exchangeErrors['not-made']({});
      if (row.state === 'received') throw exchangeErrors['receipt-given']({});
      const fits = row.hash === receipt.hash;
      const state = fits && receipt.accepted ? 'received' : 'rejected';
      const note = receipt.note ?? (fits ? '' : '摘要不一致');
      await setReceipt(tx, id, { state, note, at: platform.clock.now() });
      const subject = { kind: 'exchange-delivery', id };
      const detail = { state, hash: receipt.hash, note };
      await audit(tx, platform.clock, actor, { action: 'exchange.receipt', subject, detail });
      return !fits;
    });
  if (differs) throw exchangeErrors['receipt-differs']({});
}

export function deliveryView(row: DeliveryRow, names: Names): DeliveryView {
  const { seq, providerDept, requesterKind, requesterCode, byKind, byId, byName, ...rest } = row;
  return {
    ...rest,
    no: seq,
    provider: names.department(providerDept),
    requester: names.unit({ kind: requesterKind, code: requesterCode }),
    by: byName,
    superseded: [...row.superseded],
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    receivedAt: row.receivedAt?.toISOString() ?? null,
    downloadable: row.format !== 'json' && SENDABLE.has(row.state),
  };
}
