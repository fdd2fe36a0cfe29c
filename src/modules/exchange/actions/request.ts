import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { advance } from '#platform/workflow.ts';
import type { RequestDraft, RequestStep } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { requestFlow, stateIn } from '../flow.ts';
import { clockAfter, NO_CLOCK } from '../rules/clock.ts';
import { checkDuty } from '../rules/duty.ts';
import { masksFaults, settledMasks } from '../rules/terms.ts';
import type { ClockStep } from '../rules/timer.ts';
import { maySee } from '../rules/unit.ts';
import { insertRequest, lockRequest, type RequestChange, type RequestRow, updateRequest } from '../sql/request.ts';
import { sharedItems } from '../sql/resource.ts';
import { selectTimers } from '../sql/rule.ts';
import type { RequestState, Tx } from '../tables.ts';
import { calendarOf, todayOf } from './calendar.ts';
import { issueGrant } from './grant.ts';
import { type CheckedTerms, checkNotOver, checkTerms } from './terms.ts';

const kind = 'exchange-request';

/**
 * Make a request and submit it. What is shared without conditions is granted in the same transaction.
 * @returns its id
 * @throws {Refusal} as `checkTerms`
 */
export async function makeRequest(platform: Platform, actor: Actor, draft: RequestDraft): Promise<string> {
  const terms = await checkTerms(platform, actor, draft);
  checkNotOver(terms.endsOn, todayOf(platform));
  const id = newId(platform.clock.now());
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await insertRequest(tx, newRow(id, terms, actor, platform.clock.now()));
      await take(platform, tx, actor, id, { event: terms.sharingType === 'free' ? 'take' : 'submit' });
    });
  return id;
}

function newRow(id: string, terms: CheckedTerms, actor: Actor, at: Date) {
  const direction = terms.requesterKind === 'government' ? 'vertical' : 'horizontal';
  return {
    ...terms,
    ...NO_CLOCK,
    id,
    direction,
    state: 'draft',
    flowVersion: requestFlow.version,
    createdBy: actor.userId,
    createdByName: actor.name,
    createdAt: at,
  } as const;
}

/**
 * Take a step with a request.
 * @throws {Refusal} `exchange.no-such-request`, the flow's own, and those of `checkDuty`
 */
export async function stepRequest(platform: Platform, actor: Actor, id: string, step: RequestStep): Promise<void> {
  const terms = step.draft && (await checkTerms(platform, actor, step.draft));
  await deskOf(platform)
    .db.transaction()
    .execute((tx) => take(platform, tx, actor, id, { ...step, terms }));
}

interface Taken {
  readonly event: RequestStep['event'] | 'take';
  readonly reason?: string;
  readonly ground?: string;
  readonly masks?: RequestStep['masks'];
  readonly terms?: CheckedTerms;
}

async function take(platform: Platform, tx: Tx, actor: Actor, id: string, step: Taken): Promise<void> {
  const row = await lockRequest(tx, id);
  if (!row || !maySee(actor, row.providerDept, { kind: row.requesterKind, code: row.requesterCode }))
    throw exchangeErrors['no-such-request']({});
  const { event, reason } = step;
  const subject = { kind, id };
  const to = await advance(tx, platform.clock, actor, requestFlow, {
    subject,
    state: row.state,
    event,
    ...(reason !== undefined && { reason }),
    ...(step.ground !== undefined && { detail: { ground: step.ground } }),
  });
  checkDuty(actor, event, row);
  const change = await changeOf(platform, tx, row, step, { actor, to: stateIn(requestFlow, to) });
  await updateRequest(tx, id, change);
  const detail = { event, from: row.state, to, ...(step.masks && { masks: step.masks }) };
  await audit(tx, platform.clock, actor, { action: `exchange.${event}`, subject, detail });
  if (to === 'granted')
    await issueGrant(platform, tx, actor, { ...row, ...change.terms, masks: change.masks ?? row.masks });
  await emit(tx, platform.clock, {
    topic: 'exchange.request-moved',
    key: id,
    payload: { id, from: row.state, to, providerDept: row.providerDept },
  });
}

async function changeOf(
  platform: Platform,
  tx: Tx,
  row: RequestRow,
  step: Taken,
  { actor, to }: { actor: Actor; to: RequestState },
): Promise<RequestChange> {
  const { event, ground, terms } = step;
  if (event === 'refuse' && !ground?.trim()) throw exchangeErrors['no-ground']({});
  if (terms && terms.resourceId !== row.resourceId)
    throw exchangeErrors['bad-terms']({ faults: ['不能换成另一个资源'] });
  const amends = event === 'supply' || event === 'explain';
  const now = platform.clock.now();
  const today = todayOf(platform);
  if (to === 'granted') checkNotOver(row.endsOn, today);
  const calendar = await calendarOf(tx);
  const timers = await selectTimers(tx);
  const daysFor = (clock: ClockStep) => timers.find((timer) => timer.step === clock)?.days ?? 10;
  return {
    state: to,
    clock: clockAfter(event, row, { today, calendar, daysFor, isMounted: row.isMounted }),
    ...(ground !== undefined && { refusalGround: ground.trim() }),
    ...(event === 'pass' && { conformityBy: actor.userId }),
    ...((event === 'approve' || event === 'refuse') && { providerBy: actor.userId }),
    ...((event === 'submit' || event === 'take') && { submittedAt: now }),
    ...(DECISIONS.has(to) && { decidedAt: now }),
    ...(amends && terms && { terms }),
    ...((event === 'approve' || event === 'concede') && { masks: await providerMasks(tx, row, step.masks ?? {}) }),
  };
}

const DECISIONS: ReadonlySet<RequestState> = new Set(['granted', 'refused', 'rejected', 'upheld']);

/** The provider settles the masks; what they do not speak of stays as it was proposed. */
async function providerMasks(tx: Tx, row: RequestRow, given: NonNullable<RequestStep['masks']>) {
  const items = await sharedItems(tx, row.resourceId);
  const faults = masksFaults(items, row.items, given);
  if (faults.length > 0) throw exchangeErrors['bad-terms']({ faults });
  return settledMasks(items, row.items, { ...row.masks, ...given });
}
