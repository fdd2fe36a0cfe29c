import { audit } from '#platform/audit.ts';
import { elapsedClock } from '#platform/clock.ts';
import { Refusal } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import type { FileWish } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { type FileFormat, makeFile } from '../files/make.ts';
import { grantedCount } from '../rules/select.ts';
import { checkUsable } from '../rules/usable.ts';
import {
  type DeliveryRow,
  deliveryById,
  failDelivery,
  finishDelivery,
  insertDelivery,
  lockDelivery,
} from '../sql/delivery.ts';
import { type GrantRow, grantById } from '../sql/grant.ts';
import { forward } from './forward.ts';
import { grantedQuery } from './granted.ts';
import { book, enter, type Taker } from './meter.ts';
import { signDelivery } from './sign.ts';

export const MAKE_FILE = 'exchange.make-file';

/** Ask for a file; it is made in the background. @returns the delivery's id */
export async function orderFile(platform: Platform, grant: GrantRow, taker: Taker, wish: FileWish): Promise<string> {
  await enter(platform, grant, taker, { way: 'file', purposeKind: wish.purpose });
  const id = newId(platform.clock.now());
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await insertDelivery(tx, {
        ...{ id, grantId: grant.id, way: 'file', format: wish.format, state: 'making', purposeKind: wish.purpose },
        ...{ byKind: taker.kind, byId: taker.id, byName: taker.name, createdAt: platform.clock.now() },
      });
      const subject = { kind: 'exchange-delivery', id };
      const detail = { grant: grant.id, format: wish.format, purpose: wish.purpose };
      await audit(tx, platform.clock, taker.actor, { action: 'exchange.order-file', subject, detail });
    });
  await platform.jobs.send(MAKE_FILE, { deliveryId: id }, id);
  return id;
}

/**
 * Make the file of a delivery. Safe to run again: the bytes of the same rows are the same blob, and the delivery is
 * finished once. What the grant refuses ends it; anything else is tried again.
 */
export async function makeDelivery(platform: Platform, id: string): Promise<void> {
  const { db } = deskOf(platform);
  const row = await deliveryById(db, id);
  const grant = row && (await grantById(db, row.grantId));
  if (!row || !grant || row.state !== 'making') return;
  try {
    await make(platform, row, grant);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await endFailed(platform, row, 'failed', error.code);
  }
}

async function make(platform: Platform, row: DeliveryRow, grant: GrantRow): Promise<void> {
  const elapsed = elapsedClock();
  const use = { way: row.way, purposeKind: row.purposeKind };
  checkUsable(grant, { ...use, now: platform.clock.now() });
  const query = { ...(await grantedQuery(platform, grant)), ...(row.batch !== null && { batch: row.batch }) };
  const rows = await countOf(platform, query);
  if (rows > grant.rowsPerDay) throw exchangeErrors['over-quota']({ limit: grant.rowsPerDay, left: grant.rowsPerDay });
  const { hash, bytes } = await makeFile(platform, query, formatOf(row.format), rows);
  const by = `${row.byKind}:${row.byName}`;
  const signed = await signDelivery(platform, grant, { id: row.id, by, rows, bytes, hash });
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if ((await lockDelivery(tx, row.id))?.state !== 'making') return;
      await book(platform, tx, grant.id, { ...use, rows, bytes });
      const end = { ...signed, rows, bytes, hash, millis: elapsed(), endedAt: platform.clock.now() };
      const messageId = await forward(platform, tx, row, { grant, bytes, hash, ...signed });
      await finishDelivery(tx, row.id, messageId === undefined ? 'ready' : 'delivered', end, messageId);
      const subject = { kind: 'exchange-delivery', id: row.id };
      const detail = {
        grant: grant.id,
        by,
        purpose: row.purposeKind,
        way: row.way,
        rows,
        bytes,
        hash,
        batch: row.batch,
      };
      await audit(tx, platform.clock, SYSTEM_ACTOR, { action: 'exchange.make', subject, detail });
    });
}

async function countOf(platform: Platform, query: Parameters<typeof grantedCount>[0]): Promise<number> {
  const { sql, params } = grantedCount(query);
  const [row] = await platform.olap.rows(sql, params);
  return Number(row?.[0] ?? 0);
}

function formatOf(format: string): FileFormat {
  return format === 'csv' || format === 'xlsx' || format === 'parquet' ? format : 'ndjson';
}

/** End a delivery that cannot be, with the code of what spoke against it. */
export async function endFailed(
  platform: Platform,
  row: DeliveryRow,
  state: 'failed' | 'broken',
  code: string,
): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await failDelivery(tx, row.id, state, code, platform.clock.now());
      const subject = { kind: 'exchange-delivery', id: row.id };
      const detail = { grant: row.grantId, code, by: `${row.byKind}:${row.byId}` };
      await audit(tx, platform.clock, SYSTEM_ACTOR, {
        action: `exchange.${state}`,
        subject,
        detail,
        outcome: 'refused',
      });
    });
}
