import type { Platform } from '#platform/module.ts';
import { deskOf } from '../desk.ts';
import { demoPassword } from '../seed/demo.ts';
import { demoUsers } from '../sql/demo.ts';

/** The demo accounts and their one password, to be printed at the start; null when there are none. */
export async function demoAccounts(
  platform: Platform,
): Promise<{ password: string; usernames: readonly string[] } | null> {
  const password = await demoPassword(platform);
  const users = await demoUsers(deskOf(platform).db);
  return password === null || users.length === 0 ? null : { password, usernames: users.map((user) => user.username) };
}
