import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { prepareDefinitions } from './actions/prepare.ts';
import { recover } from './actions/recover.ts';
import { seedDemo } from './actions/seed-demo.ts';
import { CATCH_UP, catchUp, eventHandlers } from './jobs.ts';
import { serveBindings } from './routes/bindings.ts';
import { serveCells } from './routes/cells.ts';
import { serveDefinitions } from './routes/definitions.ts';
import { serveQueries } from './routes/query.ts';
import { indicatorSubject } from './subjects.ts';

/** Definitions, bindings, observations with their vintages, targets, and the query engine over them. */
export const indicators = defineModule({
  name: 'indicators',
  needs: ['identity', 'catalogue', 'ingest'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: (http, platform) => {
    serveQueries(http, platform);
    serveCells(http, platform);
    serveDefinitions(http, platform);
    serveBindings(http, platform);
  },
  jobs: (platform) => [catchUp(platform)],
  events: eventHandlers,
  subjects: (platform) => [indicatorSubject(platform)],
  prepare: async (platform) => {
    await recover(platform);
    await prepareDefinitions(platform);
  },
  seed: seedDemo,
  start: async (platform) => {
    await platform.jobs.send(CATCH_UP, {}, 'start');
    return undefined;
  },
});
