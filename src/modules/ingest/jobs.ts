import type { JobDefinition } from '#platform/jobs.ts';
import type { Platform } from '#platform/module.ts';
import { qualityJob } from './quality/actions/run.ts';
import { runImport } from './run/import.ts';
import { recover } from './run/recover.ts';
import { sourceJobs } from './sources/jobs.ts';

/** Larger files wait for each other, so that a small one never waits for them. */
const LARGE = 64 * 1024 * 1024;
const SMALL_JOB = 'ingest.import';
const LARGE_JOB = 'ingest.import-large';

/** The queue in which a file of this size is imported. */
export function jobFor(bytes: number): string {
  return bytes > LARGE ? LARGE_JOB : SMALL_JOB;
}

/** Imports, and the look for what dead runs left. */
export function ingestJobs(platform: Platform): JobDefinition[] {
  const run = async (data: object): Promise<void> => {
    if ('importId' in data && typeof data.importId === 'string') await runImport(platform, data.importId);
  };
  const day = 24 * 3600;
  return [
    { name: SMALL_JOB, expireSeconds: day, run },
    { name: LARGE_JOB, expireSeconds: day, run },
    qualityJob(platform),
    { name: 'ingest.recover', cron: '*/5 * * * *', run: () => recover(platform) },
    ...sourceJobs(platform),
  ];
}
