import { activateResource } from '#module/catalogue';
import { audit } from '#platform/audit.ts';
import type { Refusal, Refusal as RefusalError } from '#platform/errors.ts';
import { emit } from '#platform/events.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import { deskOf } from '../../desk.ts';
import { batchRelation } from '../../olap/dataset.ts';
import { passGate } from '../../quality/actions/gate.ts';
import { commitBatch } from '../../sql/batch.ts';
import type { Tx } from '../../tables.ts';
import { sourceErrors } from '../errors.ts';
import { type DriftFound, sayDrift } from '../rules/drift.ts';
import { nextAt, retryAt } from '../rules/schedule.ts';
import { type CollectionRow, changeCollection } from '../sql/collection.ts';
import { finishRun, insertTaken, type RunEnd, supersedePulls } from '../sql/run.ts';
import type { Pulled, PullTarget, Scene } from './pull.ts';
import { dropPull } from './recover.ts';

/** Who has set a collection up, as the author of what its runs do. A run has no session and asks no permissions. */
function actorOfCollection({ createdBy, createdByName }: CollectionRow): Actor {
  return { ...SYSTEM_ACTOR, username: createdBy, name: createdByName };
}

/** Thrown when a run has been taken for dead and another has it now. */
class Dispossessed extends Error {
  override name = 'Dispossessed';
}

/**
 * Make the rows of a run exist: batch, watermark, files taken, next time, event and audit in one transaction. Either all of
 * it stands after a crash or nothing does, so every row comes exactly once. A run that found nothing new leaves no batch.
 */
export async function commitPull(scene: Scene, target: PullTarget, pulled: Pulled): Promise<void> {
  const { platform, run, collection, log, elapsed } = scene;
  const { db, run: process } = deskOf(platform);
  const isEmpty = pulled.rows === 0 && !(collection.mode === 'full');
  log.say(isEmpty ? '没有新的行' : `读到 ${pulled.rows} 行`);
  if (pulled.rows > 0) await passQuality(scene, target);
  await db.transaction().execute(async (tx) => {
    const at = platform.clock.now();
    const end: RunEnd = {
      ...ended(scene, pulled),
      status: 'done',
      batch: isEmpty ? null : target.batch,
      elapsedMs: elapsed(),
      at,
    };
    if (!(await finishRun(tx, run.id, process, end))) throw new Dispossessed();
    const next = nextAt(collection.schedule, at);
    await changeCollection(tx, collection.id, { watermark: pulled.watermark, failures: 0, nextAt: next });
    if (!isEmpty) await commitRows(tx, scene, target, pulled, at);
  });
  if (isEmpty) await dropPull(platform, target);
  platform.metrics.imported.inc({ outcome: 'accepted' }, pulled.rows);
}

/** Rules about the whole table are for a table read in full; of a piece of it they would say the wrong thing. */
async function passQuality({ platform, collection, source }: Scene, { table, batch }: PullTarget): Promise<void> {
  const partial = collection.mode !== 'full' || source.kind === 'folder';
  const relation = batchRelation(table, batch);
  await passGate(platform, { resourceId: collection.resourceId, batch, relation, partial });
}

async function commitRows(
  tx: Tx,
  { platform, run, collection, source }: Scene,
  { batch }: PullTarget,
  pulled: Pulled,
  at: Date,
): Promise<void> {
  if (!(await commitBatch(tx, batch, pulled.rows, at))) throw new Dispossessed();
  // Files of a folder come beside each other; a table read in full takes the place of its former self.
  const replaces = collection.mode === 'full' && source.kind !== 'folder';
  const superseded = replaces ? await supersedePulls(tx, collection.resourceId, batch) : [];
  await insertTaken(tx, collection.id, batch, pulled.files);
  await activateResource(tx, platform.clock, collection.resourceId);
  await emit(tx, platform.clock, {
    topic: 'ingest.batch-committed',
    key: collection.resourceId,
    payload: {
      resourceId: collection.resourceId,
      batch,
      importId: null,
      runId: run.id,
      collectionId: collection.id,
      superseded,
    },
  });
  await audit(tx, platform.clock, actorOfCollection(collection), {
    action: 'ingest.pull-commit',
    subject: { kind: 'collection', id: collection.id },
    detail: { source: source.name, run: run.id, batch, rows: pulled.rows, superseded },
  });
}

function ended({ collection, log }: Scene, pulled: Pick<Pulled, 'rows' | 'bytes' | 'watermark'>) {
  return {
    rows: pulled.rows,
    bytes: pulled.bytes,
    watermarkFrom: collection.watermark,
    watermarkTo: pulled.watermark,
    failureCode: null,
    failure: null,
    log: log.lines,
  };
}

/** Close a run that failed and put the next attempt off, longer after each failure in a row. */
export async function failPull(scene: Scene, refusal: Refusal): Promise<void> {
  const { platform, run, collection, log, elapsed } = scene;
  log.say(refusal.message);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const at = platform.clock.now();
      const kept = ended(scene, { rows: 0, bytes: 0, watermark: collection.watermark });
      const failure = { failureCode: refusal.code, failure: refusal.message };
      const end: RunEnd = { ...kept, ...failure, status: 'failed', batch: null, elapsedMs: elapsed(), at };
      if (!(await finishRun(tx, run.id, deskOf(platform).run, end))) return;
      const failures = collection.failures + 1;
      const repeats = collection.schedule.kind !== 'manual';
      await changeCollection(tx, collection.id, { failures, nextAt: repeats ? retryAt(failures, at) : null });
      await auditEnd(tx, scene, 'ingest.pull-fail', { code: refusal.code, failures });
    });
}

/** Stop a run at the gate: nothing is taken until somebody has decided. */
export async function gatePull(scene: Scene, drift: DriftFound): Promise<void> {
  const { platform, run, collection, log, elapsed } = scene;
  const refusal: RefusalError = sourceErrors.gated({ what: sayDrift(drift) });
  log.say(refusal.message);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const at = platform.clock.now();
      const kept = ended(scene, { rows: 0, bytes: 0, watermark: collection.watermark });
      const end: RunEnd = { ...kept, status: 'gated', batch: null, elapsedMs: elapsed(), at };
      if (!(await finishRun(tx, run.id, deskOf(platform).run, end))) return;
      await changeCollection(tx, collection.id, {
        state: 'gated',
        drift: {
          added: [...drift.added],
          missing: [...drift.missing],
          retyped: [...drift.retyped],
          unreadable: [...drift.unreadable],
        },
        nextAt: null,
      });
      await emit(tx, platform.clock, {
        topic: 'ingest.source-gated',
        key: collection.id,
        payload: { collectionId: collection.id, resourceId: collection.resourceId, what: sayDrift(drift) },
      });
      await auditEnd(tx, scene, 'ingest.pull-gate', { what: sayDrift(drift) });
    });
}

async function auditEnd(
  tx: Tx,
  { platform, run, collection, source }: Scene,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await audit(tx, platform.clock, actorOfCollection(collection), {
    action,
    subject: { kind: 'collection', id: collection.id },
    detail: { source: source.name, run: run.id, ...detail },
  });
}
