import { chinaDate } from '#platform/clock.ts';
import { platformErrors } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { DepartmentInfo, DivisionInfo, DivisionQuery, RoleInfo } from '../contract.ts';
import { departmentsOf, regionsOf } from '../reference.ts';
import { departmentsAt } from '../rules/department.ts';
import type { Division } from '../rules/division.ts';
import { PERMISSIONS } from '../rules/permission.ts';
import { KEEPERS } from '../rules/role.ts';
import { ROLES } from '../seed/roles.ts';

/**
 * Divisions in force on a day (today when none is named), by code: all, or those below one; flat, or as a tree.
 * @throws {Refusal} `platform.not-found` for an unknown parent
 */
export async function listDivisions(platform: Platform, query: DivisionQuery): Promise<DivisionInfo[]> {
  const regions = await regionsOf(platform);
  const { parent, zones, tree, at = chinaDate(platform.clock.now()) } = query;
  if (parent !== undefined && regions.get(parent) === undefined)
    throw platformErrors['not-found']({ what: `代码为 ${parent} 的行政区划` });
  const shown = regions
    .divisionsAt(at)
    .filter((division) => zones || division.level !== 'zone')
    .filter(({ code }) => parent === undefined || (code !== parent && regions.isWithin(code, parent)));
  return tree ? nested(shown, parent ?? null) : shown.map(divisionView);
}

function nested(divisions: readonly Division[], parent: string | null): DivisionInfo[] {
  return divisions
    .filter((division) => division.parent === parent)
    .map((division) => ({ ...divisionView(division), children: nested(divisions, division.code) }));
}

function divisionView(division: Division): DivisionInfo {
  const { aliases, successors, label } = division;
  return {
    ...division,
    aliases: [...aliases],
    successors: successors.map((next) => ({ ...next })),
    label: label && [...label],
  };
}

/** Departments, outside bodies and supporting units in force on a day, in the order of lists. */
export async function listDepartments(platform: Platform, at: string): Promise<DepartmentInfo[]> {
  const all = await departmentsOf(platform);
  return (['department', 'external', 'support'] as const)
    .flatMap((kind) => departmentsAt(all, at, kind))
    .map((department) => ({ ...department }));
}

/** The roles with what they allow, in words. */
export function listRoles(): RoleInfo[] {
  return ROLES.map(({ code, name, permissions }) => ({
    code,
    name,
    keeper: KEEPERS.includes(code),
    permissions: permissions.map((permission) => ({ code: permission, name: PERMISSIONS[permission] })),
  }));
}
