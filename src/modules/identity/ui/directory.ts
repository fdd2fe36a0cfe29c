import { Type } from 'typebox';
import { DepartmentInfo, DivisionInfo, RoleInfo } from '#contract/identity';
import { useGet } from '#web/query.ts';

const Divisions = Type.Object({ divisions: Type.Array(DivisionInfo) });
const Departments = Type.Object({ departments: Type.Array(DepartmentInfo) });
const Roles = Type.Object({ roles: Type.Array(RoleInfo) });

/** A code with its name, as a choice in a list. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The province with its cities and counties, counties behind their city. */
export function useRegionChoices(): readonly Choice[] {
  const { data } = useGet('/api/divisions?parent=100000&zones=true', Divisions, { fixed: true });
  const divisions = data?.divisions ?? [];
  const names = new Map(divisions.map((division) => [division.code, division.name]));
  return divisions
    .filter((division) => division.level !== 'province' || divisions.some((other) => other.parent === division.code))
    .map(({ code, name, level, parent }) => {
      const above = level === 'county' || level === 'zone' ? names.get(parent ?? '') : undefined;
      return { value: code, label: above === undefined ? name : `${above} ${name}` };
    });
}

/** The departments, outside bodies and supporting units of today. */
export function useDepartmentChoices(): readonly Choice[] {
  const { data } = useGet('/api/departments', Departments, { fixed: true });
  return (data?.departments ?? []).map(({ code, name }) => ({ value: code, label: name }));
}

/** The roles with what they allow. */
export function useRoles(): readonly RoleInfo[] {
  const { data } = useGet('/api/roles', Roles, { fixed: true });
  return data?.roles ?? [];
}
