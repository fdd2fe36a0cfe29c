import type { ClassNode } from '../rules/class.ts';

type Leaf = readonly [name: string, ...words: string[]];
type Branch = readonly [name: string, ...leaves: Leaf[]];

/** 基础信息资源目录: the five bases that all departments build on. Source: 编制指南 (试行), 三（一）. */
const BASES: readonly Branch[] = [
  [
    '人口信息资源',
    ['户籍人口', '户籍', '常住人口', '人口基本', '居民身份'],
    ['婚姻与收养', '婚姻', '结婚', '离婚', '收养'],
    ['出生与死亡', '出生医学', '死亡医学', '殡葬', '火化'],
    ['教育与学历', '学籍', '学历', '学位', '毕业证'],
    ['社会保障人口', '参保人员', '社保卡'],
  ],
  [
    '法人单位信息资源',
    ['企业与个体', '法人登记', '企业登记', '营业执照', '市场主体', '经营主体', '个体工商户', '统一社会信用代码'],
    ['机关与事业单位', '事业单位', '机关法人'],
    ['社会组织', '社会组织', '社会团体', '基金会', '民办非企业'],
    ['法人纳税', '纳税人', '纳税信用', '税务登记'],
  ],
  [
    '自然资源和空间地理信息资源',
    ['不动产', '不动产', '房屋登记', '宅基地'],
    ['土地与矿产', '土地', '耕地', '矿业权', '采矿权', '探矿权', '国土'],
    ['地理空间', '地理信息', '地名', '地址库', '遥感', '测绘', '行政区划'],
    ['水与林草', '河流', '湖泊', '水库', '林地', '草原', '湿地'],
  ],
  [
    '社会信用信息资源',
    ['行政许可与处罚', '行政处罚', '行政许可'],
    ['失信与守信名单', '失信', '黑名单', '红名单', '异常名录', '严重违法'],
    ['信用评价', '信用评价', '信用等级', '信用记录'],
  ],
  ['电子证照信息资源', ['证照', '电子证照', '证照目录', '许可证', '资格证', '执业证', '驾驶证', '行驶证']],
];

/** 主题信息资源目录: the twelve themes that the guide names; each begins with one 目. */
const THEMES: readonly Branch[] = [
  ['公共服务', ['公共服务', '政务服务', '办件', '12345', '热线', '文化场馆', '旅游', '景区', '体育场', '公交']],
  ['健康保障', ['健康保障', '医疗机构', '医师', '护士', '电子病历', '疫苗', '传染病', '健康档案', '床位']],
  [
    '社会保障',
    [
      '社会保障',
      '社保',
      '参保',
      '养老保险',
      '医疗保险',
      '失业保险',
      '工伤',
      '低保',
      '救助',
      '残疾',
      '就业',
      '退役军人',
    ],
  ],
  ['食品药品安全', ['食品药品安全', '食品', '药品', '医疗器械', '抽检', '追溯']],
  ['安全生产', ['安全生产', '矿山', '煤矿', '危险化学品', '危化品', '隐患', '安全生产', '事故']],
  ['价格监管', ['价格监管', '价格', '收费', '物价']],
  ['能源安全', ['能源安全', '能源', '电力', '发电', '用电', '煤炭', '天然气', '煤层气', '充电桩']],
  ['信用体系', ['信用体系', '联合奖惩', '信用修复']],
  [
    '城乡建设',
    ['城乡建设', '住房', '公积金', '保障房', '物业', '建筑', '工程建设', '施工许可', '公路', '道路', '交通', '乡村'],
  ],
  ['社区治理', ['社区治理', '社区', '网格', '村民委员会', '居民委员会']],
  ['生态环保', ['生态环保', '空气质量', '水质', '排污', '污染源', '环境', '碳排放', '固体废物']],
  ['应急维稳', ['应急维稳', '应急', '救援', '避难', '物资储备', '预警', '气象', '地震', '消防', '信访']],
  [
    '经济运行',
    ['经济运行', '统计', '生产总值', '工业增加值', '固定资产投资', '财政', '税收', '外贸', '进出口', '招商'],
  ],
];

/** A department as the scheme needs it. */
interface Provider {
  readonly code: string;
  readonly name: string;
}

/**
 * The class scheme of the product: 类 1 基础, 2 主题, 3 部门. A department's 项 is its number (D25 → 325), outside bodies
 * stand from 351 on, bodies that serve the bureau from 381; each has a 目 001 综合业务 to begin with.
 */
export function classScheme(providers: readonly Provider[]): ClassNode[] {
  const departments = providers.flatMap((provider) => departmentNodes(provider));
  return [
    root('1', '基础信息资源目录'),
    ...branchNodes('1', BASES),
    root('2', '主题信息资源目录'),
    ...branchNodes('2', THEMES),
    root('3', '部门信息资源目录'),
    ...departments,
  ];
}

const root = (code: string, name: string): ClassNode => ({ code, name, level: 1, parent: null, dept: null, words: [] });

function branchNodes(parent: string, branches: readonly Branch[]): ClassNode[] {
  return branches.flatMap(([name, ...leaves], i) => {
    const code = `${parent}${String(i + 1).padStart(2, '0')}`;
    const item: ClassNode = { code, name, level: 2, parent, dept: null, words: [] };
    return [item, ...leaves.map((leaf, n) => leafNode(code, leaf, n))];
  });
}

function leafNode(parent: string, [name, ...words]: Leaf, n: number): ClassNode {
  return { code: `${parent}${String(n + 1).padStart(3, '0')}`, name, level: 3, parent, dept: null, words };
}

const FIRST: Readonly<Record<string, number>> = { D: 0, V: 50, S: 80 };

function departmentNodes({ code, name }: Provider): ClassNode[] {
  const number = (FIRST[code[0] ?? ''] ?? Number.NaN) + Number(code.slice(1));
  if (!(number >= 1 && number <= 99)) return [];
  const own = `3${String(number).padStart(2, '0')}`;
  return [
    { code: own, name, level: 2, parent: '3', dept: code, words: [] },
    { code: `${own}001`, name: '综合业务', level: 3, parent: own, dept: code, words: [] },
  ];
}
