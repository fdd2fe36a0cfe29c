/** Invented values to look at the kit with. They stand here and in no shipped file. */
import type { Board } from '#contract/cockpit';
import type { ExceptionItem } from '../kit/exceptions-list.tsx';
import type { Figure } from '../kit/figure.ts';
import type { KpiCard } from '../kit/kpi.tsx';
import type { LightKind } from '../kit/light.tsx';
import type { MapClass } from '../kit/map-class.ts';
import type { RankRow } from '../kit/rank-table.tsx';
import type { TrendSeries } from '../kit/trend-chart.tsx';

const ignore = () => undefined;
const actions = ['看原因', '批示', '呼叫'].map((label) => ({ id: label, label, onAct: ignore }));

type Sentence = readonly [light: LightKind, word: string, sentence: string, why: string];
const sentences: readonly Sentence[] = [
  [
    'red',
    '红灯',
    '原煤产量同比 −2.1%，落后时序进度 3.4 个百分点',
    '大同、朔州拖累 1.9 个百分点；电厂存煤可用 14 天，低于 15 天警戒 · 能源局',
  ],
  ['red', '逾期', '“汾河断面整改”督办已逾期 2 天，牵头单位生态环境厅未反馈', '省长 11月14日批示 · 协办 水利厅、太原市'],
  [
    'amber',
    '预警',
    '太原、临汾未来 48 小时可能达到重污染黄色预警条件',
    'AQI 预测 212 / 224 · 生态环境厅、气象局会商建议 18 时前发布',
  ],
  ['amber', '回落', '1—10月民间投资增速 1.2%，较上月回落 0.8 个百分点', '房地产拉低 1.1 个百分点 · 统计局'],
  ['red', '红灯', '老旧小区改造完工率 71.5%，落后时序 11.8 个百分点', '忻州、吕梁不足六成 · 住建厅'],
];
export const exceptions: readonly ExceptionItem[] = sentences.map(([light, word, sentence, why]) => ({
  id: sentence,
  light,
  word,
  sentence,
  why,
  actions,
}));

type Entry = readonly [
  name: string,
  unit: string,
  value: number | null,
  decimals: number,
  context: string,
  light: LightKind,
  spark: readonly (number | null)[],
  more?: Partial<KpiCard> & { readonly figure?: Figure },
];
const up = [3, 4, 4, 5, 5, 6, 6, 7];
const down = [8, 7, 6, 5, 5, 4, 4, 3];
const entries: readonly (readonly [domain: string, cards: readonly Entry[]])[] = [
  [
    '经济运行',
    [
      ['地区生产总值', '亿元', 18642.3, 1, '前三季度 +5.1%', 'green', up, { progress: { done: 74, time: 75 } }],
      ['规上工业增加值', '%', 4.6, 1, '较上月 +0.2 个百分点', 'green', [5, 4, 4, 3, 4, 4, 5, 5]],
      ['固定资产投资', '%', 2.3, 1, '较上月 −0.4 个百分点', 'amber', down],
    ],
  ],
  [
    '能源革命',
    [
      [
        '原煤产量',
        '亿吨',
        10.42,
        2,
        '同比 −2.1%',
        'red',
        [6, 6, 6, 5, 5, 5, 5, 4],
        { progress: { done: 79.9, time: 83.3 } },
      ],
      ['外送电量', '亿千瓦时', 1386, 0, '同比 +6.4%', 'green', up, { progress: { done: 86.1, time: 83.3 } }],
      ['电厂存煤可用', '天', 14, 0, '警戒 15 天', 'amber', down],
    ],
  ],
  [
    '市场监管',
    [
      ['食品抽检合格率', '%', 98.7, 1, '同比 +0.3 个百分点', 'green', up],
      ['新登记经营主体', '万户', 41.6, 1, '同比 +2.8%', 'green', [3, 4, null, 5, 5, 6, 6, 7]],
      ['12315 按时办结率', '%', 97.2, 1, '目标 98%', 'amber', down],
    ],
  ],
  [
    '社会治理',
    [
      ['煤矿百万吨死亡率', '人/百万吨', 0.038, 3, '同比 −0.011', 'green', down],
      ['12345 按时办结率', '%', 96.4, 1, '样本 8,214 件', 'green', up],
      ['信访按期答复率', '%', 98.9, 1, '同比 +0.6 个百分点', 'green', up],
    ],
  ],
  [
    '生态环保',
    [
      ['PM2.5 浓度', 'μg/m³', 37, 0, '同比 −5.1%', 'green', [8, 7, 5, 4, 3, 3, 4, 5]],
      ['优良水体比例', '%', 93.6, 1, '目标 93.0%', 'green', up],
      ['重污染天数', '天', 9, 0, '余量 2 天', 'amber', [2, 2, 3, 4, 5, 6, 6, 7]],
    ],
  ],
  [
    '教育医疗',
    [
      ['县域内住院率', '%', 86.3, 1, '同比 +1.2 个百分点', 'green', up],
      ['高校毕业生去向落实率', '%', 88.1, 1, '同比 −0.4 个百分点', 'amber', up],
      [
        '流感样病例占比',
        '%',
        null,
        1,
        '应于 11月22日报送',
        'gray',
        [2, 2, 2, 3, 3, 3, null, null],
        { figure: { value: null, state: 'late' } },
      ],
    ],
  ],
  [
    '就业养老',
    [
      ['城镇新增就业', '万人', 41.8, 1, '快于时序 9.6 个百分点', 'green', up, { progress: { done: 92.9, time: 83.3 } }],
      ['调查失业率', '%', 5.3, 1, '目标 ≤5.5%', 'green', [5, 5, 4, 4, 5, 5, 4, 4]],
      ['护理型床位占比', '%', 58.2, 1, '同比 +2.1 个百分点', 'green', up],
    ],
  ],
  [
    '社会保障',
    [
      ['医保参保率', '%', 97.4, 1, '去重后', 'green', up],
      ['老旧小区改造完工率', '%', 71.5, 1, '落后 11.8 个百分点', 'red', up, { progress: { done: 71.5, time: 83.3 } }],
      ['跨省直接结算率', '%', 84, 1, '同比 +3.5 个百分点', 'green', up],
    ],
  ],
];
function card([name, unit, value, decimals, context, light, spark, more]: Entry): KpiCard {
  const signed = name.endsWith('增加值') || name.endsWith('投资');
  return { name, unit, light, spark, context: [context], figure: { value, decimals, signed }, ...more };
}
export const domains = entries.map(([name, cards]) => ({ name, cards: cards.map(card) }));

const base = { unit: '亿元', spark: [3, 4, null, 4, 5, 6], light: 'gray' as const };
export const stateCards: readonly KpiCard[] = [
  {
    ...base,
    name: '正常',
    figure: { value: 18642.3, decimals: 1 },
    light: 'green',
    context: ['同比 +5.1%'],
    progress: { done: 74, time: 75 },
  },
  {
    ...base,
    name: '估计数',
    figure: { value: 1038.2, decimals: 1, state: 'estimated' },
    context: ['正式数 12月10日发布'],
  },
  {
    ...base,
    name: '缺数',
    figure: { value: null, state: 'missing' },
    context: ['来源系统停机 2 天'],
    spark: [3, 4, 5, null],
  },
  {
    ...base,
    name: '迟报',
    figure: { value: null, state: 'late' },
    light: 'amber',
    context: ['应于 11月22日报送，统计局'],
  },
  { ...base, name: '未到报期', figure: { value: null, state: 'not-due' }, context: ['12月20日发布'] },
  { ...base, name: '基数为零', unit: '%', figure: { value: null, state: 'zero-base' }, context: ['上年同期 0'] },
  {
    ...base,
    name: '正负转换',
    unit: '%',
    figure: { value: null, state: 'sign-flip', word: '由负转正' },
    light: 'green',
    context: ['上年同期 −1.8 亿元'],
  },
  { ...base, name: '不予显示', figure: { value: 3, state: 'suppressed' }, context: ['11月28日解除'] },
  {
    ...base,
    name: '名称很长很长的一项约束性指标完成情况',
    figure: { value: 123456789.12, decimals: 2 },
    light: 'red',
    lightWord: '落后 11.8 个百分点',
    context: ['同比 −12.4%', '较上月回落 3.2 个百分点', '位次 11'],
    progress: { done: 112.4, time: 83.3 },
  },
];

export const classes: readonly MapClass[] = [
  { label: '下降', max: 0, tone: 'below' },
  { label: '0—3', min: 0, max: 3, tone: 1 },
  { label: '3—5', min: 3, max: 5, tone: 2 },
  { label: '5—6.5', min: 5, max: 6.5, tone: 3 },
  { label: '≥6.5', min: 6.5, tone: 4 },
];
type Place = readonly [code: string, name: string, value: number | null, change: number | null];
const places: readonly Place[] = [
  ['140400', '长治市', 7.2, 1],
  ['140500', '晋城市', 6.8, 0],
  ['140800', '运城市', 6.1, 2],
  ['141100', '吕梁市', 5.6, -1],
  ['140100', '太原市', 5.2, 0],
  ['140700', '晋中市', 4.9, -2],
  ['141000', '临汾市', 4.1, 0],
  ['140300', '阳泉市', 3.3, 1],
  ['140900', '忻州市', 2.4, -1],
  ['140200', '大同市', -1.9, 0],
  ['140600', '朔州市', null, null],
];
export const figures: Readonly<Record<string, Figure>> = Object.fromEntries(
  places.map(([code, , value]) => [code, { value, decimals: 1, signed: true }]),
);
export const ranking: readonly RankRow[] = places.map(([code, name, value, change], index) => ({
  code,
  name,
  place: value === null ? null : index + 1,
  noRank: '缺数，不参与排名',
  figure: { value, decimals: 1, signed: true },
  gap: index === 0 || value === null ? undefined : `${((places[index - 1]?.[2] ?? 0) - value).toFixed(1)}`,
  change,
}));

const months = ['1—2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'];
const now = [5.8, 5.5, 5.1, 4.9, null, 4.5, 4.3, 4.4, 4.6, null, null];
const before = [3.1, 3.4, 3.2, 3, 3.3, 3.6, 3.9, 4, 4.1, 4.2, 4];
export const trend: TrendSeries = {
  unit: '%',
  decimals: 1,
  signed: true,
  breaks: [{ at: '7', note: '新增统计口径' }],
  points: months.map((label, index) => ({
    key: String(index + 1),
    label,
    value: now[index] ?? null,
    last: before[index] ?? null,
    span: index === 0 ? 2 : 1,
    estimated: index === 8,
  })),
};

const names =
  '全省总览 经济运行 市县纵横 厅局直通 督办事项 要情专报 应急指挥 实时监测 统计报告 政务服务 社会舆情 智慧应用 他山之石 一键直联';
export const boards: readonly Board[] = names.split(' ').map((name, index) => ({
  id: index === 4 ? 'supervision' : `board-${index}`,
  name,
  nameEn: `Board ${index + 1}`,
  route: index === 0 ? '/overview' : `/board-${index}`,
  feeds: '由业务模块发布后在此出现',
  feedsEn: 'Filled when its module publishes',
  opensAt: null,
  ...(index === 4 && { badge: 7 }),
}));

export const words = {
  today: '今日要看',
  todayNote: '按影响排序 · 5 / 11',
  domains: '八个领域',
  domainsNote: '点任一数字看口径、来源、历史',
  growth: '规上工业增加值增速',
  period: '2026年1—10月 · 累计 · 不变价',
  source: '统计局 11月20日发布',
  course: '全省走势',
  growthHead: '增速 %',
  place: '地区',
  value: '数值',
  structure: '分行业拉动',
  states: '数据状态',
  controls: '控件',
  problem: { code: 'indicators.not-found', title: '没有找到该指标', detail: '可能已停用或改名。' },
  note: '口径：规模以上工业，年主营业务收入 2000 万元及以上。',
  industries: ['煤炭', '电力', '装备', '新材料', '食品', '其他'],
  pulls: [1.9, 0.8, 1.1, 0.6, null, -0.3],
  lastPulls: [2.2, 0.7, 0.9, 0.2, 0.1, -0.2],
  thisYear: '今年',
  lastYear: '上年',
  staleTime: '11月24日 07:30',
  feedsTitle: '本期没有超期事项',
  feeds: '督查室立项并交办后，超期事项在此出现。',
  tabs: ['口径', '来源', '历史'],
  field: '要求',
  hint: '写明结果、时限和责任单位。',
  wrong: '请填写时限。',
  instruct: '批示',
  saved: '已记录',
  undo: '撤销',
  check: '抄送分管副省长',
  basis: ['累计', '当期'],
} as const;
