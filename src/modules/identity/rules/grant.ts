import type { Scope } from '#platform/scope.ts';
import type { Permission } from './permission.ts';
import { permissionsOf, type Role } from './role.ts';

/** A role that a person holds, and where. */
export interface Grant {
  readonly role: string;
  readonly allRegions: boolean;
  readonly allDepartments: boolean;
  readonly regions: readonly string[];
  readonly departments: readonly string[];
}

/** The roles of grants; a grant of a role that this version no longer knows gives nothing. */
export function rolesOf(grants: readonly Grant[], roles: readonly Role[]): readonly Role[] {
  return roles.filter((role) => grants.some((grant) => grant.role === role.code));
}

/** All that grants allow together. */
export function permissionsOfGrants(grants: readonly Grant[], roles: readonly Role[]): ReadonlySet<Permission> {
  return permissionsOf(rolesOf(grants, roles));
}

/** Where a person may look: everywhere that any of the grants reaches. */
export function scopeOfGrants(grants: readonly Grant[]): Scope {
  const regions = new Set(grants.flatMap((grant) => grant.regions));
  const departments = new Set(grants.flatMap((grant) => grant.departments));
  return {
    regions: grants.some((grant) => grant.allRegions) ? 'all' : [...regions].sort(),
    departments: grants.some((grant) => grant.allDepartments) ? 'all' : [...departments].sort(),
  };
}
