import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { purgeSessions } from './jobs.ts';
import { prepareReference } from './reference.ts';
import { serveAccount } from './routes/account.ts';
import { serveAudit } from './routes/audit.ts';
import { serveCustody } from './routes/custody.ts';
import { serveReference } from './routes/reference.ts';
import { serveSessions } from './routes/session.ts';
import { serveUsers } from './routes/users.ts';
import { renewDemoPassword, seedDemo } from './seed/demo.ts';

/** Divisions, departments, users, roles, sessions, second factor; the audit's reading side. */
export const identity = defineModule({
  name: 'identity',
  needs: [],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: (http, platform) => {
    serveSessions(http, platform);
    serveAccount(http, platform);
    serveUsers(http, platform);
    serveCustody(http, platform);
    serveReference(http, platform);
    serveAudit(http, platform);
  },
  jobs: (platform) => [purgeSessions(platform)],
  prepare: async (platform) => {
    await prepareReference(platform);
    await renewDemoPassword(platform);
  },
  seed: seedDemo,
});
