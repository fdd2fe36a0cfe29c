import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { advance } from '#platform/workflow.ts';
import type { CorrectionDraft, CorrectionStep, CorrectionView } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { correctionFlow, stateIn } from '../flow.ts';
import { checkDuty } from '../rules/duty.ts';
import { grantedSelect } from '../rules/select.ts';
import { deadlineOf } from '../rules/timer.ts';
import { maySee, provides } from '../rules/unit.ts';
import {
  type CorrectionRow,
  correctionById,
  findCorrections,
  insertCorrection,
  lockCorrection,
  updateCorrection,
} from '../sql/correction.ts';
import { grantById } from '../sql/grant.ts';
import { selectTimers } from '../sql/rule.ts';
import { actionsFor, clockView, termsUnits, type ViewDesk } from '../views.ts';
import { holderGrant } from './access-key.ts';
import { calendarOf, todayOf } from './calendar.ts';
import { grantedQuery } from './granted.ts';
import { seenUnits, viewDesk } from './read.ts';

const kind = 'exchange-correction';

/**
 * Say that a value of a row is wrong. The row is named by its mark, as whoever uses the data has it; its owner is told
 * the batch and line. What is kept of it is the value as the raiser sees it: masked, where it is masked.
 * @returns the correction's id
 * @throws {Refusal} `exchange.not-the-requester`, `exchange.no-such-row`, `exchange.bad-terms`
 */
export async function raiseCorrection(platform: Platform, actor: Actor, draft: CorrectionDraft): Promise<string> {
  const { db } = deskOf(platform);
  const grant = await holderGrant(await grantById(db, draft.grantId), actor);
  const base = await grantedQuery(platform, grant);
  const item = base.items.find(({ columnName }) => columnName === draft.column);
  if (!item || !base.granted.includes(draft.column))
    throw exchangeErrors['bad-terms']({ faults: [`授权里没有“${draft.column}”这个信息项`] });
  const select = grantedSelect({ ...base, granted: [draft.column], trace: draft.trace, placed: true, limit: 1 });
  const [found] = await platform.olap.rows(select.sql, select.params);
  if (!found) throw exchangeErrors['no-such-row']({});
  const id = newId(platform.clock.now());
  await db.transaction().execute(async (tx) => {
    const days = (await selectTimers(tx)).find(({ step }) => step === 'correction')?.days ?? 10;
    const from = todayOf(platform);
    const { due, provisional } = deadlineOf(from, days, await calendarOf(tx));
    await insertCorrection(tx, {
      ...{ id, grant_id: grant.id, resource_id: grant.resourceId, resource_title: grant.resourceTitle },
      ...{
        provider_dept: grant.providerDept,
        requester_kind: grant.requesterKind,
        requester_code: grant.requesterCode,
      },
      ...{ batch: Number(found.at(-3)), row_no: Number(found.at(-2)), trace: draft.trace },
      ...{ column_name: draft.column, column_title: item.name, seen: found[0] === null ? null : String(found[0]) },
      ...{
        suggested: draft.suggested,
        evidence: draft.evidence,
        state: 'raised',
        flow_version: correctionFlow.version,
      },
      ...{ created_by: actor.userId, created_by_name: actor.name, created_at: platform.clock.now() },
      ...{ clock_from: from, clock_days: days, clock_due: due, clock_provisional: provisional, is_demo: grant.isDemo },
    });
    const subject = { kind, id };
    const detail = { grant: grant.id, column: draft.column, batch: Number(found.at(-3)), row: Number(found.at(-2)) };
    await audit(tx, platform.clock, actor, { action: 'exchange.raise-correction', subject, detail });
    const payload = { id, resourceId: grant.resourceId, providerDept: grant.providerDept, state: 'raised' };
    await emit(tx, platform.clock, { topic: 'exchange.correction-moved', key: id, payload });
  });
  return id;
}

/**
 * Take a step with a correction.
 * @throws {Refusal} `exchange.no-such-correction`, the flow's own, and those of `checkDuty`
 */
export async function stepCorrection(
  platform: Platform,
  actor: Actor,
  id: string,
  step: CorrectionStep,
): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const row = await lockCorrection(tx, id);
      if (!row || !isSeen(row, actor)) throw exchangeErrors['no-such-correction']({});
      const { event, reason } = step;
      const subject = { kind, id };
      const move = { subject, state: row.state, event, ...(reason !== undefined && { reason }) };
      const state = stateIn(correctionFlow, await advance(tx, platform.clock, actor, correctionFlow, move));
      checkDuty(actor, event, { ...row, conformityBy: null });
      const answers = event === 'correct' || event === 'decline' || event === 'settle';
      const isOver = state === 'closed' || state === 'withdrawn';
      await updateCorrection(tx, id, {
        state,
        ...(answers && reason !== undefined && { answer: reason.trim() }),
        ...(isOver && { endedAt: platform.clock.now() }),
      });
      const detail = { event, from: row.state, to: state };
      await audit(tx, platform.clock, actor, { action: `exchange.correction-${event}`, subject, detail });
      const payload = { id, resourceId: row.resourceId, providerDept: row.providerDept, state };
      await emit(tx, platform.clock, { topic: 'exchange.correction-moved', key: id, payload });
    });
}

const isSeen = (row: CorrectionRow, actor: Actor): boolean =>
  maySee(actor, row.providerDept, { kind: row.requesterKind, code: row.requesterCode });

export async function listCorrections(platform: Platform, actor: Actor): Promise<{ corrections: CorrectionView[] }> {
  const [rows, desk] = await Promise.all([
    findCorrections(deskOf(platform).db, seenUnits(actor)),
    viewDesk(platform, actor),
  ]);
  return { corrections: rows.map((row) => correctionView(row, desk)) };
}

/** @throws {Refusal} `exchange.no-such-correction` */
export async function getCorrection(platform: Platform, actor: Actor, id: string): Promise<CorrectionView> {
  const row = await correctionById(deskOf(platform).db, id);
  if (!row || !isSeen(row, actor)) throw exchangeErrors['no-such-correction']({});
  return correctionView(row, await viewDesk(platform, actor));
}

function correctionView(row: CorrectionRow, desk: ViewDesk): CorrectionView {
  const { seq, batch, rowNo, createdBy, clockFrom, clockDays, clockDue, clockProvisional, isDemo, ...rest } = row;
  const { providerDept, requesterKind, requesterCode, ...shown } = rest;
  const clock = {
    clockStep: 'correction',
    clockFrom,
    clockDays,
    clockDue,
    clockProvisional,
    clockPaused: false,
  } as const;
  const view = clockView(clock, desk);
  if (view === null) throw new Error('a correction has its clock');
  return {
    ...shown,
    ...termsUnits(row, desk.names),
    no: `JH${row.createdAt.toISOString().slice(0, 4)}-${String(seq).padStart(6, '0')}`,
    place: provides(desk.actor, providerDept) ? { batch, row: rowNo } : null,
    stateName: correctionFlow.states[row.state],
    createdAt: row.createdAt.toISOString(),
    clock: view,
    actions: actionsFor(correctionFlow, row.state, desk.actor, row),
    demo: isDemo,
  };
}
