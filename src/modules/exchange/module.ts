import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { startDispatch } from './nodes/dispatch.ts';
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
  start: async (platform) => startDispatch(platform),
});
