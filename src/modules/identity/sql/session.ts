import { sql } from 'kysely';
import type { Db, UserStatus } from '../tables.ts';
import { type GrantRow, grantsOfUser } from './grant.ts';

/** A session with its user and grants, as the ledger holds them: all that is needed to make an actor. */
export interface SessionRow {
  id: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  user_id: string;
  username: string;
  name: string;
  status: UserStatus;
  must_change_password: boolean;
  totp_enabled: boolean;
  totp_required: boolean;
  is_demo: boolean;
  grants: readonly GrantRow[];
}

/** The open session with this token hash, whatever its age. */
export function findSession(db: Db, tokenHash: string): Promise<SessionRow | undefined> {
  return db
    .selectFrom('identity.session as s')
    .innerJoin('identity.app_user as u', 'u.id', 's.user_id')
    .select(['s.id', 's.created_at', 's.last_seen_at', 's.expires_at', 's.user_id'])
    .select(['u.username', 'u.name', 'u.status', 'u.must_change_password'])
    .select(['u.totp_enabled', 'u.totp_required', 'u.is_demo', grantsOfUser.as('grants')])
    .where('s.token_hash', '=', tokenHash)
    .where('s.revoked_at', 'is', null)
    .executeTakeFirst();
}

export interface NewSession {
  id: string;
  token_hash: string;
  user_id: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ip: string;
  agent: string;
}

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db.insertInto('identity.session').values(session).execute();
}

/** Move `last_seen_at` forward, never back. */
export async function touchSession(db: Db, id: string, at: Date): Promise<void> {
  await db
    .updateTable('identity.session')
    .set({ last_seen_at: at })
    .where('id', '=', id)
    .where('last_seen_at', '<', at)
    .execute();
}

/** Open sessions of a user, the latest first. Those past their age are left out by the caller's rule. */
export function openSessionsOf(db: Db, userId: string) {
  return db
    .selectFrom('identity.session')
    .select(['id', 'created_at', 'last_seen_at', 'expires_at', 'ip', 'agent'])
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute();
}

/** Those of the sessions that are not revoked, of accounts that are not disabled. Their age is the caller's to judge. */
export function openSessionsById(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('identity.session as s')
    .innerJoin('identity.app_user as u', 'u.id', 's.user_id')
    .select(['s.id', 's.last_seen_at', 's.expires_at'])
    .where(sql<boolean>`s.id = any(${[...ids]}::uuid[])`)
    .where('s.revoked_at', 'is', null)
    .where('u.status', '<>', 'disabled')
    .execute();
}

/** Close one session of a user; false when there is no such open session. */
export async function revokeSession(db: Db, userId: string, id: string, at: Date): Promise<boolean> {
  const result = await db
    .updateTable('identity.session')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Close all sessions of a user but the one kept; the number closed. */
export async function revokeSessionsOf(db: Db, userId: string, at: Date, keep?: string): Promise<number> {
  const all = db
    .updateTable('identity.session')
    .set({ revoked_at: at })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null);
  const result = await (keep === undefined ? all : all.where('id', '<>', keep)).executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Remove sessions that ended before a day; the number removed. */
export async function deleteSessionsBefore(db: Db, before: Date): Promise<number> {
  const result = await db.deleteFrom('identity.session').where('expires_at', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}
