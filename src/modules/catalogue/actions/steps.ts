import { createHash } from 'node:crypto';
import { audit, canonical } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { advance, nextState } from '#platform/workflow.ts';
import type { DecisionWish, StepWish } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { catalogueErrors } from '../errors.ts';
import { arrowOf, RESOURCE_FLOW } from '../flow.ts';
import { shortcomingsOf } from '../rules/shortcomings.ts';
import { shortcomingWords } from '../rules/words.ts';
import { nextClassNumber, selectClasses } from '../sql/class.ts';
import { dropChange, insertVersion, raiseRevision, setClassNumber, setStage, stepsOf } from '../sql/life-cycle.ts';
import type { Stage, Tx } from '../tables.ts';
import { applyFields } from './edit.ts';
import { demandWriter, type Loaded, lockListed } from './load.ts';

/**
 * A step of the provider: submit, recall, begin a change, abandon it.
 * @throws {Refusal} `catalogue.not-yours`, `catalogue.incomplete`, `catalogue.stale`, and those of `advance`
 */
export async function takeStep(platform: Platform, actor: Actor, id: string, wish: StepWish): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute((tx) => takeStepIn(platform, tx, actor, id, wish));
}

/** `takeStep` in the caller's transaction. */
export function takeStepIn(platform: Platform, tx: Tx, actor: Actor, id: string, wish: StepWish): Promise<void> {
  return inFlow(platform, tx, actor, id, wish, async (loaded) => {
    demandWriter(actor, loaded.row.providerDept);
    if (wish.event === 'submit') await prepareSubmission(tx, loaded);
    if (wish.event === 'abandon') await dropChange(tx, id);
    return {};
  });
}

/**
 * A decision of the reviewer: publish, return with a reason, retire with a reason.
 * @throws {Refusal} `catalogue.same-hand`, `catalogue.stale`, and those of `advance`
 */
export async function decide(platform: Platform, actor: Actor, id: string, wish: DecisionWish): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute((tx) => decideIn(platform, tx, actor, id, wish));
}

/** `decide` in the caller's transaction. */
export function decideIn(platform: Platform, tx: Tx, actor: Actor, id: string, wish: DecisionWish): Promise<void> {
  return inFlow(platform, tx, actor, id, wish, async (loaded) => {
    if (wish.event === 'retire') await dropChange(tx, id);
    else await demandOtherHand(tx, actor, id);
    return wish.event === 'publish' ? publish(platform, tx, actor, loaded, wish.reason ?? '') : {};
  });
}

type Work = (loaded: Loaded) => Promise<Readonly<Record<string, unknown>>>;

/** One step: its work, the arrow, the new stage, the audit and the event. What is refused undoes all of it. */
async function inFlow(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  id: string,
  wish: StepWish | DecisionWish,
  work: Work,
): Promise<void> {
  const { clock } = platform;
  const subject = { kind: 'resource', id };
  const loaded = await lockListed(tx, id, wish.revision);
  const event = arrowOf(wish.event, loaded.row.version);
  demandArrow(loaded.row.stage, event);
  const detail = await work(loaded);
  const step = { subject, state: loaded.row.stage, event, reason: wish.reason, detail };
  const stage = asStage(await advance(tx, clock, actor, RESOURCE_FLOW, step));
  await setStage(tx, id, stage);
  await raiseRevision(tx, id, clock.now());
  await audit(tx, clock, actor, { action: `catalogue.${wish.event}`, subject, detail: { ...detail, stage } });
  await emit(tx, clock, { topic: `catalogue.${wish.event}`, key: id, payload: { resourceId: id, stage, ...detail } });
}

/** Refuse what leads nowhere from here before any work is done for it. */
function demandArrow(stage: Stage, event: string): void {
  if (nextState(RESOURCE_FLOW, stage, event) === null)
    throw platformErrors.conflict({ detail: `当前状态“${RESOURCE_FLOW.states[stage]}”不能这样办理。` });
}

/** All rules are kept, and the resource has its number: its code does not change any more while its class stands. */
async function prepareSubmission(tx: Tx, { row, fields }: Loaded): Promise<void> {
  await demandComplete(tx, fields);
  if (row.version === 0 && fields.classCode !== null)
    await setClassNumber(tx, row.id, await nextClassNumber(tx, fields.classCode));
}

async function demandComplete(tx: Tx, fields: Loaded['fields']): Promise<void> {
  const wrong = shortcomingsOf(fields, await selectClasses(tx));
  if (wrong.length > 0) throw catalogueErrors.incomplete({ rules: shortcomingWords(wrong) });
}

async function demandOtherHand(tx: Tx, actor: Actor, id: string): Promise<void> {
  const submitted = (await stepsOf(tx, RESOURCE_FLOW.name, id)).find(({ event }) => event === 'submit');
  if (submitted?.userId === actor.userId) throw catalogueErrors['same-hand']({});
}

/** What was submitted becomes the resource's own, and a version for good. */
async function publish(platform: Platform, tx: Tx, actor: Actor, loaded: Loaded, reason: string) {
  const { row, fields } = loaded;
  if (row.version > 0) {
    await applyFields(tx, loaded, fields);
    if (fields.classCode !== null && fields.classCode !== row.classCode)
      await setClassNumber(tx, row.id, await nextClassNumber(tx, fields.classCode));
    await dropChange(tx, row.id);
  }
  const snapshot = canonical(fields);
  const digest = createHash('sha256').update(snapshot).digest('hex');
  const no = row.version + 1;
  const at = platform.clock.now();
  await insertVersion(tx, { resourceId: row.id, no, at, by: actor.username, reason, snapshot, digest });
  return { version: no, digest };
}

function asStage(state: string): Stage {
  const stages: readonly Stage[] = ['draft', 'review', 'published', 'changing', 'retired'];
  const stage = stages.find((one) => one === state);
  if (!stage) throw new Error(`flow ${RESOURCE_FLOW.name} has no state ${state}`);
  return stage;
}
