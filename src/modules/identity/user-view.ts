import type { RoleGrant, User } from './contract.ts';
import type { Grant } from './rules/grant.ts';
import { ROLES } from './seed/roles.ts';
import type { UserRow } from './sql/user.ts';

/** An account as the wire carries it. */
export function userView(row: UserRow): User {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    post: row.post,
    unit: { kind: row.unit_kind, code: row.unit_code, name: row.unit_name },
    status: row.status,
    lockedUntil: row.locked_until?.toISOString() ?? null,
    mustChangePassword: row.must_change_password,
    secondFactor: { enabled: row.totp_enabled, required: row.totp_required },
    demo: row.is_demo,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    grants: row.grants.map(grantView),
  };
}

function grantView(grant: Grant): RoleGrant {
  return {
    role: grant.role,
    roleName: ROLES.find(({ code }) => code === grant.role)?.name ?? grant.role,
    scope: {
      regions: grant.allRegions ? 'all' : [...grant.regions],
      departments: grant.allDepartments ? 'all' : [...grant.departments],
    },
  };
}
