import { audit } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { CreatedUser, NewUser, User, UserChange, UserPage, UserQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { hashPassword, makeOneTimePassword } from '../password.ts';
import { departmentsOf, regionsOf } from '../reference.ts';
import { findUser, insertUser, listUsers, updateUser } from '../sql/user.ts';
import type { Db } from '../tables.ts';
import { userView } from '../user-view.ts';

/** Accounts that fit a search, in the order of their names. */
export async function searchUsers(platform: Platform, query: UserQuery): Promise<UserPage> {
  const { users, total } = await listUsers(deskOf(platform).db, query);
  return { users: users.map(userView), total };
}

/** @throws {Refusal} `platform.not-found` */
export async function getUser(db: Db, id: string): Promise<User> {
  const user = await findUser(db, id);
  if (!user) throw platformErrors['not-found']({ what: '这个用户' });
  return userView(user);
}

/**
 * Create an account without any role; its password is to be used once.
 * @throws {Refusal} `identity.username-taken`, `identity.unknown-unit`
 */
export async function createUser(platform: Platform, actor: Actor, input: NewUser): Promise<CreatedUser> {
  const { db } = deskOf(platform);
  const unit = await unitColumns(platform, input.unit);
  const oneTimePassword = makeOneTimePassword();
  const hash = await hashPassword(oneTimePassword);
  const now = platform.clock.now();
  const id = newId(now);
  const user = await db.transaction().execute(async (tx) => {
    const row = { id, username: input.username, name: input.name.trim(), post: input.post.trim(), ...unit };
    const secret = { password_hash: hash, password_set_at: now, must_change_password: true };
    const origin = { status: 'active', is_demo: false, created_at: now, created_by: actor.username } as const;
    if (!(await insertUser(tx, { ...row, ...secret, ...origin })))
      throw identityErrors['username-taken']({ username: input.username });
    const { username, post } = input;
    const detail = { username, post, unit: input.unit };
    await audit(tx, platform.clock, actor, { action: 'user.create', subject: { kind: 'user', id }, detail });
    return getUser(tx, id);
  });
  return { user, oneTimePassword };
}

/**
 * Change what stands about a person. Their scope does not follow their unit: it is granted.
 * @throws {Refusal} `platform.not-found`, `identity.unknown-unit`
 */
export async function changeUser(platform: Platform, actor: Actor, id: string, change: UserChange): Promise<User> {
  const { db, sessions } = deskOf(platform);
  const unit = change.unit === undefined ? {} : await unitColumns(platform, change.unit);
  const user = await db.transaction().execute(async (tx) => {
    await getUser(tx, id);
    const { name, post } = change;
    const row = {
      ...(name === undefined ? {} : { name: name.trim() }),
      ...(post === undefined ? {} : { post: post.trim() }),
    };
    if (Object.keys({ ...row, ...unit }).length > 0) await updateUser(tx, id, { ...row, ...unit });
    await audit(tx, platform.clock, actor, { action: 'user.change', subject: { kind: 'user', id }, detail: change });
    return getUser(tx, id);
  });
  sessions.forget((session) => session.actor.userId === id);
  return user;
}

/** The columns of a unit that stands today. */
async function unitColumns(platform: Platform, { kind, code }: NewUser['unit']) {
  const known =
    kind === 'government'
      ? (await regionsOf(platform)).get(code)
      : (await departmentsOf(platform)).find((department) => department.code === code);
  if (!known || known.validTo !== null) throw identityErrors['unknown-unit']({ code });
  return kind === 'government'
    ? { region_code: code, department_code: null }
    : { region_code: null, department_code: code };
}
