import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { prepareRules } from './actions/rules.ts';
import { onBatchCommitted } from './actions/subscribe.ts';
import { exchangeJobs } from './jobs.ts';
import { serveNodeKeeping } from './nodes/admin-routes.ts';
import { onDataset } from './nodes/datasets.ts';
import { startDispatch } from './nodes/dispatch.ts';
import { nodeJobs } from './nodes/jobs.ts';
import { listenForNodes } from './nodes/listen.ts';
import { serveNodes } from './nodes/routes.ts';
import { serveCorrections } from './routes/corrections.ts';
import { serveDeliveries, serveKeyedDeliveries } from './routes/deliveries.ts';
import { serveGrants } from './routes/grants.ts';
import { serveOperation } from './routes/operation.ts';
import { serveRequests } from './routes/requests.ts';
import { serveGrantedRows } from './routes/rows.ts';
import { serveRules } from './routes/rules.ts';

/** 共享交换: requests, grants, signed deliveries, and the nodes between which they go. */
export const exchange = defineModule({
  name: 'exchange',
  needs: ['identity', 'catalogue', 'ingest'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: async (http, platform) => {
    serveRequests(http, platform);
    serveGrants(http, platform);
    serveGrantedRows(http, platform);
    serveDeliveries(http, platform);
    serveKeyedDeliveries(http, platform);
    serveCorrections(http, platform);
    serveOperation(http, platform);
    serveRules(http, platform);
    await serveNodes(http, platform);
    serveNodeKeeping(http, platform);
    listenForNodes(http, platform);
  },
  jobs: (platform) => [...exchangeJobs(platform), ...nodeJobs(platform)],
  events: (platform) => [onBatchCommitted(platform), onDataset(platform)],
  prepare: prepareRules,
  start: async (platform) => startDispatch(platform),
});
