import { Check as holds } from 'typebox/value';
import { loadResource } from '#module/catalogue';
import { departmentsOf, mayReadDepartment } from '#module/identity';
import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { advance, openArrows } from '#platform/workflow.ts';
import { maySee } from '../../actions/rows.ts';
import { Sample, type SlipAct, type SlipDetail, type SlipList, type SlipQuery } from '../contract.ts';
import { qualityErrors } from '../errors.ts';
import { slipFlow } from '../flow.ts';
import { ruleById } from '../sql/rule.ts';
import { findSlips, lockSlip, type SlipRow, saveStep, slipById, stepsOf } from '../sql/slip.ts';
import type { QualityTables } from '../tables.ts';
import { slipView } from '../views.ts';

/** Slips of the departments that the actor answers for, those just changed first. */
export async function listSlips(platform: Platform, actor: Actor, query: SlipQuery): Promise<SlipList> {
  const db = platform.db<QualityTables>();
  const { total, rows } = await findSlips(db, query, actor.scope.departments);
  const departments = await departmentsOf(platform);
  const titles = new Map<string, string>();
  for (const id of new Set(rows.map(({ resourceId }) => resourceId)))
    titles.set(id, (await loadResource(db, id))?.title ?? '');
  const slips = rows.map(({ ruleName, severity, ...row }) =>
    slipView(row, {
      ruleName,
      severity,
      resourceTitle: titles.get(row.resourceId) ?? '',
      ownerName: departments.find(({ code }) => code === row.ownerDept)?.name ?? null,
    }),
  );
  return { total, slips };
}

/** @throws {Refusal} `ingest.no-such-slip`: also for a slip of a department that the actor does not answer for. */
export async function getSlip(platform: Platform, actor: Actor, id: string): Promise<SlipDetail> {
  const db = platform.db<QualityTables>();
  const found = await slipById(db, id);
  if (!found || !maySeeSlip(actor, found)) throw qualityErrors['no-such-slip']({});
  const { sample, ...row } = found;
  const [rule, resource, departments, steps] = await Promise.all([
    ruleById(db, row.ruleId),
    loadResource(db, row.resourceId),
    departmentsOf(platform),
    stepsOf(db, slipFlow.name, id),
  ]);
  if (!rule || !resource) throw qualityErrors['no-such-slip']({});
  const ownerName = departments.find(({ code }) => code === row.ownerDept)?.name ?? null;
  const names = { ruleName: rule.name, severity: rule.severity, resourceTitle: resource.title, ownerName };
  const arrows = openArrows(slipFlow, row.state, actor).filter(([event]) => mayTake(actor, row, event));
  return {
    slip: slipView(row, names),
    check: rule.check,
    sample: maySee(actor, resource) && seesAllRows(actor, row) && holds(Sample, sample) ? sample : null,
    steps: steps.map((step) => ({
      event: step.event,
      label: labelOf(step.event),
      from: step.from_state,
      to: step.to_state,
      at: step.at.toISOString(),
      by: step.username,
      reason: step.reason,
    })),
    open: arrows.map(([event, { label, reason }]) => ({ event, label, reason: reason ?? false })),
  };
}

function labelOf(event: string): string {
  return Object.entries(slipFlow.arrows).find(([name]) => name === event)?.[1].label ?? event;
}

/**
 * Take a slip one step further.
 * @throws {Refusal} `ingest.no-such-slip`, `ingest.not-your-slip`, and as the flow refuses
 */
export async function takeStep(platform: Platform, actor: Actor, id: string, act: SlipAct): Promise<SlipDetail> {
  await platform
    .db<QualityTables>()
    .transaction()
    .execute(async (tx) => {
      const row = await lockSlip(tx, id);
      if (!row || !maySeeSlip(actor, row)) throw qualityErrors['no-such-slip']({});
      if (!mayTake(actor, row, act.event)) throw qualityErrors['not-your-slip']({});
      const { event, reason } = act;
      const step = {
        subject: { kind: 'slip', id },
        state: row.state,
        event,
        ...(reason === undefined ? {} : { reason }),
      };
      const to = await advance(tx, platform.clock, actor, slipFlow, step);
      const state = stateOf(to);
      const answer = event === 'explain' || event === 'correct' ? reason?.trim() : undefined;
      await saveStep(tx, id, { state, at: platform.clock.now(), ...(answer === undefined ? {} : { answer }) });
      await emit(tx, platform.clock, {
        topic: 'ingest.slip-changed',
        key: id,
        payload: { slipId: id, resourceId: row.resourceId, state, ownerDept: row.ownerDept },
      });
      const detail = { resourceId: row.resourceId, rule: row.ruleId, to: state };
      await audit(tx, platform.clock, actor, {
        action: `quality.slip-${event}`,
        subject: { kind: 'slip', id },
        detail,
      });
    });
  return getSlip(platform, actor, id);
}

function stateOf(state: string): SlipRow['state'] {
  if (state === 'pending' || state === 'explained' || state === 'corrected' || state === 'closed') return state;
  throw new Error(`not a state of a slip: ${state}`);
}

export function maySeeSlip(actor: Actor, { ownerDept }: Pick<SlipRow, 'ownerDept'>): boolean {
  return actor.scope.departments === 'all' || (ownerDept !== null && mayReadDepartment(actor, ownerDept));
}

/** Only the owner's own people answer; data without an owner are answered for by who answers for all. */
function mayTake(actor: Actor, { ownerDept }: Pick<SlipRow, 'ownerDept'>, event: string): boolean {
  if (event !== 'explain' && event !== 'correct') return true;
  if (ownerDept === null) return actor.scope.departments === 'all';
  return mayReadDepartment(actor, ownerDept);
}

/** Failing rows are of any region: they are for the owner, and for who may see every region. */
function seesAllRows(actor: Actor, { ownerDept }: Pick<SlipRow, 'ownerDept'>): boolean {
  if (actor.scope.regions === 'all') return true;
  return ownerDept !== null && actor.scope.departments !== 'all' && actor.scope.departments.includes(ownerDept);
}
