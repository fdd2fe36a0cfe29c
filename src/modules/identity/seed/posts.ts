import type { LeaderGroupCode } from '../rules/department.ts';
import type { Post, PostUnit } from '../rules/post.ts';
import { DEPARTMENTS } from './departments.ts';

const PROVINCE = '140000';
/** Everything of the nation's comparisons and the province. */
const EVERYWHERE = { regions: 'all', departments: 'all' } as const;
/** The keepers and the operators are given no figures by scope either. */
const NOWHERE = { regions: [], departments: [] } as const;

const government = (region: string): PostUnit => ({ kind: 'government', region });
const body = (department: string): PostUnit => ({ kind: 'body', department });

/** Codes of all bodies, of any time, that a vice-governor is in charge of: figures keep the owner they were made by. */
const inChargeOf = (group: LeaderGroupCode): readonly string[] =>
  DEPARTMENTS.filter((department) => department.group === group).map((department) => department.code);

/** The posts of the 16 demo accounts. */
export const POSTS: readonly Post[] = [
  { account: 'governor', name: '省长', unit: government(PROVINCE), roles: ['governor'], scope: EVERYWHERE },
  {
    account: 'vice-governor',
    name: '常务副省长',
    unit: government(PROVINCE),
    roles: ['vice-governor'],
    scope: { regions: 'all', departments: inChargeOf('executive') },
  },
  { account: 'secretary', name: '省政府秘书长', unit: body('D01'), roles: ['secretary'], scope: EVERYWHERE },
  { account: 'inspector', name: '省政府督查室主任', unit: body('D01'), roles: ['inspector'], scope: EVERYWHERE },
  { account: 'duty', name: '省政府总值班室值班员', unit: body('D01'), roles: ['duty'], scope: EVERYWHERE },
  { account: 'editor', name: '省政府办公厅信息处责任编辑', unit: body('D01'), roles: ['editor'], scope: EVERYWHERE },
  {
    account: 'director',
    name: '省统计局局长',
    unit: body('D28'),
    roles: ['director'],
    scope: { regions: [PROVINCE], departments: ['D28'] },
  },
  {
    account: 'officer',
    name: '省统计局工业统计处数据员',
    unit: body('D28'),
    roles: ['officer'],
    scope: { regions: [PROVINCE], departments: ['D28'] },
  },
  {
    account: 'city',
    name: '太原市市长',
    unit: government('140100'),
    roles: ['city'],
    scope: { regions: ['140100'], departments: [] },
  },
  {
    account: 'county',
    name: '太原市小店区数据员',
    unit: government('140105'),
    roles: ['county'],
    scope: { regions: ['140105'], departments: [] },
  },
  { account: 'bureau', name: '省政务信息管理局管理员', unit: body('D33'), roles: ['bureau'], scope: EVERYWHERE },
  {
    account: 'analyst',
    name: '省数字政府服务中心分析师',
    unit: body('S01'),
    roles: ['analyst'],
    scope: { regions: [PROVINCE], departments: 'all' },
  },
  {
    account: 'engineer',
    name: '数字政府建设运营公司运维工程师',
    unit: body('S02'),
    roles: ['engineer'],
    scope: NOWHERE,
  },
  { account: 'sysadmin', name: '系统管理员', unit: body('D33'), roles: ['sysadmin'], scope: NOWHERE },
  { account: 'secadmin', name: '安全管理员', unit: body('D33'), roles: ['secadmin'], scope: NOWHERE },
  { account: 'auditor', name: '安全审计员', unit: body('D01'), roles: ['auditor'], scope: NOWHERE },
];
