import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEPARTMENTS } from '../seed/departments.ts';
import { DIVISIONS } from '../seed/divisions.ts';
import { POSTS } from '../seed/posts.ts';
import { ROLES } from '../seed/roles.ts';
import { departmentsAt } from './department.ts';
import { dutyConflicts, KEEPERS, permissionsOf } from './role.ts';

const ACCOUNTS =
  'governor vice-governor secretary inspector duty editor director officer city county bureau analyst engineer sysadmin secadmin auditor';
const departments = new Set(DEPARTMENTS.map((department) => department.code));
const regions = new Set(DIVISIONS.filter((d) => d.validTo === null).map((d) => d.code));
const listed = (scope: 'all' | readonly string[]): readonly string[] => (scope === 'all' ? [] : scope);

test('the 16 demo accounts each have one post', () => {
  assert.deepEqual(
    POSTS.map((post) => post.account),
    ACCOUNTS.split(' '),
  );
});

test('units and scopes name bodies and regions that exist', () => {
  for (const { account, unit, scope } of POSTS) {
    assert.ok(unit.kind === 'government' ? regions.has(unit.region) : departments.has(unit.department), account);
    for (const region of listed(scope.regions)) assert.ok(regions.has(region), account);
    for (const department of listed(scope.departments)) assert.ok(departments.has(department), account);
  }
});

test('no post breaks the separation of duties, and no two keepers share a post', () => {
  for (const { account, roles } of POSTS) {
    const held = ROLES.filter((role) => roles.includes(role.code));
    assert.equal(held.length, roles.length, account);
    assert.deepEqual(dutyConflicts(permissionsOf(held)), [], account);
    assert.ok(roles.filter((role) => KEEPERS.includes(role)).length <= 1, account);
  }
});

test('keepers and the operating company reach no region and no department', () => {
  for (const account of [...KEEPERS, 'engineer']) {
    const scope = POSTS.find((post) => post.account === account)?.scope;
    assert.deepEqual(scope, { regions: [], departments: [] }, account);
  }
});

test('the vice-governor answers for the departments of the group, of today and of before the reform', () => {
  const scope = listed(POSTS.find((post) => post.account === 'vice-governor')?.scope.departments ?? []);
  const today = departmentsAt(DEPARTMENTS, '2026-11-01').filter((department) => department.group === 'executive');
  for (const { code } of today) assert.ok(scope.includes(code), code);
  assert.ok(scope.includes('D32') && !scope.includes('D05'));
});
