import type { Actor } from '#platform/scope.ts';
import { readPolicy } from './policy.ts';
import { permissionsOfGrants, scopeOfGrants } from './rules/grant.ts';
import { type Obligation, obligationOf } from './rules/obligation.ts';
import { ROLES } from './seed/roles.ts';
import { findSession, type SessionRow } from './sql/session.ts';
import type { Db } from './tables.ts';

/** A session as this process holds it. `lastSeenAt` moves with the requests. */
export interface LiveSession {
  readonly id: string;
  readonly actor: Actor;
  readonly obligation: Obligation | null;
  readonly idleMinutes: number;
  readonly expiresAt: Date;
  lastSeenAt: Date;
}

/** The session of a token hash; null when there is none, or its account may not act. Its age is the caller's to judge. */
export async function loadSession(db: Db, tokenHash: string): Promise<LiveSession | null> {
  const row = await findSession(db, tokenHash);
  if (!row || row.status === 'disabled') return null;
  const policy = await readPolicy(db);
  const obligation = obligationOf(accountState(row), policy.secondFactorRoles);
  return {
    id: row.id,
    actor: actorOfRow(row, obligation),
    obligation,
    idleMinutes: policy.idleMinutes,
    expiresAt: row.expires_at,
    lastSeenAt: row.last_seen_at,
  };
}

/** Until an obligation is met the person is signed in, but no role counts. */
function actorOfRow(row: SessionRow, obligation: Obligation | null): Actor {
  const grants = obligation === null ? row.grants : [];
  return {
    userId: row.user_id,
    username: row.username,
    name: row.name,
    permissions: permissionsOfGrants(grants, ROLES),
    scope: scopeOfGrants(grants),
    sessionId: row.id,
  };
}

const accountState = (row: SessionRow) => ({
  mustChangePassword: row.must_change_password,
  totpEnabled: row.totp_enabled,
  totpRequired: row.totp_required,
  isDemo: row.is_demo,
  roles: row.grants.map((grant) => grant.role),
});
