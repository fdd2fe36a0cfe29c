import { audit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../../desk.ts';
import { mustFindCollection } from '../actions/collection.ts';
import { sourceErrors } from '../errors.ts';
import { type CollectionRow, changeCollection, dueCollections } from '../sql/collection.ts';
import { insertRun } from '../sql/run.ts';
import type { RunCause } from '../tables.ts';
import { queueRun } from './queue.ts';

/** A time so long past was missed (the node was off): it is made up for once, however many were missed. */
const MISSED_MS = 5 * 60_000;

/** Queue a run for every collection whose time has come. Its next time is set when the run has ended. */
export async function tick(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  for (const collection of await dueCollections(deskOf(platform).db, now)) {
    if (collection.schedule.kind === 'stream') continue;
    const late = now.getTime() - (collection.nextAt?.getTime() ?? 0) > MISSED_MS;
    await begin(platform, collection, collection.failures > 0 ? 'retry' : late ? 'missed' : 'schedule', null);
  }
}

/** Run a collection now. @throws {Refusal} `ingest.already-running`, `ingest.not-active`, `ingest.is-stream` */
export async function runNow(platform: Platform, actor: Actor, id: string): Promise<string> {
  const collection = await mustFindCollection(platform, id);
  if (collection.schedule.kind === 'stream') throw sourceErrors['is-stream']({});
  if (collection.state !== 'active' && collection.state !== 'paused') throw sourceErrors['not-active']({});
  const run = await begin(platform, collection, 'manual', actor);
  if (run === null) throw sourceErrors['already-running']({});
  return run;
}

async function begin(
  platform: Platform,
  { id: collectionId }: CollectionRow,
  cause: RunCause,
  actor: Actor | null,
): Promise<string | null> {
  const at = platform.clock.now();
  const id = newId(at);
  const begun = await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const row = { id, collectionId, cause, askedBy: actor?.name ?? '系统', at };
      if (!(await insertRun(tx, row))) return false;
      if (!actor) await changeCollection(tx, collectionId, { nextAt: null });
      const subject = { kind: 'collection', id: collectionId };
      if (actor) await audit(tx, platform.clock, actor, { action: 'ingest.pull-ask', subject, detail: { run: id } });
      return true;
    });
  if (!begun) return null;
  await queueRun(platform, id, 0);
  return id;
}
