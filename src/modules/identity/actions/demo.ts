import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { DEMO_PASSWORD_KEY, demoPassword } from '../seed/demo.ts';
import { deleteDemoUsers, demoUsers } from '../sql/demo.ts';
import { deleteSetting } from '../sql/setting.ts';
import { roleName, vacantKeepers } from './keepers.ts';

/** The demo accounts and their one password, to be printed at the start; null when there are none. */
export async function demoAccounts(
  platform: Platform,
): Promise<{ password: string; usernames: readonly string[] } | null> {
  const password = await demoPassword(platform);
  const users = await demoUsers(deskOf(platform).db);
  return password === null || users.length === 0 ? null : { password, usernames: users.map((user) => user.username) };
}

/**
 * Remove the demo accounts with their sessions, grants and password, and tell the other modules
 * (`identity.demo-removed`), which remove the demo figures. What demo accounts did stays in the audit.
 * @returns how many accounts are gone.
 * @throws {Refusal} `identity.no-demo`; `identity.keepers-missing` while no real keepers could take over
 */
export async function removeDemo(platform: Platform, actor: Actor): Promise<{ accounts: number }> {
  const { db, sessions } = deskOf(platform);
  const accounts = await db.transaction().execute(async (tx) => {
    const vacant = await vacantKeepers(tx);
    if ((await demoUsers(tx)).length === 0) throw identityErrors['no-demo']({});
    if (vacant.length > 0) throw identityErrors['keepers-missing']({ roles: vacant.map(roleName) });
    const removed = await deleteDemoUsers(tx);
    await deleteSetting(tx, DEMO_PASSWORD_KEY);
    const detail = { accounts: removed };
    await audit(tx, platform.clock, actor, { action: 'demo.remove', subject: { kind: 'node', id: 'demo' }, detail });
    await emit(tx, platform.clock, { topic: 'identity.demo-removed', key: 'demo', payload: detail });
    return removed;
  });
  sessions.forgetAll();
  return { accounts };
}
