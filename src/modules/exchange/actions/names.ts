import { departmentsOf, regionsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import type { Unit } from '../rules/unit.ts';

/** How units are called on this node. */
export interface Names {
  department(code: string): string;
  unit(unit: Unit): string;
}

export async function namesOf(platform: Platform): Promise<Names> {
  const [departments, regions] = await Promise.all([departmentsOf(platform), regionsOf(platform)]);
  const department = (code: string) => departments.find((one) => one.code === code)?.name ?? code;
  const government = (code: string) => {
    const name = regions.byCode.get(code)?.name;
    return name === undefined ? code : `${name}人民政府`;
  };
  return { department, unit: ({ kind, code }) => (kind === 'department' ? department(code) : government(code)) };
}
