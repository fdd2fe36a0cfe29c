import { loadResource } from '#module/catalogue';
import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { deskOf } from '../../desk.ts';
import { ingestErrors } from '../../errors.ts';
import { purgeRows } from '../../olap/dataset.ts';
import { markBatch } from '../../sql/batch.ts';
import { deadRuns, orphanPulls, queuedRuns, type RunRow, releaseRun } from '../sql/run.ts';
import { queueRun } from './queue.ts';

const SILENCE_SECONDS = 120;
const MAX_CRASHES = 5;

/**
 * Clear what dead runs left: their open batches vanish with all rows, and they run again from the watermark that was
 * committed last. Safe at any time.
 */
export async function recoverPulls(platform: Platform): Promise<void> {
  const { db, run } = deskOf(platform);
  const silence = platform.pg.kind === 'pglite' ? null : SILENCE_SECONDS;
  for (const dead of await deadRuns(db, run, silence)) await release(platform, dead);
  for (const { no, resourceId } of await orphanPulls(db)) {
    const table = (await loadResource(db, resourceId))?.datasetTable;
    if (table !== undefined) await dropPull(platform, { batch: no, table });
  }
  for (const { id, crashes } of await queuedRuns(db)) await queueRun(platform, id, crashes);
}

async function release(platform: Platform, run: RunRow): Promise<void> {
  const crashes = run.crashes + 1;
  // The messages of a stream come again by themselves; a run of them does not.
  const isOver = run.cause === 'stream' || crashes >= MAX_CRASHES;
  const refusal = isOver ? ingestErrors.crashed({ crashes }) : null;
  const failure = refusal && { code: refusal.code, text: refusal.message };
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if (!(await releaseRun(tx, run, failure, platform.clock.now()))) return;
      const subject = { kind: 'collection', id: run.collectionId };
      await audit(tx, platform.clock, SYSTEM_ACTOR, {
        action: 'ingest.pull-recover',
        subject,
        detail: { run: run.id, crashes },
      });
    });
}

/** Take back what a run has written. */
export async function dropPull(platform: Platform, { batch, table }: { batch: number; table: string }): Promise<void> {
  const { db } = deskOf(platform);
  await markBatch(db, batch, 'open', 'aborted');
  await purgeRows(platform.olap, table, batch);
  await markBatch(db, batch, 'aborted', 'purged');
}
