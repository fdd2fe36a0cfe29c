import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { DEMO_JOB, isDemoWanted, wantDemo } from './actions/demo.ts';
import { recover } from './actions/start.ts';
import { portalEvents, portalJobs } from './jobs.ts';
import { serveCkan } from './routes/ckan.ts';
import { serveCoCreation } from './routes/cocreate.ts';
import { serveFeeds } from './routes/feed.ts';
import { serveFiles } from './routes/files.ts';
import { serveManagement } from './routes/manage.ts';
import { serveOpen } from './routes/open.ts';
import { serveSay } from './routes/say.ts';
import { serveSitePages } from './routes/site.ts';

/** 数据开放: what the public may have, checked, as files and interfaces, and what the public says. */
export const portal = defineModule({
  name: 'portal',
  needs: ['identity', 'catalogue', 'ingest'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: async (http, platform) => {
    serveOpen(http, platform);
    serveSay(http, platform);
    serveFiles(http, platform);
    await serveCkan(http, platform);
    serveFeeds(http, platform);
    serveSitePages(http, platform);
    serveManagement(http, platform);
    serveCoCreation(http, platform);
  },
  jobs: portalJobs,
  events: portalEvents,
  seed: wantDemo,
  start: async (platform) => {
    await recover(platform);
    if (await isDemoWanted(platform)) await platform.jobs.send(DEMO_JOB, {}, 'demo');
    return undefined;
  },
});
