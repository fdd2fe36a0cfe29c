import { loadResource } from '#module/catalogue';
import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import { jobFor } from '../jobs.ts';
import { purgeRows, resumeMerges } from '../olap/dataset.ts';
import { purgeRest } from '../olap/quarantine-rest.ts';
import { abortedBatches, type BatchRow, markBatch, orphanBatches } from '../sql/batch.ts';
import { type DeadImport, deadImports, queuedImports, releaseDead } from '../sql/import.ts';
import { dropBatch } from './import.ts';

/** A run not heard of for so long is dead. A folder of our own is locked, so there every other run is. */
const SILENCE_SECONDS = 120;
/** An import that took the process with it so often is not tried again by itself. */
const MAX_CRASHES = 5;

/**
 * Clear what dead runs left: their open batches vanish with all rows, their imports run again. Then queue what waits and
 * has no job (a crash may have come between the two). Safe at any time, and by several processes at once.
 */
export async function recover(platform: Platform): Promise<void> {
  const { db, run } = deskOf(platform);
  const silence = platform.pg.kind === 'pglite' ? null : SILENCE_SECONDS;
  for (const dead of await deadImports(db, run, silence)) await releaseImport(platform, dead);
  for (const batch of await orphanBatches(db, run, silence)) await drop(platform, batch);
  for (const batch of await abortedBatches(db)) await purge(platform, batch);
  for (const { id, bytes, attempts } of await queuedImports(db))
    await platform.jobs.send(jobFor(bytes), { importId: id }, `${id}/${attempts}`);
}

async function releaseImport(platform: Platform, dead: DeadImport): Promise<void> {
  const { db } = deskOf(platform);
  const crashes = dead.crashes + 1;
  const refusal = crashes >= MAX_CRASHES ? ingestErrors.crashed({ crashes }) : null;
  await db.transaction().execute(async (tx) => {
    const at = platform.clock.now();
    const end = refusal
      ? ({ status: 'failed', code: refusal.code, sentence: refusal.message, at } as const)
      : ({ status: 'queued' } as const);
    if (!(await releaseDead(tx, dead, end))) return;
    const entry = {
      action: 'ingest.recover',
      subject: { kind: 'import', id: dead.id },
      detail: { crashes, to: end.status },
    };
    await audit(tx, platform.clock, SYSTEM_ACTOR, entry);
  });
}

async function drop(platform: Platform, batch: BatchRow): Promise<void> {
  const table = await tableOf(platform, batch);
  if (table === null) return;
  await resumeMerges(platform.olap, table);
  await dropBatch(platform, { batch: batch.no, table });
}

/** A batch whose purge was cut short. */
async function purge(platform: Platform, batch: BatchRow): Promise<void> {
  const table = await tableOf(platform, batch);
  if (table === null) return;
  await purgeRows(platform.olap, table, batch.no);
  await purgeRest(platform.olap, batch.no);
  await markBatch(deskOf(platform).db, batch.no, 'aborted', 'purged');
}

async function tableOf(platform: Platform, { resourceId }: BatchRow): Promise<string | null> {
  return (await loadResource(deskOf(platform).db, resourceId))?.datasetTable ?? null;
}
