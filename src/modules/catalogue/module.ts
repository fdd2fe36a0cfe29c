import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { resourceSubject } from './actions.ts';
import { serveCatalogue } from './routes.ts';

export const catalogue = defineModule({
  name: 'catalogue',
  needs: ['identity'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: serveCatalogue,
  subjects: (platform) => [resourceSubject(platform)],
});
