import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';

export const portal = defineModule({
  name: 'portal',
  needs: ['identity', 'catalogue', 'ingest'],
  migrations: join(import.meta.dirname, 'migrations'),
});
