import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { prepareDefinitions } from './actions/prepare.ts';
import { recover } from './actions/recover.ts';
import { seedDemo } from './actions/seed-demo.ts';
import { serveQueries } from './routes/query.ts';

/** Definitions, bindings, observations with their vintages, targets, and the query engine over them. */
export const indicators = defineModule({
  name: 'indicators',
  needs: ['identity', 'catalogue'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: (http, platform) => {
    serveQueries(http, platform);
  },
  prepare: async (platform) => {
    await recover(platform);
    await prepareDefinitions(platform);
  },
  seed: seedDemo,
});
