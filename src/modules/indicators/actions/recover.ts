import type { Platform } from '#platform/module.ts';
import { deskOf } from '../desk.ts';
import { purgePublication } from '../olap/observation.ts';
import { listUnfinished, movePublication } from '../sql/publication.ts';
import { abandon } from './publish.ts';

/**
 * Clean up after a crash: publications left open are aborted, rows of aborted and withdrawn ones are taken away. Bound
 * batches whose publication was lost go through again (`publishPending`); other writers repeat their own work. On a
 * ledger that other processes share, an open publication is given up for lost only after hours.
 * @returns the numbers that were cleaned up
 */
export async function recover(platform: Platform): Promise<number[]> {
  const { db, changed } = deskOf(platform);
  const patience = platform.pg.kind === 'pglite' ? 0 : LOST_AFTER_MS;
  const lostBefore = platform.clock.now().getTime() - patience;
  const unfinished = await listUnfinished(db, ['open', 'aborted', 'withdrawn']);
  const left = unfinished.filter(({ status, openedAt }) => status !== 'open' || openedAt.getTime() <= lostBefore);
  for (const { no, status } of left) {
    if (status === 'open') await abandon(platform, no);
    else await purge(platform, no, status === 'aborted' ? 'aborted' : 'withdrawn');
  }
  if (left.length > 0) changed();
  return left.map(({ no }) => no);
}

/** Longest time, in milliseconds, that a living process may hold a publication open. */
const LOST_AFTER_MS = 6 * 3_600_000;

/** Take away the rows of a publication that no longer counts. */
export async function purge(platform: Platform, no: number, from: 'aborted' | 'withdrawn'): Promise<void> {
  const { db } = deskOf(platform);
  await purgePublication(platform.olap, no);
  await db.transaction().execute((tx) => movePublication(tx, no, from, 'purged', platform.clock.now()));
}
