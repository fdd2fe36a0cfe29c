import { audit } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { GrantRequest, User } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { departmentsOf, regionsOf } from '../reference.ts';
import type { Grant } from '../rules/grant.ts';
import { dutyConflicts, permissionsOf } from '../rules/role.ts';
import { ROLES } from '../seed/roles.ts';
import { deleteGrant, replaceGrant } from '../sql/grant.ts';
import { findUser, lockAccount, type UserRow } from '../sql/user.ts';
import { refuseLastKeeper, roleName } from './keepers.ts';
import { getUser } from './users.ts';

/**
 * Grant a role in a scope, or change the scope of one already held (security administrator).
 * @throws {Refusal} `identity.self-grant`, `.unknown-role`, `.unknown-region`, `.unknown-department`, `.duty-conflict`,
 *   `platform.not-found`
 */
export async function grantRole(platform: Platform, actor: Actor, userId: string, input: GrantRequest): Promise<User> {
  if (actor.userId === userId) throw identityErrors['self-grant']({});
  const grant = await readGrant(platform, input);
  const { db, sessions } = deskOf(platform);
  const user = await db.transaction().execute(async (tx) => {
    // Held, so that two conflicting roles granted at the same time do not both pass.
    await lockAccount(tx, userId);
    const before = await findUser(tx, userId);
    if (!before) throw platformErrors['not-found']({ what: '这个用户' });
    refuseConflicts(before, grant.role);
    const now = platform.clock.now();
    const by = { grantedBy: actor.userId, grantedByName: actor.username, grantedAt: now };
    await replaceGrant(tx, { ...grant, ...by, id: newId(now), userId });
    const detail = { username: before.username, role: input.role, scope: input.scope };
    await audit(tx, platform.clock, actor, { action: 'role.grant', subject: { kind: 'user', id: userId }, detail });
    return getUser(tx, userId);
  });
  sessions.forget((session) => session.actor.userId === userId);
  return user;
}

/**
 * Take a role away (security administrator).
 * @throws {Refusal} `identity.self-grant`, `identity.last-keeper`, `platform.not-found`
 */
export async function revokeRole(platform: Platform, actor: Actor, userId: string, role: string): Promise<User> {
  if (actor.userId === userId) throw identityErrors['self-grant']({});
  const { db, sessions } = deskOf(platform);
  const user = await db.transaction().execute(async (tx) => {
    await refuseLastKeeper(tx, userId, [role]);
    if (!(await deleteGrant(tx, userId, role)))
      throw platformErrors['not-found']({ what: `该用户的“${roleName(role)}”角色` });
    const after = await getUser(tx, userId);
    const detail = { username: after.username, role };
    await audit(tx, platform.clock, actor, { action: 'role.revoke', subject: { kind: 'user', id: userId }, detail });
    return after;
  });
  sessions.forget((session) => session.actor.userId === userId);
  return user;
}

async function readGrant(platform: Platform, { role, scope }: GrantRequest): Promise<Grant> {
  if (!ROLES.some(({ code }) => code === role)) throw identityErrors['unknown-role']({ role });
  const regions = scope.regions === 'all' ? [] : [...new Set(scope.regions)];
  const departments = scope.departments === 'all' ? [] : [...new Set(scope.departments)];
  const [divisions, bodies] = [await regionsOf(platform), await departmentsOf(platform)];
  const strayRegion = regions.find((code) => divisions.get(code) === undefined);
  if (strayRegion !== undefined) throw identityErrors['unknown-region']({ code: strayRegion });
  const strayBody = departments.find((code) => bodies.every((body) => body.code !== code));
  if (strayBody !== undefined) throw identityErrors['unknown-department']({ code: strayBody });
  const [allRegions, allDepartments] = [scope.regions === 'all', scope.departments === 'all'];
  return { role, allRegions, allDepartments, regions, departments };
}

/** All roles together must keep the separation of duties. */
function refuseConflicts(user: UserRow, added: string): void {
  const held = new Set([...user.grants.map((grant) => grant.role), added]);
  const conflicts = dutyConflicts(permissionsOf(ROLES.filter(({ code }) => held.has(code))));
  const reasons = [...new Set(conflicts.map(({ reason }) => reason))];
  if (reasons.length > 0) throw identityErrors['duty-conflict']({ reasons });
}
