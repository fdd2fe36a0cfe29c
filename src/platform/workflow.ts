import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { canonical } from './audit.ts';
import type { Clock } from './clock.ts';
import { platformErrors } from './errors.ts';
import type { Actor } from './scope.ts';
import type { SubjectRef } from './subjects.ts';
import type { PlatformTables } from './tables.ts';

/** One arrow of a flow. */
export interface Arrow {
  readonly from: readonly string[];
  readonly to: string;
  /** The permission that an actor needs. */
  readonly permission: string;
  /** The user must say why. */
  readonly reason?: boolean;
  /** What the button says. */
  readonly label: string;
}

/** A flow is data: states with their Chinese names and arrows by event. Its version stands with each row. */
export interface Flow {
  readonly name: string;
  readonly version: number;
  readonly initial: string;
  readonly states: Readonly<Record<string, string>>;
  readonly arrows: Readonly<Record<string, Arrow>>;
}

/** Check a flow once, when its module is loaded: every arrow joins known states, every state can be reached. */
export function defineFlow<const F extends Flow>(flow: F): F {
  const reached = new Set([flow.initial]);
  for (const [event, arrow] of Object.entries(flow.arrows)) {
    const unknown = [...arrow.from, arrow.to].find((state) => !(state in flow.states));
    if (unknown !== undefined) throw new Error(`flow ${flow.name}: ${event} names an unknown state ${unknown}`);
    reached.add(arrow.to);
  }
  const lost = Object.keys(flow.states).find((state) => !reached.has(state));
  if (lost !== undefined) throw new Error(`flow ${flow.name}: nothing leads to ${lost}`);
  return flow;
}

/** The state after `event`, or null where the flow has no such arrow from here. */
export function nextState(flow: Flow, state: string, event: string): string | null {
  const arrow = flow.arrows[event];
  return arrow?.from.includes(state) ? arrow.to : null;
}

/** The arrows that this actor may take from this state, as [event, arrow]. */
export function openArrows(flow: Flow, state: string, actor: Actor): [string, Arrow][] {
  return Object.entries(flow.arrows).filter(([, a]) => a.from.includes(state) && actor.permissions.has(a.permission));
}

// biome-ignore lint/suspicious/noExplicitAny: any module's transaction carries the platform's tables beside its own.
type AnyTransaction = Transaction<any>;

export interface Step {
  readonly subject: SubjectRef;
  readonly state: string;
  readonly event: string;
  readonly reason?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Take one step and record it in the caller's transaction; the caller stores the returned state in the same one.
 * @throws {Refusal} `platform.forbidden`, `platform.conflict` (no such arrow from here), `platform.bad-request` (no reason)
 */
export async function advance(tx: AnyTransaction, clock: Clock, actor: Actor, flow: Flow, step: Step): Promise<string> {
  const arrow = flow.arrows[step.event];
  const to = nextState(flow, step.state, step.event);
  if (!arrow || to === null)
    throw platformErrors.conflict({ detail: `当前状态“${flow.states[step.state] ?? step.state}”不能这样办理。` });
  if (!actor.permissions.has(arrow.permission)) throw platformErrors.forbidden({ what: arrow.label });
  if (arrow.reason && !step.reason?.trim())
    throw platformErrors['bad-request']({ detail: `“${arrow.label}”须写明理由。` });
  await record(tx, clock, actor, flow, step, to);
  return to;
}

async function record(db: Transaction<PlatformTables>, clock: Clock, actor: Actor, flow: Flow, step: Step, to: string) {
  const last = await lastTransition(db, flow, step.subject);
  const row = {
    flow: flow.name,
    flow_version: flow.version,
    subject_kind: step.subject.kind,
    subject_id: step.subject.id,
    seq: (last?.seq ?? 0) + 1,
    event: step.event,
    from_state: step.state,
    to_state: to,
    at: clock.now().toISOString(),
    user_id: actor.userId,
    username: actor.username,
    reason: step.reason?.trim() ?? null,
    detail: canonical(step.detail ?? {}),
  };
  const prev_hash = last?.hash ?? '0'.repeat(64);
  const hash = createHash('sha256').update(prev_hash).update(canonical(row)).digest('hex');
  await db
    .insertInto('platform.transition')
    .values({ ...row, prev_hash, hash })
    .execute();
}

function lastTransition(db: Kysely<PlatformTables>, flow: Flow, subject: SubjectRef) {
  return db
    .selectFrom('platform.transition')
    .select([sql<number>`seq::int`.as('seq'), 'hash'])
    .where('flow', '=', flow.name)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}
