import type { IndicatorHead, Row } from '#contract/indicators';
import type { Exception } from '../contract.ts';

/** What the rules know besides the rows: heads of indicators, names of owners, the place, and the year that goes unsaid. */
export interface Context {
  readonly heads: ReadonlyMap<string, IndicatorHead>;
  readonly owners: ReadonlyMap<string, string>;
  readonly region: string;
  readonly year: number;
}

/** A figure that should have come and has not. */
export interface Owed {
  readonly indicator: string;
  readonly shortName: string;
  readonly ownerDept: string;
  readonly period: Exception['period'];
  readonly dueDate: string;
}

const TAGS = { red: '红灯', yellow: '黄灯' } as const;

/**
 * What needs a look, most pressing first: red before yellow, further behind before nearer; then what is late, one line an
 * owner, those who owe most first. Each is a sentence with its reason; nothing is said twice.
 */
export function exceptionsOf(rows: readonly Row[], owed: readonly Owed[], context: Context): Exception[] {
  const lit = rows.flatMap((row) => litException(row, context) ?? []);
  const sorted = lit.sort((a, b) => weightOf(b.exception, b.row) - weightOf(a.exception, a.row));
  return [...sorted.map(({ exception }) => exception), ...lateExceptions(owed, context)];
}

function litException(row: Row, context: Context): { exception: Exception; row: Row } | null {
  const colour = row.light?.colour;
  const head = context.heads.get(row.indicator);
  if (!head || !row.light || (colour !== 'red' && colour !== 'yellow')) return null;
  const say = sentenceOf(row, head, context.year);
  const exception: Exception = {
    kind: 'light',
    colour,
    tag: TAGS[colour],
    say,
    why: reasonBeside(say, row.light.reason),
    owner: context.owners.get(head.ownerDept) ?? head.ownerDept,
    indicator: row.indicator,
    region: row.region,
    period: row.period,
  };
  return { exception, row };
}

/** 原煤产量1—10月 101,866.71 万吨，下降2.0%，慢于时序进度2.9个百分点 */
export function sentenceOf(row: Row, head: IndicatorHead, year: number): string {
  const label = row.periodLabel.replace(`${year}年`, '');
  return [`${head.shortName}${label} ${figureOf(row, head)}`, growthOf(row), lagOf(row)].filter(Boolean).join('，');
}

const SAID = new Set(['ok', 'estimated', 'sign-flip', 'zero-base']);

const growthOf = (row: Row): string => (row.yoy && SAID.has(row.yoy.status) ? row.yoy.words : '');

/** Only the last clause: “完成年度目标的69.2%，慢于时序进度11.8个百分点” says the figure once more. */
const lagOf = (row: Row): string =>
  row.progress?.status === 'ok' ? (row.progress.words.split('，').at(-1) ?? '') : '';

/** “与时序进度之差−11.8个百分点（黄线：低于−10个百分点）” beside a sentence that has the figure is the line alone. */
function reasonBeside(say: string, reason: string): string {
  const [, fact = '', line = ''] = /^(.*?)（(.+)）$/.exec(reason) ?? [];
  const figure = /\d+(\.\d+)?/.exec(fact)?.[0];
  return figure !== undefined && line !== '' && say.includes(figure) && !isOfAnother(fact) ? line : reason;
}

/** A reason that names another indicator says more than its line. */
const isOfAnother = (fact: string): boolean => !/^(与时序进度之差|本期值|同比|环比|超控制值幅度|比上期增减)/.test(fact);

function figureOf(row: Row, head: IndicatorHead): string {
  if (row.value === null) return '缺数';
  const digits = { minimumFractionDigits: head.decimals, maximumFractionDigits: head.decimals };
  const text = row.value.toLocaleString('zh-CN', digits).replace('-', '−');
  if (row.unit.includes('=')) return text;
  return `${text}${/^[%‰]/.test(row.unit) ? row.unit : ` ${row.unit}`}`;
}

function weightOf(exception: Exception, row: Row): number {
  const base = exception.colour === 'red' ? 1000 : 0;
  const behind = Math.min(100, Math.max(0, -(row.progress?.gap ?? 0)) * 4);
  const over = Math.min(100, Math.max(0, -(row.progress?.headroom ?? 0)) * 4);
  const falling = Math.min(50, Math.abs(row.yoy?.value ?? 0));
  return base + behind + over + falling;
}

function lateExceptions(owed: readonly Owed[], context: Context): Exception[] {
  const byOwner = [...Map.groupBy(owed, ({ ownerDept }) => ownerDept)];
  const sorted = byOwner.sort(([, a], [, b]) => b.length - a.length);
  return sorted.flatMap(
    ([dept, group]) => lateException(group, context.owners.get(dept) ?? dept, context.region) ?? [],
  );
}

function lateException(group: readonly Owed[], owner: string, region: string): Exception | null {
  const [first] = group.toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : 1));
  if (!first) return null;
  const names = group.map(({ shortName }) => shortName);
  return {
    kind: 'late',
    colour: 'yellow',
    tag: '迟报',
    say: `${owner}有 ${group.length} 项指标迟报：${names.slice(0, 3).join('、')}${names.length > 3 ? '等' : ''}`,
    why: `最早应于 ${chineseDate(first.dueDate)}报送`,
    owner,
    indicator: first.indicator,
    region,
    period: first.period,
  };
}

/** `2026-11-14` → 11月14日 */
const chineseDate = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
