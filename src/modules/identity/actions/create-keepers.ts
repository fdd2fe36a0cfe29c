import { audit } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { hashPassword, makeOneTimePassword } from '../password.ts';
import { NO_FAILURES } from '../rules/lockout.ts';
import type { RoleCode } from '../rules/role.ts';
import { POSTS } from '../seed/posts.ts';
import { replaceGrant } from '../sql/grant.ts';
import { revokeSessionsOf } from '../sql/session.ts';
import { clearTotp } from '../sql/totp.ts';
import { findAccount, insertUser, setFailures, setPassword } from '../sql/user.ts';
import type { Tx } from '../tables.ts';
import { roleName, vacantKeepers } from './keepers.ts';

/** What the command line shows once. */
export interface Credentials {
  readonly username: string;
  readonly oneTimePassword: string;
}

export interface KeeperAccount extends Credentials {
  /** Name of the role on screen. */
  readonly role: string;
}

/** Names of the first keepers; the demo accounts have others, so both can stand side by side. */
const USERNAMES: Readonly<Record<string, string>> = {
  sysadmin: 'admin.system',
  secadmin: 'admin.security',
  auditor: 'admin.audit',
};

/**
 * `yiping create-admin`: an account for each of the three keepers' roles that nobody but demo accounts holds.
 * Only who can run commands on the machine comes here; it is audited under the system's name.
 * @throws {Refusal} `identity.keepers-exist` when none is missing
 */
export async function createKeepers(platform: Platform): Promise<readonly KeeperAccount[]> {
  const { db } = deskOf(platform);
  return db.transaction().execute(async (tx) => {
    const vacant = await vacantKeepers(tx);
    if (vacant.length === 0) throw identityErrors['keepers-exist']({});
    const accounts: KeeperAccount[] = [];
    for (const role of vacant) accounts.push(await createKeeper(platform, tx, role));
    return accounts;
  });
}

/** Whether a keeper's role has no holder but demo accounts. */
export async function keepersMissing(platform: Platform): Promise<boolean> {
  const vacant = await deskOf(platform).db.transaction().execute(vacantKeepers);
  return vacant.length > 0;
}

async function createKeeper(platform: Platform, tx: Tx, role: RoleCode): Promise<KeeperAccount> {
  const now = platform.clock.now();
  const id = newId(now);
  const oneTimePassword = makeOneTimePassword();
  const username = await freeUsername(tx, USERNAMES[role] ?? role);
  const unit = POSTS.find((post) => post.account === role)?.unit;
  await insertUser(tx, {
    ...{ id, username, name: roleName(role), post: roleName(role) },
    region_code: unit?.kind === 'government' ? unit.region : null,
    department_code: unit?.kind === 'body' ? unit.department : null,
    ...{ password_hash: await hashPassword(oneTimePassword), password_set_at: now, must_change_password: true },
    ...{ status: 'active', is_demo: false, created_at: now, created_by: SYSTEM_ACTOR.username },
  });
  const by = { grantedBy: SYSTEM_ACTOR.userId, grantedByName: SYSTEM_ACTOR.username, grantedAt: now };
  const nowhere = { allRegions: false, allDepartments: false, regions: [], departments: [] };
  await replaceGrant(tx, { id: newId(now), userId: id, role, ...nowhere, ...by });
  const entry = { action: 'user.create', subject: { kind: 'user', id }, detail: { username, roles: [role] } };
  await audit(tx, platform.clock, SYSTEM_ACTOR, entry);
  return { role: roleName(role), username, oneTimePassword };
}

/** `admin.system`, or `admin.system2` … when a former keeper has it. */
async function freeUsername(tx: Tx, wanted: string): Promise<string> {
  for (let suffix = 1; ; suffix += 1) {
    const username = suffix === 1 ? wanted : `${wanted}${suffix}`;
    if (!(await findAccount(tx, username))) return username;
  }
}

/**
 * `yiping create-admin --reset NAME`: a one-time password for an account, without lock and second factor; its sessions
 * end. The way back for a keeper who lost a password or a telephone.
 * @throws {Refusal} `platform.not-found`
 */
export async function recoverAccount(platform: Platform, username: string): Promise<Credentials> {
  const { db, sessions } = deskOf(platform);
  const oneTimePassword = makeOneTimePassword();
  const hash = await hashPassword(oneTimePassword);
  const id = await db.transaction().execute(async (tx) => {
    const account = await findAccount(tx, username);
    if (!account) throw platformErrors['not-found']({ what: `用户“${username}”` });
    const at = platform.clock.now();
    await setPassword(tx, account.id, { hash, at, mustChange: true });
    await setFailures(tx, account.id, NO_FAILURES);
    await clearTotp(tx, account.id);
    await revokeSessionsOf(tx, account.id, at);
    const entry = { action: 'user.recover', subject: { kind: 'user', id: account.id }, detail: { username } };
    await audit(tx, platform.clock, SYSTEM_ACTOR, entry);
    return account.id;
  });
  sessions.forget((session) => session.actor.userId === id);
  return { username, oneTimePassword };
}
