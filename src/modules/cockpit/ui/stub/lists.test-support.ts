/** Departments, indicators and places as lists, invented for the browser test. */
import type { DepartmentList } from '#contract/cockpit';
import type { DefinitionList } from '#contract/indicators';
import { heads } from './figures.test-support.ts';
import { cities, province } from './replies.test-support.ts';

export const departments: DepartmentList = {
  departments: [
    {
      code: 'D28',
      name: '省统计局',
      shortName: '统计局',
      kind: 'department',
      indicators: heads.length,
      red: 2,
      yellow: 3,
      green: 10,
      none: 1,
      late: 2,
      owns: heads.map(({ code, shortName }) => ({ code, shortName })),
    },
    {
      code: 'D04',
      name: '省科学技术厅',
      shortName: '科技厅',
      kind: 'department',
      indicators: 0,
      red: 0,
      yellow: 0,
      green: 0,
      none: 0,
      late: 0,
      owns: [],
    },
  ],
  demo: true,
  version: '1',
};

export const definitions: DefinitionList = {
  total: heads.length,
  definitions: heads.map((head) => ({
    code: head.code,
    name: head.name,
    shortName: head.shortName,
    domain: head.code.slice(0, 2),
    unit: head.unit,
    frequency: head.frequency,
    basis: head.basis,
    ownerDept: head.ownerDept,
    ownerName: '统计局',
    secrecy: 'public',
    levels: ['province', 'city', 'county'],
    version: 1,
    newest: '2026-10',
    newestLabel: '2026年1—10月',
  })),
};

export const divisions = {
  divisions: [province, ...cities].map(({ code, name, shortName, level }, order) => ({
    code,
    name,
    shortName,
    aliases: [],
    initials: code === '140100' ? 'ty' : '',
    level,
    parent: level === 'city' ? '140000' : null,
    validFrom: null,
    validTo: null,
    successors: [],
    label: null,
    order,
  })),
};
