import { audit } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { OneTimePassword, User } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { hashPassword, makeOneTimePassword } from '../password.ts';
import { NO_FAILURES } from '../rules/lockout.ts';
import { revokeSessionsOf } from '../sql/session.ts';
import { clearTotp, setTotpRequired } from '../sql/totp.ts';
import { findUser, setDisabled, setFailures, setPassword, type UserRow } from '../sql/user.ts';
import type { Tx } from '../tables.ts';
import { refuseLastKeeper } from './keepers.ts';
import { getUser } from './users.ts';

/**
 * Disable an account and end its sessions, or enable it again (system administrator).
 * @throws {Refusal} `platform.not-found`, `identity.self-change`, `identity.last-keeper`
 */
export function setUserDisabled(platform: Platform, actor: Actor, id: string, disabled: boolean): Promise<User> {
  return changeOther(platform, actor, id, async (tx, user) => {
    if (disabled) await refuseLastKeeper(tx, id, rolesOf(user));
    await setDisabled(tx, id, disabled);
    if (disabled) await revokeSessionsOf(tx, id, platform.clock.now());
    return { action: disabled ? 'user.disable' : 'user.enable', detail: {} };
  });
}

/**
 * A new one-time password; the account's sessions end (system administrator). The passwords of the other two keepers are
 * out of his reach, or he could step into their place.
 * @throws {Refusal} `platform.not-found`, `identity.self-change`, `identity.keeper-protected`
 */
export async function resetPassword(platform: Platform, actor: Actor, id: string): Promise<OneTimePassword> {
  const oneTimePassword = makeOneTimePassword();
  const hash = await hashPassword(oneTimePassword);
  await changeOther(platform, actor, id, async (tx, user) => {
    if (rolesOf(user).some((role) => role === 'secadmin' || role === 'auditor'))
      throw identityErrors['keeper-protected']({});
    const at = platform.clock.now();
    await setPassword(tx, id, { hash, at, mustChange: true });
    return { action: 'user.reset-password', detail: { closedSessions: await revokeSessionsOf(tx, id, at) } };
  });
  return { oneTimePassword };
}

/**
 * Take a lock off before its time (security administrator).
 * @throws {Refusal} `platform.not-found`, `identity.self-change`
 */
export function unlockUser(platform: Platform, actor: Actor, id: string): Promise<User> {
  return changeOther(platform, actor, id, async (tx) => {
    await setFailures(tx, id, NO_FAILURES);
    return { action: 'user.unlock', detail: {} };
  });
}

/**
 * Demand a second factor of an account, or no longer (security administrator).
 * @throws {Refusal} `platform.not-found`, `identity.self-change`
 */
export function requireSecondFactor(platform: Platform, actor: Actor, id: string, required: boolean): Promise<User> {
  return changeOther(platform, actor, id, async (tx) => {
    await setTotpRequired(tx, id, required);
    return { action: 'second-factor.require', detail: { required } };
  });
}

/**
 * Forget an account's second factor, when the telephone is lost; its sessions end (security administrator).
 * @throws {Refusal} `platform.not-found`, `identity.self-change`
 */
export function resetSecondFactor(platform: Platform, actor: Actor, id: string): Promise<User> {
  return changeOther(platform, actor, id, async (tx) => {
    await clearTotp(tx, id);
    const closedSessions = await revokeSessionsOf(tx, id, platform.clock.now());
    return { action: 'second-factor.reset', detail: { closedSessions } };
  });
}

interface Done {
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const rolesOf = (user: UserRow): readonly string[] => user.grants.map((grant) => grant.role);

/** One administrator's deed on another's account, audited in its transaction. */
async function changeOther(
  platform: Platform,
  actor: Actor,
  id: string,
  change: (tx: Tx, user: UserRow) => Promise<Done>,
): Promise<User> {
  if (actor.userId === id) throw identityErrors['self-change']({});
  const { db, sessions } = deskOf(platform);
  const changed = await db.transaction().execute(async (tx) => {
    const user = await findUser(tx, id);
    if (!user) throw platformErrors['not-found']({ what: '这个用户' });
    const { action, detail } = await change(tx, user);
    const entry = { action, subject: { kind: 'user', id }, detail: { username: user.username, ...detail } };
    await audit(tx, platform.clock, actor, entry);
    return getUser(tx, id);
  });
  sessions.forget((session) => session.actor.userId === id);
  return changed;
}
