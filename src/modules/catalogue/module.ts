import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { removeDemo, seedDemo } from './actions/demo.ts';
import { prepareClasses } from './actions/prepare.ts';
import { resourceSubject } from './actions/read.ts';
import { deskOf } from './desk.ts';
import { serveLineage } from './lineage/routes.ts';
import { serveLaw } from './routes/law.ts';
import { serveCatalogue } from './routes/resources.ts';
import { serveSheets } from './routes/sheets.ts';

export const catalogue = defineModule({
  name: 'catalogue',
  needs: ['identity'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: (http, platform) => {
    serveSheets(http, platform);
    serveCatalogue(http, platform);
    serveLaw(http, platform);
    serveLineage(http, platform);
  },
  prepare: prepareClasses,
  seed: seedDemo,
  events: (platform) => [
    { name: 'catalogue.demo', topics: ['identity.demo-removed'], handle: () => removeDemo(platform) },
  ],
  start: async (platform) => {
    // In the background: who searches meanwhile waits for it, nobody else does.
    deskOf(platform)
      .search.warm()
      .catch((err: unknown) =>
        platform.log.warn({ err }, 'the search could not be made ready; the next one tries again'),
      );
    return undefined;
  },
  subjects: (platform) => [resourceSubject(platform)],
});
