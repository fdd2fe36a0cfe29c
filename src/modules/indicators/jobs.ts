import type { EventHandler } from '#platform/events.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { removeDemo } from './actions/demo.ts';
import { publishPending } from './actions/publish-batch.ts';

/** Publishes what bindings have left undone: after a crash, and each hour in case an event was missed. */
export const CATCH_UP = 'indicators.catch-up';

export function catchUp(platform: Platform): JobDefinition {
  return { name: CATCH_UP, cron: '17 * * * *', run: async () => void (await publishPending(platform, null)) };
}

/** New batches of bound resources publish themselves; the demo's figures leave with the demo accounts. */
export function eventHandlers(platform: Platform): EventHandler[] {
  return [
    {
      name: 'indicators.batches',
      topics: ['ingest.batch-committed'],
      handle: async ({ payload }) => {
        const { resourceId } = payload;
        if (typeof resourceId === 'string') await publishPending(platform, { resourceId });
      },
    },
    {
      name: 'indicators.demo',
      topics: ['identity.demo-removed'],
      handle: async () => void (await removeDemo(platform, SYSTEM_ACTOR)),
    },
  ];
}
