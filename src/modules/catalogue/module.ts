import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { prepareClasses } from './actions/prepare.ts';
import { resourceSubject } from './actions/read.ts';
import { serveCatalogue } from './routes/resources.ts';

export const catalogue = defineModule({
  name: 'catalogue',
  needs: ['identity'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: serveCatalogue,
  prepare: prepareClasses,
  subjects: (platform) => [resourceSubject(platform)],
});
