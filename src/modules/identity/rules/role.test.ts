import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ROLES } from '../seed/roles.ts';
import { PERMISSIONS, type Permission } from './permission.ts';
import { dutyConflicts, KEEPERS, permissionsOf, type Role, type RoleCode } from './role.ts';

const all = Object.keys(PERMISSIONS);
const role = (code: RoleCode): Role => {
  const found = ROLES.find((candidate) => candidate.code === code);
  assert.ok(found, code);
  return found;
};
const may = (code: RoleCode, permission: Permission): boolean => role(code).permissions.includes(permission);
const conflictsOf = (...codes: RoleCode[]): readonly string[] =>
  dutyConflicts(permissionsOf(codes.map(role))).map((conflict) => conflict.reason);

test('roles are unique, none lists a permission twice, and every permission is held by someone', () => {
  assert.equal(new Set(ROLES.map(({ code }) => code)).size, ROLES.length);
  for (const { code, permissions } of ROLES) assert.equal(new Set(permissions).size, permissions.length, code);
  const held = permissionsOf(ROLES);
  assert.deepEqual(
    all.filter((permission) => ![...held].some((other) => other === permission)),
    [],
  );
});

test('no role breaks the separation of duties', () => {
  for (const { code } of ROLES) assert.deepEqual(conflictsOf(code), [], code);
});

test('the three keepers: one creates, one grants, one reads the audit, and none does two of these', () => {
  const marks: readonly Permission[] = ['user:write', 'role:grant', 'audit:read'];
  const holders = marks.map((mark) => ROLES.filter((r) => r.permissions.includes(mark)).map((r) => r.code));
  assert.deepEqual(holders, [['sysadmin'], ['secadmin'], ['auditor']]);
  assert.ok(may('secadmin', 'user:unlock') && !may('sysadmin', 'user:unlock'));
  assert.deepEqual(role('auditor').permissions, ['audit:read']);
});

test('no keeper sees business figures', () => {
  const business =
    /^(indicator|embargo|dataset|filing|target|task|instruction|brief|case|personal|opinion|incident|alarm):/;
  for (const keeper of KEEPERS) {
    assert.deepEqual(
      role(keeper).permissions.filter((permission) => business.test(permission)),
      [],
      keeper,
    );
  }
});

test('nobody can change the audit', () => {
  assert.deepEqual(
    all.filter((permission) => permission.startsWith('audit:')),
    ['audit:read'],
  );
});

test('the operating company sees no embargoed value, no 批示 and no personal data', () => {
  const hidden: readonly Permission[] = [
    'embargo:read',
    'indicator:read-internal',
    'instruction:read',
    'instruction:write',
    'brief:read',
    'personal:unmask',
    'case:read',
    'task:read',
  ];
  for (const permission of hidden) assert.equal(may('engineer', permission), false, permission);
});

test('R14 only leaders and the owning department read embargoed values', () => {
  const readers = ROLES.filter((r) => r.permissions.includes('embargo:read')).map((r) => r.code);
  assert.deepEqual(readers, ['governor', 'vice-governor', 'secretary', 'director', 'officer']);
});

test('R15 leaders and their office cannot write a figure', () => {
  const writing: readonly Permission[] = ['filing:write', 'dataset:import', 'dataset:publish', 'filing:approve'];
  for (const code of ['governor', 'vice-governor', 'secretary', 'inspector', 'editor', 'duty'] as const) {
    assert.deepEqual(
      writing.filter((permission) => may(code, permission)),
      [],
      code,
    );
  }
});

test('one person may not be two keepers, nor a keeper and anything else', () => {
  assert.deepEqual(conflictsOf('sysadmin', 'auditor'), ['系统管理员与审计员不得兼任']);
  assert.ok(conflictsOf('sysadmin', 'secadmin').includes('系统管理员与安全管理员不得兼任'));
  assert.ok(conflictsOf('auditor', 'governor').includes('三员不得兼有业务权限'));
  assert.ok(conflictsOf('officer', 'director').includes('填报人不得审核自己的数据'));
  assert.ok(conflictsOf('director', 'inspector').includes('承办单位不得核验自己的督办事项'));
});

test('property: any keeper together with any other role is a conflict', () => {
  const others = ROLES.map((r) => r.code);
  fc.assert(
    fc.property(fc.constantFrom(...KEEPERS), fc.constantFrom(...others), (keeper, other) => {
      assert.equal(conflictsOf(keeper, other).length > 0, keeper !== other);
    }),
  );
});

test('property: more permissions never lift a conflict', () => {
  const sets = fc.uniqueArray(fc.constantFrom(...permissionsOf(ROLES)));
  fc.assert(
    fc.property(sets, sets, (some, more) => {
      const fewer = dutyConflicts(new Set(some)).length;
      assert.ok(dutyConflicts(new Set([...some, ...more])).length >= fewer);
    }),
  );
});
