import type { JobDefinition } from '#platform/jobs.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf } from './desk.ts';
import { deleteSessionsBefore } from './sql/session.ts';

/** Days for which ended sessions are kept: half a year, as the Cybersecurity Law (§ 21) asks of sign-in records. */
const KEPT_DAYS = 183;

/** Every night: remove sessions that ended long ago. Who signed in when stays in the audit. */
export function purgeSessions(platform: Platform): JobDefinition {
  return {
    name: 'identity.purge-sessions',
    cron: '17 3 * * *',
    run: async () => {
      const before = new Date(platform.clock.now().getTime() - KEPT_DAYS * 86_400_000);
      const removed = await deleteSessionsBefore(deskOf(platform).db, before);
      platform.log.info({ removed }, 'old sessions removed');
    },
  };
}
