import { sql } from 'kysely';
import type { Grant } from '../rules/grant.ts';
import type { Db } from '../tables.ts';

export type GrantRow = Grant;

/** The grants of the user `u` of the surrounding query, as JSON. */
export const grantsOfUser = sql<GrantRow[]>`coalesce((
  select json_agg(json_build_object(
    'role', g.role,
    'allRegions', g.all_regions,
    'allDepartments', g.all_departments,
    'regions', coalesce((select json_agg(r.code order by r.code)
                         from identity.role_grant_region r where r.grant_id = g.id), '[]'),
    'departments', coalesce((select json_agg(d.code order by d.code)
                             from identity.role_grant_department d where d.grant_id = g.id), '[]')
  ) order by g.role)
  from identity.role_grant g where g.user_id = u.id), '[]')`;

export interface NewGrant extends Grant {
  readonly id: string;
  readonly userId: string;
  readonly grantedBy: string;
  readonly grantedByName: string;
  readonly grantedAt: Date;
}

/** Grant a role, or change where an already granted one is held. */
export async function replaceGrant(db: Db, grant: NewGrant): Promise<void> {
  await deleteGrant(db, grant.userId, grant.role);
  await db
    .insertInto('identity.role_grant')
    .values({
      id: grant.id,
      user_id: grant.userId,
      role: grant.role,
      all_regions: grant.allRegions,
      all_departments: grant.allDepartments,
      granted_by: grant.grantedBy,
      granted_by_name: grant.grantedByName,
      granted_at: grant.grantedAt,
    })
    .execute();
  const rows = (codes: readonly string[]) => codes.map((code) => ({ grant_id: grant.id, code }));
  const { regions, departments } = grant;
  if (regions.length > 0) await db.insertInto('identity.role_grant_region').values(rows(regions)).execute();
  if (departments.length > 0) await db.insertInto('identity.role_grant_department').values(rows(departments)).execute();
}

/** False when the user did not hold the role. */
export async function deleteGrant(db: Db, userId: string, role: string): Promise<boolean> {
  const result = await db
    .deleteFrom('identity.role_grant')
    .where('user_id', '=', userId)
    .where('role', '=', role)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Users who hold a role and may sign in (a lock passes; being disabled does not). Rows are held until the transaction ends. */
export async function lockHoldersOf(db: Db, role: string): Promise<{ id: string; isDemo: boolean }[]> {
  return db
    .selectFrom('identity.role_grant as g')
    .innerJoin('identity.app_user as u', 'u.id', 'g.user_id')
    .select(['u.id', 'u.is_demo as isDemo'])
    .where('g.role', '=', role)
    .where('u.status', '<>', 'disabled')
    .orderBy('u.id')
    .forUpdate(['u', 'g'])
    .execute();
}
