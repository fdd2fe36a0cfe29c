import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { prepareClasses } from './actions/prepare.ts';
import { resourceSubject } from './actions/read.ts';
import { deskOf } from './desk.ts';
import { serveCatalogue } from './routes/resources.ts';

export const catalogue = defineModule({
  name: 'catalogue',
  needs: ['identity'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: serveCatalogue,
  prepare: prepareClasses,
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
