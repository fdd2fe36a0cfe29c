import { audit } from '#platform/audit.ts';
import { chinaDate } from '#platform/clock.ts';
import { Refusal } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { checkUsable } from '../rules/usable.ts';
import { type GrantRow, lockGrant } from '../sql/grant.ts';
import { addUse, countCall, usedOn } from '../sql/usage.ts';
import type { PurposeKind, Tx, Way } from '../tables.ts';

/** Who takes data under a grant: a system by its key, a person, or this node itself. */
export interface Taker {
  readonly kind: 'key' | 'user' | 'system';
  readonly id: string;
  readonly name: string;
  /** Under whom the audit knows them. */
  readonly actor: Actor;
}

export interface Use {
  readonly way: Way;
  readonly purposeKind: PurposeKind;
}

/**
 * Whether a grant may be used now: it stands, in this way, for this purpose, not too often. A refusal other than
 * "too often" is audited; those are as many as the rate allows.
 * @returns rows that may still leave today
 */
export async function enter(platform: Platform, grant: GrantRow, taker: Taker, use: Use): Promise<number> {
  const { db } = deskOf(platform);
  const now = platform.clock.now();
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  if ((await countCall(db, grant.id, minute)) > grant.callsPerMinute)
    throw exchangeErrors['too-often']({ limit: grant.callsPerMinute });
  try {
    checkUsable(grant, { ...use, now });
    const left = grant.rowsPerDay - (await usedOn(db, grant.id, chinaDate(now))).rows;
    if (left <= 0) throw exchangeErrors['over-quota']({ limit: grant.rowsPerDay, left: 0 });
    return left;
  } catch (error) {
    if (error instanceof Refusal) await auditRefusal(platform, grant, taker, error.code);
    throw error;
  }
}

export async function auditRefusal(platform: Platform, grant: GrantRow, taker: Taker, code: string): Promise<void> {
  const subject = { kind: 'exchange-grant', id: grant.id };
  const detail = { code, by: `${taker.kind}:${taker.id}` };
  await deskOf(platform)
    .db.transaction()
    .execute((tx) =>
      audit(tx, platform.clock, taker.actor, { action: 'exchange.read', subject, detail, outcome: 'refused' }),
    );
}

/**
 * Book what is about to leave, in the transaction of its delivery: the grant is locked and looked at once more, so that
 * a revocation stands before or after, never beside.
 */
export async function book(
  platform: Platform,
  tx: Tx,
  grantId: string,
  use: Use & { readonly rows: number; readonly bytes: number },
): Promise<void> {
  const grant = await lockGrant(tx, grantId);
  if (!grant) throw exchangeErrors['no-such-grant']({});
  const now = platform.clock.now();
  checkUsable(grant, { ...use, now });
  const day = chinaDate(now);
  const left = grant.rowsPerDay - (await usedOn(tx, grant.id, day)).rows;
  if (use.rows > left) throw exchangeErrors['over-quota']({ limit: grant.rowsPerDay, left: Math.max(0, left) });
  await addUse(tx, grant.id, day, use);
}
