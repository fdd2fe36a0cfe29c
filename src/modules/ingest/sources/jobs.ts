import type { JobDefinition } from '#platform/jobs.ts';
import type { Platform } from '#platform/module.ts';
import { runPull } from './run/pull.ts';
import { PULL_JOB } from './run/queue.ts';
import { recoverPulls } from './run/recover.ts';
import { tick } from './run/tick.ts';
import { superviseStreams } from './stream/supervise.ts';

/** Runs of collections, and the look at the clock every minute. */
export function sourceJobs(platform: Platform): JobDefinition[] {
  return [
    {
      name: PULL_JOB,
      expireSeconds: 24 * 3600,
      run: async (data: object) => {
        if ('runId' in data && typeof data.runId === 'string') await runPull(platform, data.runId);
      },
    },
    {
      name: 'ingest.pull-tick',
      cron: '* * * * *',
      run: async () => {
        await recoverPulls(platform);
        await tick(platform);
        await superviseStreams(platform);
      },
    },
  ];
}
