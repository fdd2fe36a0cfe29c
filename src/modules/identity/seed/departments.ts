import type {
  Department,
  DepartmentKind,
  DepartmentSuccession,
  LeaderGroup,
  LeaderGroupCode,
} from '../rules/department.ts';

/** How the demo province shares out its departments among the governor and six vice-governors. Not a real roster. */
export const LEADER_GROUPS: readonly LeaderGroup[] = [
  { code: 'governor', leader: '省长', remit: '审计' },
  { code: 'executive', leader: '常务副省长', remit: '发展改革、财政金融、统计、应急、政务信息' },
  { code: 'industry', leader: '副省长（工业）', remit: '工业和信息化、能源、国资' },
  { code: 'countryside', leader: '副省长（农业农村）', remit: '农业农村、水利、林草、粮食' },
  { code: 'society', leader: '副省长（社会事业）', remit: '教育、科技、卫生、文旅、民政' },
  { code: 'safety', leader: '副省长（政法）', remit: '公安、司法、信访、国防动员' },
  { code: 'construction', leader: '副省长（城建商贸）', remit: '自然资源、生态环境、住建、交通、商务' },
];

type Row = readonly [code: string, name: string, shortName: string, group: LeaderGroupCode];

/**
 * The 42 departments around the reform of 2018: a reasonable reconstruction, not an official list.
 * The codes are ours.
 */
const DEPARTMENT_ROWS: readonly Row[] = [
  ['D01', '省政府办公厅', '办公厅', 'executive'],
  ['D02', '省发展和改革委员会', '发改委', 'executive'],
  ['D03', '省教育厅', '教育厅', 'society'],
  ['D04', '省科学技术厅', '科技厅', 'society'],
  ['D05', '省工业和信息化厅', '工信厅', 'industry'],
  ['D06', '省公安厅', '公安厅', 'safety'],
  ['D07', '省民政厅', '民政厅', 'society'],
  ['D08', '省司法厅', '司法厅', 'safety'],
  ['D09', '省财政厅', '财政厅', 'executive'],
  ['D10', '省人力资源和社会保障厅', '人社厅', 'executive'],
  ['D11', '省自然资源厅', '自然资源厅', 'construction'],
  ['D12', '省生态环境厅', '生态环境厅', 'construction'],
  ['D13', '省住房和城乡建设厅', '住建厅', 'construction'],
  ['D14', '省交通运输厅', '交通厅', 'construction'],
  ['D15', '省水利厅', '水利厅', 'countryside'],
  ['D16', '省农业农村厅', '农业农村厅', 'countryside'],
  ['D17', '省商务厅', '商务厅', 'construction'],
  ['D18', '省文化和旅游厅', '文旅厅', 'society'],
  ['D19', '省卫生健康委员会', '卫健委', 'society'],
  ['D20', '省退役军人事务厅', '退役军人厅', 'safety'],
  ['D21', '省应急管理厅', '应急厅', 'executive'],
  ['D22', '省审计厅', '审计厅', 'governor'],
  ['D23', '省政府外事办公室', '外事办', 'construction'],
  ['D24', '省国有资产监督管理委员会', '国资委', 'industry'],
  ['D25', '省市场监督管理局', '市场监管局', 'construction'],
  ['D26', '省广播电视局', '广电局', 'society'],
  ['D27', '省体育局', '体育局', 'society'],
  ['D28', '省统计局', '统计局', 'executive'],
  ['D29', '省能源局', '能源局', 'industry'],
  ['D30', '省文物局', '文物局', 'society'],
  ['D31', '省医疗保障局', '医保局', 'society'],
  ['D32', '省地方金融监督管理局', '地方金融局', 'executive'],
  ['D33', '省行政审批服务管理局（省政务信息管理局）', '政务信息局', 'executive'],
  ['D34', '省信访局', '信访局', 'safety'],
  ['D35', '省小企业发展促进局', '小企业局', 'industry'],
  ['D36', '省林业和草原局', '林草局', 'countryside'],
  ['D37', '省药品监督管理局', '药监局', 'society'],
  ['D38', '省粮食和物资储备局', '粮储局', 'countryside'],
  ['D39', '省人民防空办公室', '人防办', 'safety'],
  ['D40', '省机关事务管理局', '机关事务局', 'executive'],
  ['D41', '省乡村振兴局', '乡村振兴局', 'countryside'],
  ['D42', '省投资促进局', '投促局', 'construction'],
];

/** Bodies of the reform of 2023–24 that take over from the ones above or are new. */
const REFORM_ROWS: readonly Row[] = [
  ['D43', '省委金融委员会办公室', '省委金融办', 'executive'],
  ['D44', '省国防动员办公室', '国动办', 'safety'],
  ['D45', '省数据局', '数据局', 'executive'],
];

/** Central bodies in 山西 and public utilities: they supply data and answer calls, and are not among the 42. */
const EXTERNAL_ROWS: readonly Row[] = [
  ['V01', '国家统计局山西调查总队', '调查总队', 'executive'],
  ['V02', '国家税务总局山西省税务局', '税务局', 'executive'],
  ['V03', '太原海关', '海关', 'construction'],
  ['V04', '中国人民银行山西省分行', '人民银行', 'executive'],
  ['V05', '国家金融监督管理总局山西监管局', '金融监管局', 'executive'],
  ['V06', '省气象局', '气象局', 'countryside'],
  ['V07', '国家矿山安全监察局山西局', '矿监局', 'executive'],
  ['V08', '省地震局', '地震局', 'executive'],
  ['V09', '省消防救援总队', '消防总队', 'executive'],
  ['V10', '省通信管理局', '通信管理局', 'industry'],
  ['V11', '省邮政管理局', '邮政管理局', 'construction'],
  ['V12', '国网山西省电力公司', '国网山西电力', 'industry'],
  ['V13', '中国铁路太原局集团有限公司', '太原铁路局', 'construction'],
  ['V14', '燃气、热力企业', '燃气热力企业', 'construction'],
];

/** 一局一中心一公司: the centre and the company that serve the bureau (D33). */
const SUPPORT_ROWS: readonly Row[] = [
  ['S01', '省数字政府服务中心', '服务中心', 'executive'],
  ['S02', '数字政府建设运营公司', '运营公司', 'executive'],
];

/** Local reform was to be done by the end of 2024; the days on which 山西's bodies changed are not confirmed. */
const REFORMED_ON = '2025-01-01';

const SUCCESSIONS: Readonly<Record<string, DepartmentSuccession>> = {
  D32: { code: 'D43', kind: 'rename' },
  D39: { code: 'D44', kind: 'rename' },
  D41: { code: 'D16', kind: 'merge' },
};

/** A renamed body keeps the place of the one before it; 省数据局 stands beside the bureau of government data. */
const PLACES: Readonly<Record<string, number>> = { D43: 32, D44: 39, D45: 33.5 };

function fromRow([code, name, shortName, group]: Row, kind: DepartmentKind, index: number): Department {
  const successor = SUCCESSIONS[code] ?? null;
  const validFrom = REFORM_ROWS.some((row) => row[0] === code) ? REFORMED_ON : null;
  const validTo = successor ? REFORMED_ON : null;
  return { code, name, shortName, kind, group, validFrom, validTo, successor, order: PLACES[code] ?? index + 1 };
}

/** All bodies that own data or answer for tasks, of all times: `departmentsAt` tells who stands on a day. */
export const DEPARTMENTS: readonly Department[] = [
  ...[...DEPARTMENT_ROWS, ...REFORM_ROWS].map((row, i) => fromRow(row, 'department', i)),
  ...EXTERNAL_ROWS.map((row, i) => fromRow(row, 'external', i)),
  ...SUPPORT_ROWS.map((row, i) => fromRow(row, 'support', i)),
];
