import { randomBytes } from 'node:crypto';
import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import { advance } from '#platform/workflow.ts';
import type { GrantStep } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { grantFlow, stateIn } from '../flow.ts';
import { type GrantKeys, grantKeys } from '../rules/keys.ts';
import { nextDay } from '../rules/timer.ts';
import { actsFor, maySee, provides } from '../rules/unit.ts';
import { type GrantRow, grantsOver, insertGrant, lockGrant, updateGrant } from '../sql/grant.ts';
import type { RequestRow } from '../sql/request.ts';
import type { Tx } from '../tables.ts';

const kind = 'exchange-grant';
const contextOf = (id: string): string => `exchange.grant:${id}`;

/** Give what a request asks for, in the transaction that decides it. The master key of its masks is made here, sealed. */
export async function issueGrant(platform: Platform, tx: Tx, actor: Actor, request: RequestRow): Promise<string> {
  const now = platform.clock.now();
  const id = newId(now);
  const sealedKey = deskOf(platform).sealer.seal(randomBytes(32).toString('hex'), contextOf(id));
  await insertGrant(tx, {
    ...request,
    id,
    requestId: request.id,
    startsAt: chinaMidnight(request.startsOn),
    endsAt: chinaMidnight(nextDay(request.endsOn)),
    state: 'active',
    flowVersion: grantFlow.version,
    sealedKey,
    createdAt: now,
  });
  const { resourceId, providerDept, requesterKind, requesterCode, items, way } = request;
  const detail = { requestId: request.id, resourceId, providerDept, requesterKind, requesterCode, items, way };
  await audit(tx, platform.clock, actor, { action: 'exchange.grant', subject: { kind, id }, detail });
  await emit(tx, platform.clock, { topic: 'exchange.granted', key: id, payload: { id, resourceId, way } });
  return id;
}

const chinaMidnight = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** The keys of a grant's masks and marks, opened for one use. */
export function keysOf(platform: Platform, { id, sealedKey }: Pick<GrantRow, 'id' | 'sealedKey'>): GrantKeys {
  return grantKeys(deskOf(platform).sealer.open(sealedKey, contextOf(id)));
}

/**
 * Stop a grant for a while or for good, or let it go on. The next call sees it, and so does a delivery on its way.
 * @throws {Refusal} `exchange.no-such-grant`, the flow's own, `exchange.not-the-provider`, `exchange.not-the-requester`
 */
export async function stepGrant(platform: Platform, actor: Actor, id: string, step: GrantStep): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const grant = await lockGrant(tx, id);
      const requester = grant && ({ kind: grant.requesterKind, code: grant.requesterCode } as const);
      if (!grant || !requester || !maySee(actor, grant.providerDept, requester))
        throw exchangeErrors['no-such-grant']({});
      await move(platform, tx, actor, grant, step);
      if (step.event === 'return' && !actsFor(actor, requester)) throw exchangeErrors['not-the-requester']({});
      if (BY_PROVIDER.has(step.event) && !provides(actor, grant.providerDept))
        throw exchangeErrors['not-the-provider']({});
    });
}

const BY_PROVIDER: ReadonlySet<string> = new Set(['suspend', 'resume', 'revoke']);

async function move(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  grant: GrantRow,
  { event, reason }: { event: string; reason?: string },
): Promise<void> {
  const { clock } = platform;
  const subject = { kind, id: grant.id };
  const step = { subject, state: grant.state, event, ...(reason !== undefined && { reason }) };
  const state = stateIn(grantFlow, await advance(tx, clock, actor, grantFlow, step));
  const isOver = state === 'revoked' || state === 'expired';
  await updateGrant(tx, grant.id, {
    state,
    ...(isOver && { endedAt: clock.now(), endReason: reason ?? grantFlow.states[state] }),
  });
  await audit(tx, clock, actor, {
    action: `exchange.grant-${event}`,
    subject,
    detail: { from: grant.state, to: state, reason },
  });
  await emit(tx, clock, {
    topic: 'exchange.grant-moved',
    key: grant.id,
    payload: { id: grant.id, from: grant.state, to: state },
  });
}

const EXPIRER: Actor = { ...SYSTEM_ACTOR, permissions: new Set(['exchange:system']) };

/** Close the books of grants whose time is over; they have given nothing since that moment. */
export async function expireGrants(platform: Platform): Promise<void> {
  const { db } = deskOf(platform);
  for (const { id } of await grantsOver(db, platform.clock.now())) {
    await db.transaction().execute(async (tx) => {
      const grant = await lockGrant(tx, id);
      if (grant && (grant.state === 'active' || grant.state === 'suspended'))
        await move(platform, tx, EXPIRER, grant, { event: 'expire' });
    });
  }
}
