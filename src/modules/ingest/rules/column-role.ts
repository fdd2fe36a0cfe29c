/** Decides what one column holds, from its header and from what its cells are. */
import type { HeadReading } from './cast.ts';
import type { Evidence } from './evidence.ts';
import type { HeadKind } from './headword.ts';
import type { Because, ColumnRole, PeriodPart } from './reading.ts';

/** What is known of a column before its role. */
export interface Draft {
  readonly index: number;
  readonly path: readonly string[];
  readonly head: HeadReading;
  readonly evidence: Evidence;
}

export interface Role extends Because {
  readonly role: ColumnRole;
  readonly part: PeriodPart | null;
}

/** `text` columns wait: whether they name the measure, tell rows apart or only go along is told by the others. */
export type FirstRole = Role | 'text';

type Rule = (draft: Draft) => FirstRole | null;

/** The role of a column as far as it can be told alone. */
export function firstRole(draft: Draft): FirstRole {
  for (const rule of RULES) {
    const role = rule(draft);
    if (role) return role;
  }
  return 'text';
}

const RULES: readonly Rule[] = [
  emptyColumn,
  codeColumn,
  regionColumn,
  partColumn,
  periodColumn,
  unitColumn,
  asideColumn,
  valueColumn,
];

function emptyColumn({ path, evidence, head }: Draft): Role | null {
  if (evidence.filled > 0 || isExpected(head)) return null;
  return path.length === 0 ? made('ignore', 0.9, '整列为空') : null;
}

/** A header that promises values although the sample has none: the coming month, an unfilled indicator. */
function isExpected({ cast, growth }: HeadReading): boolean {
  return Boolean(cast.period ?? cast.partial ?? cast.region ?? cast.measure ?? growth);
}

/** Codes of known regions, under a header that says so or says nothing: 140100 may also count people. */
function codeColumn({ head, path, evidence }: Draft): Role | null {
  const share = shareOf(evidence.codes, evidence);
  const named = head.kind === 'regionCode' || head.kind === 'index' || head.kind === 'region';
  if (share < 0.6 || !(named || (path.length === 0 && evidence.distinct > 1))) return null;
  return made('regionCode', share, `${evidence.codes} 个值是已知的行政区划代码`);
}

function regionColumn({ head, evidence }: Draft): Role | null {
  const share = shareOf(evidence.regions, evidence);
  const headed = head.kind === 'region' && evidence.texts > evidence.numbers;
  if (evidence.regions === 0 || (share < 0.6 && !headed)) return null;
  const sure = share < 0.3 ? share : Math.max(share, 0.6);
  return made('region', sure, `${evidence.filled} 个值中有 ${evidence.regions} 个是已知的地区`);
}

const PART_RANGES: Readonly<Partial<Record<HeadKind, readonly [PeriodPart, number, number]>>> = {
  year: ['year', 1900, 2100],
  quarter: ['quarter', 1, 4],
  month: ['month', 1, 12],
  day: ['day', 1, 31],
  hour: ['hour', 0, 23],
};

/** 年, 月, 日, 时 in columns of their own. A column headed 年 that holds whole periods is read as such. */
function partColumn({ head, evidence }: Draft): Role | null {
  const range = head.kind === null ? undefined : PART_RANGES[head.kind];
  if (!range) return null;
  const [part, low, high] = range;
  const { whole } = evidence;
  if (whole && evidence.texts === 0 && whole[0] >= low && whole[1] <= high) {
    return { ...made('period', 0.95, `表头写“${PART_NAMES[part]}”，值都在 ${low}—${high} 之间`), part };
  }
  return shareOf(evidence.periods, evidence) >= 0.8 ? wholePeriod(evidence) : null;
}

const PART_NAMES: Readonly<Record<PeriodPart, string>> = {
  whole: '时间',
  year: '年',
  quarter: '季',
  month: '月',
  day: '日',
  hour: '时',
};

function periodColumn({ head, evidence, path }: Draft): Role | null {
  const share = evidence.periods === 0 ? 0 : shareOf(evidence.periods + evidence.totals, evidence);
  const saysTime = head.kind === 'time';
  // Without the word, numbers are figures: 2011 may count people. An unheaded column of years is still one.
  const years = evidence.whole !== null && evidence.whole[0] >= 1900 && evidence.whole[1] <= 2100 && path.length === 0;
  const wordy = evidence.texts + (evidence.type === 'date' ? evidence.filled : 0) > 0 && evidence.numbers === 0;
  return share >= 0.8 && (saysTime || years || wordy) ? wholePeriod(evidence) : null;
}

function wholePeriod(evidence: Evidence): Role {
  const why = `${evidence.filled} 个值中有 ${evidence.periods} 个是时间，例如“${evidence.examples[0] ?? ''}”`;
  return { ...made('period', shareOf(evidence.periods, evidence), why), part: 'whole' };
}

function unitColumn({ head, evidence }: Draft): Role | null {
  const share = shareOf(evidence.units, evidence);
  return head.kind === 'unit' && share >= 0.5 ? made('unit', share, '表头写“单位”，值都是计量单位') : null;
}

/** Columns beside the data: remarks, running numbers, ranks, coordinates. */
function asideColumn({ head, evidence, path }: Draft): Role | null {
  if (head.kind === 'note') return made('note', 0.95, '表头写“备注”');
  if (head.kind === 'rank') return made('ignore', 0.8, '位次由系统按数值计算，不作为指标');
  if (head.kind === 'coordinate') return made('attribute', 0.9, '坐标，随记录保存');
  if (evidence.counting && (head.kind === 'index' || path.length === 0)) return made('ignore', 0.9, '逐行加一的序号');
  return head.kind === 'index' && evidence.filled > 0 ? made('attribute', 0.7, '编号，随记录保存') : null;
}

function valueColumn({ head, evidence }: Draft): Role | null {
  if (evidence.filled === 0)
    return isExpected(head) || head.kind !== null ? made('measure', 0.7, '样本中没有值，按表头判断') : null;
  const words = head.growth ? evidence.growths : 0;
  const share = shareOf(evidence.numbers + evidence.marks + words, evidence);
  if (share < 0.5 || evidence.numbers + words === 0) return evidence.marks === evidence.filled ? marksOnly(head) : null;
  return made('measure', share, `${evidence.filled} 个值中有 ${evidence.numbers + words} 个是数`);
}

function marksOnly(head: HeadReading): Role | null {
  return isExpected(head) ? made('measure', 0.6, '值都是缺数标记') : null;
}

function shareOf(count: number, evidence: Evidence): number {
  return evidence.filled === 0 ? 0 : count / evidence.filled;
}

/** A role with its reason. */
export function made(role: ColumnRole, confidence: number, why: string): Role {
  return { role, part: null, confidence: Math.round(confidence * 100) / 100, why };
}
