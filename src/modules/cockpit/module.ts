import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { serveCockpit } from './routes.ts';
import { insertDelivered } from './sql.ts';
import type { CockpitTables } from './tables.ts';

/** Boards and screens: composes what the other modules know into one reply a screen. */
export const cockpit = defineModule({
  name: 'cockpit',
  needs: ['identity', 'indicators'],
  migrations: join(import.meta.dirname, 'migrations'),
  prepare: (platform) => insertDelivered(platform.db<CockpitTables>()),
  routes: (http, platform) => serveCockpit(http, platform),
});
