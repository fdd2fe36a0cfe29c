import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { onDataset } from './nodes/datasets.ts';
import { startDispatch } from './nodes/dispatch.ts';
import { nodeJobs } from './nodes/jobs.ts';
import { listenForNodes } from './nodes/listen.ts';
import { serveNodes } from './nodes/routes.ts';

export const exchange = defineModule({
  name: 'exchange',
  needs: ['identity', 'catalogue', 'ingest'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: async (http, platform) => {
    await serveNodes(http, platform);
    listenForNodes(http, platform);
  },
  jobs: nodeJobs,
  events: (platform) => [onDataset(platform)],
  start: async (platform) => startDispatch(platform),
});
