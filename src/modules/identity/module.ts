import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { prepareReference } from './reference.ts';
import { serveAccount } from './routes/account.ts';
import { serveSessions } from './routes/session.ts';
import { renewDemoPassword, seedDemo } from './seed/demo.ts';

/** Divisions, departments, users, roles, sessions, second factor; the audit's reading side. */
export const identity = defineModule({
  name: 'identity',
  needs: [],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: (http, platform) => {
    serveSessions(http, platform);
    serveAccount(http, platform);
  },
  prepare: async (platform) => {
    await prepareReference(platform);
    await renewDemoPassword(platform);
  },
  seed: seedDemo,
});
