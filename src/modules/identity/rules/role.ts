import type { Permission } from './permission.ts';

export type RoleCode =
  | 'governor'
  | 'vice-governor'
  | 'secretary'
  | 'inspector'
  | 'duty'
  | 'editor'
  | 'director'
  | 'officer'
  | 'city'
  | 'county'
  | 'bureau'
  | 'analyst'
  | 'engineer'
  | 'sysadmin'
  | 'secadmin'
  | 'auditor';

export interface Role {
  readonly code: RoleCode;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** Two permissions that no one person may hold together, and why. */
export interface DutyConflict {
  readonly permissions: readonly [Permission, Permission];
  readonly reason: string;
}

/** The three keepers (三员): each does one part of administration, and none of them sees business figures. */
export const KEEPERS: readonly RoleCode[] = ['sysadmin', 'secadmin', 'auditor'];

/** All that a keeper may hold; a keeper with any other permission would see or change the business. */
const KEEPER_PERMISSIONS: ReadonlySet<Permission> = new Set([
  'user:read',
  'user:write',
  'user:unlock',
  'role:grant',
  'audit:read',
  'system:operate',
]);

/** What makes someone a keeper. `user:read` and `system:operate` alone do not: the bureau and the operators have them. */
const KEEPER_MARKS: readonly Permission[] = ['user:write', 'role:grant', 'audit:read'];

const PAIRS: readonly DutyConflict[] = [
  { permissions: ['user:write', 'role:grant'], reason: '系统管理员与安全管理员不得兼任' },
  { permissions: ['user:write', 'audit:read'], reason: '系统管理员与审计员不得兼任' },
  { permissions: ['role:grant', 'audit:read'], reason: '安全管理员与审计员不得兼任' },
  { permissions: ['user:write', 'user:unlock'], reason: '建立用户与解锁用户须由两人分掌' },
  { permissions: ['filing:write', 'filing:approve'], reason: '填报人不得审核自己的数据' },
  { permissions: ['dataset:import', 'dataset:publish'], reason: '导入人不得发布自己导入的数据' },
  { permissions: ['definition:write', 'definition:approve'], reason: '口径编写人不得评审自己的口径' },
  { permissions: ['exchange:request', 'exchange:approve'], reason: '申请人不得审批自己的共享申请' },
  { permissions: ['exchange:approve', 'exchange:provide'], reason: '规范性审查与提供部门审核须由两人分掌' },
  { permissions: ['task:feedback', 'task:verify'], reason: '承办单位不得核验自己的督办事项' },
  { permissions: ['project:write', 'project:approve'], reason: '申报单位不得审批自己的项目' },
];

/**
 * The separations of duty that a set of permissions would break: the pairs above, and a keeper who also holds business.
 * The granting action refuses when this is not empty.
 */
export function dutyConflicts(permissions: ReadonlySet<Permission>): readonly DutyConflict[] {
  const pairs = PAIRS.filter(({ permissions: [a, b] }) => permissions.has(a) && permissions.has(b));
  return [...pairs, ...keeperConflicts(permissions)];
}

function keeperConflicts(permissions: ReadonlySet<Permission>): readonly DutyConflict[] {
  const mark = KEEPER_MARKS.find((permission) => permissions.has(permission));
  if (mark === undefined) return [];
  const business = [...permissions].filter((permission) => !KEEPER_PERMISSIONS.has(permission));
  return business.map((permission) => ({ permissions: [mark, permission], reason: '三员不得兼有业务权限' }));
}

/** All that several roles allow together. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => role.permissions));
}
