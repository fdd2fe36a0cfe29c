import type { Permission } from '../rules/permission.ts';
import type { Role } from '../rules/role.ts';

/** What everyone at a business desk reads. */
const READING: readonly Permission[] = ['indicator:read', 'indicator:read-internal', 'dataset:read', 'task:read'];

/** What a leader of the province sees: everything of the business, before its release too. */
const LEADING: readonly Permission[] = [
  ...READING,
  'embargo:read',
  'alarm:read',
  'incident:read',
  'incident:command',
  'call:place',
  'instruction:read',
  'instruction:write',
  'task:approve',
  'brief:read',
  'case:read',
  'opinion:read',
];

/** What the offices under the general office share. */
const OFFICE: readonly Permission[] = [...READING, 'call:place', 'instruction:read', 'brief:read'];

/** The roles that come with the product. An installation may change them; `dutyConflicts` still holds. */
export const ROLES: readonly Role[] = [
  { code: 'governor', name: '省长', permissions: LEADING },
  { code: 'vice-governor', name: '副省长', permissions: LEADING },
  {
    code: 'secretary',
    name: '秘书长',
    permissions: [...LEADING, 'task:write', 'brief:issue', 'dashboard:configure'],
  },
  {
    code: 'inspector',
    name: '督查室',
    permissions: [...OFFICE, 'task:write', 'task:verify'],
  },
  {
    code: 'duty',
    name: '总值班室',
    permissions: [
      ...OFFICE,
      'alarm:read',
      'incident:read',
      'incident:report',
      'duty:write',
      'opinion:read',
      'brief:submit',
    ],
  },
  {
    code: 'editor',
    name: '信息处',
    permissions: [...OFFICE, 'brief:submit', 'brief:edit', 'opinion:read', 'opinion:handle'],
  },
  {
    code: 'director',
    name: '厅局长',
    permissions: [
      ...READING,
      'embargo:read',
      'filing:approve',
      'dataset:publish',
      'report:publish',
      'target:write',
      'exchange:request',
      'alarm:read',
      'incident:read',
      'incident:report',
      'call:place',
      'instruction:read',
      'task:feedback',
      'brief:read',
      'brief:submit',
      'case:read',
      'opinion:read',
      'project:write',
    ],
  },
  {
    code: 'officer',
    name: '业务处室数据员',
    permissions: [
      ...READING,
      'embargo:read',
      'definition:write',
      'binding:write',
      'filing:write',
      'dataset:import',
      'catalogue:write',
      'exchange:request',
      'alarm:read',
      'alarm:acknowledge',
      'task:feedback',
      'case:read',
    ],
  },
  {
    code: 'city',
    name: '市长',
    permissions: [
      ...READING,
      'filing:approve',
      'alarm:read',
      'incident:read',
      'incident:report',
      'incident:command',
      'call:place',
      'instruction:read',
      'task:feedback',
      'brief:read',
      'brief:submit',
      'case:read',
      'opinion:read',
    ],
  },
  {
    code: 'county',
    name: '县（市、区）数据员',
    permissions: [
      'indicator:read',
      'dataset:read',
      'filing:write',
      'dataset:import',
      'task:read',
      'task:feedback',
      'incident:report',
    ],
  },
  {
    code: 'bureau',
    name: '政务信息局管理员',
    permissions: [
      ...READING,
      'definition:approve',
      'binding:write',
      'dataset:publish',
      'source:write',
      'catalogue:review',
      'exchange:approve',
      'portal:publish',
      'alarm:read',
      'task:feedback',
      'case:read',
      'case:handle',
      'personal:unmask',
      'app:write',
      'dashboard:configure',
      'project:approve',
      'ticket:read',
      'user:read',
    ],
  },
  {
    code: 'analyst',
    name: '服务中心分析师',
    permissions: [...READING, 'model:run', 'app:write', 'brief:submit', 'opinion:read', 'alarm:read'],
  },
  {
    code: 'engineer',
    name: '运营公司运维',
    permissions: ['indicator:read', 'source:write', 'ticket:read', 'ticket:handle', 'system:operate'],
  },
  { code: 'sysadmin', name: '系统管理员', permissions: ['user:read', 'user:write', 'system:operate'] },
  { code: 'secadmin', name: '安全管理员', permissions: ['user:read', 'user:unlock', 'role:grant'] },
  { code: 'auditor', name: '审计员', permissions: ['audit:read'] },
];
