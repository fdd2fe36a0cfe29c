import type { EventHandler } from '#platform/events.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import type { Platform } from '#platform/module.ts';
import { checkRelease } from './actions/check.ts';
import { DEMO_JOB, makeDemo, removeDemo } from './actions/demo.ts';
import { CHECK_JOB, renewRelease } from './actions/start.ts';
import { deskOf } from './desk.ts';
import { releaseById } from './sql/release.ts';

/** The check of a release. Data that came while it ran make the next version. */
export function portalJobs(platform: Platform): JobDefinition[] {
  const run = async (data: object): Promise<void> => {
    if (!('id' in data) || typeof data.id !== 'string') return;
    await checkRelease(platform, data.id);
    const release = await releaseById(deskOf(platform).db, data.id);
    // A check that broke off would break off again.
    const ended = release?.state === 'published' || (release?.state === 'refused' && release.source_version !== null);
    if (release?.purpose === 'open' && ended) await renewRelease(platform, release.resource_id);
  };
  return [
    { name: CHECK_JOB, run },
    { name: DEMO_JOB, run: () => makeDemo(platform) },
  ];
}

/** New batches of a published resource make its next version. */
export function portalEvents(platform: Platform): EventHandler[] {
  return [
    {
      name: 'portal.renew',
      topics: ['ingest.batch-committed'],
      handle: (event) => renewRelease(platform, event.key),
    },
    { name: 'portal.demo', topics: ['identity.demo-removed'], handle: () => removeDemo(platform) },
  ];
}
