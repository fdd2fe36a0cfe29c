import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';

export const exchange = defineModule({
  name: 'exchange',
  needs: ['identity', 'catalogue', 'ingest'],
  migrations: join(import.meta.dirname, 'migrations'),
});
