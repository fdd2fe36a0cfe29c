import { elapsedClock } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf } from '../desk.ts';
import { type Progress, saveProgress } from '../sql/import.ts';
import type { Counts } from './sink.ts';

/** Thrown inside a run when somebody has cancelled it. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

/** Thrown inside a run that has been taken for dead: another run has the import now. */
export class Dispossessed extends Error {
  override name = 'Dispossessed';
}

export interface ProgressReporter {
  /** Call often: it tells screens twice a second and the ledger once a second. Throws when the run has to stop. */
  step(counts: Counts, bytesDone: number): Promise<void>;
  now(counts: Counts, bytesDone: number): Progress;
}

const TELL_MS = 500;
const SAVE_MS = 1_000;

/** Reports the way of one import. */
export function createProgress(platform: Platform, importId: string, bytesTotal: number): ProgressReporter {
  const { db, run } = deskOf(platform);
  const elapsed = elapsedClock();
  let told = 0;
  let saved = 0;
  const now = (counts: Counts, bytesDone: number): Progress => {
    const { read, accepted, quarantined, nonData, byEngine } = counts;
    return { read, accepted, quarantined, nonData, byEngine, bytesDone, elapsedMs: elapsed() };
  };
  return {
    now,
    async step(counts, bytesDone) {
      const at = elapsed();
      if (at - told >= TELL_MS) {
        told = at;
        const data = progressView(now(counts, bytesDone), bytesTotal);
        platform.live.publish({ topic: 'ingest.progress', key: importId, data: { status: 'running', ...data } });
      }
      if (at - saved < SAVE_MS) return;
      saved = at;
      const { mine, cancel } = await saveProgress(db, importId, run, now(counts, bytesDone));
      if (!mine) throw new Dispossessed();
      if (cancel) throw new Cancelled();
    },
  };
}

/** Progress as screens show it: counts, rows a second, seconds left (null while nothing can be said). */
export function progressView(progress: Progress, bytesTotal: number) {
  const { read, accepted, quarantined, nonData, bytesDone, elapsedMs } = progress;
  const seconds = elapsedMs / 1000;
  const share = bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : 0;
  return {
    read,
    accepted,
    quarantined,
    nonData,
    bytesDone,
    bytesTotal,
    rowsPerSecond: seconds > 0 ? Math.round(read / seconds) : 0,
    secondsLeft: share > 0.01 && seconds > 0.5 ? Math.ceil((seconds * (1 - share)) / share) : null,
  };
}
