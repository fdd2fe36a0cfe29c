import { audit } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import { demoState } from '#platform/install.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { hashToken } from '../authenticate.ts';
import type { OwnSession, Session } from '../contract.ts';
import { deskOf } from '../desk.ts';
import type { LiveSession } from '../live-session.ts';
import { readPolicy } from '../policy.ts';
import { needsSecondFactor, obligationOf } from '../rules/obligation.ts';
import { isSessionLive } from '../rules/session-age.ts';
import { openSessionsOf, revokeSession } from '../sql/session.ts';
import { findUser, type UserRow } from '../sql/user.ts';

/** What the browser is told of the session that a token opened. */
export async function sessionOfToken(platform: Platform, token: string): Promise<Session> {
  const session = await deskOf(platform).sessions.find(hashToken(token));
  if (!session) throw platformErrors['not-signed-in']({});
  return describeSession(platform, session);
}

/** Who is signed in, what they may do, and what they must do first. */
export async function describeSession(platform: Platform, session: LiveSession): Promise<Session> {
  const { db } = deskOf(platform);
  const { actor } = session;
  const user = await findUser(db, actor.userId);
  if (!user) throw platformErrors['not-signed-in']({});
  const policy = await readPolicy(db);
  const state = accountStateOf(user);
  return {
    user: {
      id: user.id,
      username: user.username,
      name: user.name,
      post: user.post,
      unit: { kind: user.unit_kind, code: user.unit_code, name: user.unit_name },
      roles: [...state.roles],
      permissions: [...actor.permissions].sort(),
      scope: scopeOf(actor),
    },
    demo: (await demoState(platform)) === 'shown',
    obligation: obligationOf(state, policy.secondFactorRoles),
    secondFactor: { enabled: user.totp_enabled, demanded: needsSecondFactor(state, policy.secondFactorRoles) },
    idleMinutes: policy.idleMinutes,
    expiresAt: session.expiresAt.toISOString(),
  };
}

export function accountStateOf(user: UserRow) {
  return {
    mustChangePassword: user.must_change_password,
    totpEnabled: user.totp_enabled,
    totpRequired: user.totp_required,
    isDemo: user.is_demo,
    roles: user.grants.map((grant) => grant.role),
  };
}

function scopeOf({ scope: { regions, departments } }: Actor): Session['user']['scope'] {
  return {
    regions: regions === 'all' ? 'all' : [...regions],
    departments: departments === 'all' ? 'all' : [...departments],
  };
}

/** The actor's open sessions, the latest first. */
export async function listOwnSessions(platform: Platform, actor: Actor): Promise<OwnSession[]> {
  const { db } = deskOf(platform);
  const { idleMinutes } = await readPolicy(db);
  const now = platform.clock.now();
  const rows = await openSessionsOf(db, actor.userId);
  return rows
    .map((row) => ({ ...row, lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }))
    .filter((row) => isSessionLive(row, now, idleMinutes))
    .map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      ip: row.ip,
      agent: row.agent,
      current: row.id === actor.sessionId,
    }));
}

/**
 * Close one of the actor's own sessions.
 * @throws {Refusal} `platform.not-found`
 */
export async function closeSession(platform: Platform, actor: Actor, id: string): Promise<void> {
  const desk = deskOf(platform);
  const closed = await desk.db.transaction().execute(async (tx) => {
    if (!(await revokeSession(tx, actor.userId, id, platform.clock.now()))) return false;
    await audit(tx, platform.clock, actor, { action: 'session.close', subject: { kind: 'session', id } });
    return true;
  });
  desk.sessions.forget((session) => session.id === id);
  if (!closed) throw platformErrors['not-found']({ what: '这个会话' });
}
