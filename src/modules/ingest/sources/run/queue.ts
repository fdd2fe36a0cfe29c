import type { Platform } from '#platform/module.ts';

export const PULL_JOB = 'ingest.pull';

/** Queue a run; the key keeps a run that waits from waiting twice. */
export async function queueRun(platform: Platform, id: string, crashes: number): Promise<void> {
  await platform.jobs.send(PULL_JOB, { runId: id }, `${id}/${crashes}`);
}
