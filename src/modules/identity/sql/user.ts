import { type Selectable, sql } from 'kysely';
import type { Failures } from '../rules/lockout.ts';
import type { Db, IdentityTables, Tx, UserStatus } from '../tables.ts';
import { type GrantRow, grantsOfUser } from './grant.ts';

/** An account with its secrets; it stays inside the sign-in and second-factor actions. */
export type Account = Selectable<IdentityTables['identity.app_user']>;

/** An account as administrators see it: no hash, no secret. */
export interface UserRow {
  id: string;
  username: string;
  name: string;
  post: string;
  status: UserStatus;
  locked_until: Date | null;
  must_change_password: boolean;
  totp_enabled: boolean;
  totp_required: boolean;
  is_demo: boolean;
  created_at: Date;
  unit_kind: 'government' | 'body';
  unit_code: string;
  unit_name: string;
  last_seen_at: Date | null;
  grants: readonly GrantRow[];
}

export function findAccount(db: Db, username: string): Promise<Account | undefined> {
  return db.selectFrom('identity.app_user').selectAll().where('username', '=', username).executeTakeFirst();
}

/** The account, held against other writers until the transaction ends. */
export function lockAccount(tx: Tx, id: string): Promise<Account | undefined> {
  return tx.selectFrom('identity.app_user').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

const userRows = (db: Db) =>
  db
    .selectFrom('identity.app_user as u')
    .leftJoin('identity.division as r', 'r.code', 'u.region_code')
    .leftJoin('identity.department as d', 'd.code', 'u.department_code')
    .select(['u.id', 'u.username', 'u.name', 'u.post', 'u.status', 'u.locked_until', 'u.must_change_password'])
    .select(['u.totp_enabled', 'u.totp_required', 'u.is_demo', 'u.created_at', grantsOfUser.as('grants')])
    .select([
      sql<UserRow['unit_kind']>`case when u.region_code is null then 'body' else 'government' end`.as('unit_kind'),
      sql<string>`coalesce(u.region_code, u.department_code)`.as('unit_code'),
      sql<string>`coalesce(r.name, d.name)`.as('unit_name'),
      sql<Date | null>`(select max(s.last_seen_at) from identity.session s where s.user_id = u.id)`.as('last_seen_at'),
    ]);

export function findUser(db: Db, id: string): Promise<UserRow | undefined> {
  return userRows(db).where('u.id', '=', id).executeTakeFirst();
}

export interface UserFilter {
  /** Part of a username, name, post or unit. */
  readonly search?: string;
  readonly role?: string;
  readonly status?: UserStatus;
  readonly limit: number;
  readonly offset: number;
}

/** Accounts in the order of their names, with the count of all that fit. */
export async function listUsers(db: Db, filter: UserFilter): Promise<{ users: UserRow[]; total: number }> {
  const fitting = sql<boolean>`${fitsSearch(filter.search)} and ${fitsRole(filter.role)} and ${fitsStatus(filter.status)}`;
  const users = await userRows(db)
    .where(fitting)
    .orderBy('u.username')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total
    from identity.app_user u
    left join identity.division r on r.code = u.region_code
    left join identity.department d on d.code = u.department_code
    where ${fitting}`.execute(db);
  return { users, total: rows[0]?.total ?? 0 };
}

const fitsSearch = (search: string | undefined) =>
  search === undefined
    ? sql`true`
    : sql`concat_ws(' ', u.username, u.name, u.post, r.name, d.name) ilike ${`%${search.replaceAll(/[\\%_]/g, '\\$&')}%`}`;

const fitsRole = (role: string | undefined) =>
  role === undefined
    ? sql`true`
    : sql`exists (select 1 from identity.role_grant g where g.user_id = u.id and g.role = ${role})`;

const fitsStatus = (status: string | undefined) => (status === undefined ? sql`true` : sql`u.status = ${status}`);

export interface NewUser {
  id: string;
  username: string;
  name: string;
  post: string;
  region_code: string | null;
  department_code: string | null;
  password_hash: string;
  password_set_at: Date;
  must_change_password: boolean;
  status: UserStatus;
  is_demo: boolean;
  created_at: Date;
  created_by: string;
}

/** False when the username is taken. */
export async function insertUser(db: Db, user: NewUser): Promise<boolean> {
  const result = await db
    .insertInto('identity.app_user')
    .values(user)
    .onConflict((conflict) => conflict.column('username').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export type UserChange = Partial<Pick<NewUser, 'name' | 'post' | 'region_code' | 'department_code'>>;

export async function updateUser(db: Db, id: string, change: UserChange): Promise<void> {
  await db.updateTable('identity.app_user').set(change).where('id', '=', id).execute();
}

/** Record failures (or their end); a lock that has run out is taken off. Disabled accounts stay disabled. */
export async function setFailures(db: Db, id: string, { failedCount, lockedUntil }: Failures): Promise<void> {
  await db
    .updateTable('identity.app_user')
    .set({ failed_count: failedCount, locked_until: lockedUntil, status: lockedUntil ? 'locked' : 'active' })
    .where('id', '=', id)
    .where('status', '<>', 'disabled')
    .execute();
}

export async function setDisabled(db: Db, id: string, disabled: boolean): Promise<void> {
  await db
    .updateTable('identity.app_user')
    .set({ status: disabled ? 'disabled' : 'active', failed_count: 0, locked_until: null })
    .where('id', '=', id)
    .execute();
}

export interface NewPassword {
  readonly hash: string;
  readonly at: Date;
  readonly mustChange: boolean;
}

export async function setPassword(db: Db, id: string, { hash, at, mustChange }: NewPassword): Promise<void> {
  await db
    .updateTable('identity.app_user')
    .set({ password_hash: hash, password_set_at: at, must_change_password: mustChange })
    .where('id', '=', id)
    .execute();
}
