import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { advance, defineFlow } from '#platform/workflow.ts';
import type { ExceptionDecision, ExceptionInfo, ExceptionWish } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { catalogueErrors } from '../errors.ts';
import { decideException, type ExceptionRow, exceptionsOf, insertException, lockException } from '../sql/exception.ts';
import { findExisting } from './existing.ts';
import { demandWriter } from './load.ts';

/** A request for an exception, decided once by the person it names. */
export const EXCEPTION_FLOW = defineFlow({
  name: 'catalogue.exception',
  version: 1,
  initial: 'requested',
  states: { requested: '待批', approved: '已批准', refused: '已驳回' },
  arrows: {
    approve: { from: ['requested'], to: 'approved', permission: 'catalogue:review', reason: true, label: '批准' },
    refuse: { from: ['requested'], to: 'refused', permission: 'catalogue:review', reason: true, label: '驳回' },
  },
});

/**
 * Ask to collect what is in the catalogue already, for a reason, of a named person.
 * @returns the request's id. @throws {Refusal} `catalogue.not-yours`, `catalogue.nothing-excepted`, `catalogue.same-hand`
 */
export async function requestException(platform: Platform, actor: Actor, wish: ExceptionWish): Promise<string> {
  demandWriter(actor, wish.dept);
  if (wish.approver === actor.username) throw catalogueErrors['same-hand']({});
  const existing = await findExisting(platform, { items: wish.items.map((name) => ({ name })) });
  if (existing.length === 0) throw catalogueErrors['nothing-excepted']({});
  const { clock } = platform;
  const id = newId(clock.now());
  const resourceIds = existing.map(({ resourceId }) => resourceId);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const by = { requestedAt: clock.now(), requestedBy: actor.username, requesterId: actor.userId };
      await insertException(tx, { ...wish, id, resourceIds, ...by });
      await audit(tx, clock, actor, {
        action: 'catalogue.request-exception',
        subject: { kind: 'catalogue-exception', id },
        detail: { collection: wish.collection, items: wish.items, approver: wish.approver },
      });
      await emit(tx, clock, {
        topic: 'catalogue.exception-requested',
        key: id,
        payload: { id, collection: wish.collection, approver: wish.approver },
      });
    });
  return id;
}

/**
 * Approve or refuse, by the person whom the request names.
 * @throws {Refusal} `catalogue.no-such-exception`, `catalogue.not-named`, `catalogue.same-hand`, those of `advance`
 */
export async function decideOnException(
  platform: Platform,
  actor: Actor,
  id: string,
  { event, reason }: ExceptionDecision,
): Promise<void> {
  const { clock } = platform;
  const subject = { kind: 'catalogue-exception', id };
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const row = await lockException(tx, id);
      if (!row) throw catalogueErrors['no-such-exception']({});
      if (row.requesterId === actor.userId) throw catalogueErrors['same-hand']({});
      if (row.approver !== actor.username) throw catalogueErrors['not-named']({ approver: row.approver });
      await advance(tx, clock, actor, EXCEPTION_FLOW, { subject, state: row.state, event, reason });
      const state = event === 'approve' ? 'approved' : 'refused';
      await decideException(tx, id, { state, decision: reason, at: clock.now() });
      await audit(tx, clock, actor, { action: `catalogue.${event}-exception`, subject, detail: { state } });
      await emit(tx, clock, {
        topic: 'catalogue.exception-decided',
        key: id,
        payload: { id, collection: row.collection, state },
      });
    });
}

/** Requests, the newest first. */
export async function listExceptions(platform: Platform, actor: Actor): Promise<ExceptionInfo[]> {
  const rows = await exceptionsOf(deskOf(platform).db, null, 200);
  return rows.map((row) => infoOf(row, actor));
}

function infoOf(row: ExceptionRow, actor: Actor): ExceptionInfo {
  const { id, collection, title, items, reason, approver, dept, state, requestedBy, decision } = row;
  return {
    ...{ id, collection, title, items: [...items], reason, approver, dept, state, requestedBy, decision },
    requestedAt: row.requestedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    mayDecide: state === 'requested' && approver === actor.username && actor.permissions.has('catalogue:review'),
  };
}
