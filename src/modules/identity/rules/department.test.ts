import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEPARTMENTS, LEADER_GROUPS } from '../seed/departments.ts';
import { departmentsAt, presentDepartment } from './department.ts';

test('42 departments before the reform and 42 after, 14 bodies outside', () => {
  for (const date of ['2020-06-30', '2024-12-31', '2025-01-01', '2026-11-01']) {
    assert.equal(departmentsAt(DEPARTMENTS, date).length, 42, date);
    assert.equal(departmentsAt(DEPARTMENTS, date, 'external').length, 14, date);
  }
});

test('codes and names are unique, and each body is in the charge of a leader', () => {
  for (const field of ['code', 'name', 'shortName'] as const) {
    assert.equal(new Set(DEPARTMENTS.map((d) => d[field])).size, DEPARTMENTS.length, field);
  }
  const groups = new Set(LEADER_GROUPS.map((group) => group.code));
  for (const department of DEPARTMENTS) assert.ok(groups.has(department.group), department.name);
});

test('who answers today for a body of before the reform', () => {
  const today = (code: string): string | undefined => presentDepartment(DEPARTMENTS, code)?.name;
  assert.equal(today('D32'), '省委金融委员会办公室');
  assert.equal(today('D41'), '省农业农村厅');
  assert.equal(today('D39'), '省国防动员办公室');
  assert.equal(today('D28'), '省统计局');
  assert.equal(today('D99'), undefined);
});

test('a body ends exactly when it has a successor, and the successor stands on that day', () => {
  for (const { validTo, successor, name } of DEPARTMENTS) {
    assert.equal(validTo !== null, successor !== null, name);
    if (validTo === null || !successor) continue;
    assert.ok(
      departmentsAt(DEPARTMENTS, validTo).some((d) => d.code === successor.code),
      name,
    );
  }
});

test('renamed bodies keep their place in lists', () => {
  const names = departmentsAt(DEPARTMENTS, '2026-11-01').map((department) => department.shortName);
  assert.deepEqual(names.slice(30, 35), ['医保局', '省委金融办', '政务信息局', '数据局', '信访局']);
});
