import type { Actor } from '#platform/scope.ts';
import { type Flow, openArrows } from '#platform/workflow.ts';
import type { Names } from './actions/names.ts';
import type { ActionView, ClockView, ItemTerm, RequestView } from './contract.ts';
import { requestFlow } from './flow.ts';
import type { ClockState } from './rules/clock.ts';
import type { ShareItem } from './rules/item.ts';
import type { Mask } from './rules/mask.ts';
import { type Calendar, deadlineOf, previousDay, workdaysBetween } from './rules/timer.ts';
import { actsFor, provides } from './rules/unit.ts';
import type { RequestRow, TermsRow } from './sql/request.ts';
import type { TimerRule } from './sql/rule.ts';
import type { StepRow } from './sql/step.ts';

/** What views are made with: who reads, names, today and its calendar. */
export interface ViewDesk {
  readonly actor: Actor;
  readonly names: Names;
  readonly today: string;
  readonly calendar: Calendar;
  readonly timers: readonly TimerRule[];
}

const TAKEN_BY: Readonly<Record<string, 'requester' | 'provider'>> = {
  'exchange:request': 'requester',
  'exchange:provide': 'provider',
};

/** The arrows that this reader may take between these units; the server looks again when they do. */
export function actionsFor(flow: Flow, state: string, actor: Actor, between: TermsRow | Between): ActionView[] {
  const { providerDept, requesterKind, requesterCode } = between;
  const isSide = (permission: string) => {
    const side = TAKEN_BY[permission];
    if (side === 'requester') return actsFor(actor, { kind: requesterKind, code: requesterCode });
    return side !== 'provider' || provides(actor, providerDept);
  };
  return openArrows(flow, state, actor)
    .filter(([event, { permission }]) => event !== 'take' && isSide(permission))
    .map(([event, { label, reason = false }]) => ({ event, label, reason }));
}

interface Between {
  readonly providerDept: string;
  readonly requesterKind: 'department' | 'government';
  readonly requesterCode: string;
}

/** The two sides by their names. */
export function termsUnits({ providerDept, requesterKind, requesterCode }: Between, names: Names) {
  const requester = { kind: requesterKind, code: requesterCode };
  return {
    provider: { code: providerDept, name: names.department(providerDept) },
    requester: { ...requester, name: names.unit(requester) },
  };
}

export function termsView(row: TermsRow & { id: string; isDemo: boolean }, names: Names) {
  return {
    id: row.id,
    resourceId: row.resourceId,
    resourceCode: row.resourceCode,
    resourceTitle: row.resourceTitle,
    ...termsUnits(row, names),
    purposeKind: row.purposeKind,
    purpose: row.purpose,
    legalBasis: row.legalBasis,
    way: row.way,
    toNode: row.toNode,
    rowsPerDay: row.rowsPerDay,
    callsPerMinute: row.callsPerMinute,
    demo: row.isDemo,
  };
}

export function requestView(row: RequestRow, desk: ViewDesk): RequestView {
  return {
    ...termsView(row, desk.names),
    no: requestNo(row),
    state: row.state,
    stateName: requestFlow.states[row.state],
    direction: row.direction,
    sharingType: row.sharingType,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    createdByName: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    clock: clockView(row, desk),
    actions: actionsFor(requestFlow, row.state, desk.actor, row),
  };
}

/** 共享申请编号. */
export const requestNo = ({ seq, createdAt }: { seq: number; createdAt: Date }): string =>
  `GX${createdAt.toISOString().slice(0, 4)}-${String(seq).padStart(6, '0')}`;

/** A clock with its counting; null where none runs. */
export function clockView(clock: ClockState, desk: ViewDesk): ClockView | null {
  const { clockStep: step, clockFrom: from, clockDays: days, clockDue: due } = clock;
  if (step === null || from === null || days === null) return null;
  const counted = due === null ? [] : deadlineOf(from, days, desk.calendar).counted;
  return {
    step,
    from,
    days,
    due,
    provisional: clock.clockProvisional,
    paused: clock.clockPaused,
    left: due === null ? days : leftOf(due, desk),
    counted: [...counted],
    source: desk.timers.find((timer) => timer.step === step)?.source ?? '',
  };
}

/** Working days from today up to the deadline, or, behind it, minus those since. */
function leftOf(due: string, { today, calendar }: ViewDesk): number {
  if (today > due) return -workdaysBetween(due, today, calendar);
  return workdaysBetween(previousDay(today), due, calendar);
}

export function itemTerms(
  items: readonly ShareItem[],
  wanted: readonly string[],
  masks: Readonly<Record<string, Mask>>,
): ItemTerm[] {
  return items
    .filter(({ columnName }) => wanted.includes(columnName))
    .map((item) => itemTerm(item, masks[item.columnName] ?? { kind: 'none' }));
}

export function itemTerm({ columnName, name, unit, dataType, role, personal }: ShareItem, mask: Mask): ItemTerm {
  return { column: columnName, name, unit, dataType, role, personal, mask };
}

export function stepViews(rows: readonly StepRow[], flow: Flow) {
  return rows.map(({ at, username, event, to, reason }) => ({
    at: at.toISOString(),
    by: username,
    label: flow.arrows[event]?.label ?? event,
    to: flow.states[to] ?? to,
    reason,
  }));
}
