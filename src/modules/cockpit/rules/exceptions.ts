import type { IndicatorHead, Overdue, Row } from '#contract/indicators';
import type { Exception } from '../contract.ts';

/** What the rules know of a row's indicator and its owner. */
export interface Context {
  readonly heads: ReadonlyMap<string, IndicatorHead>;
  readonly owners: ReadonlyMap<string, string>;
}

const TAGS = { red: '红灯', yellow: '黄灯' } as const;

/**
 * What needs a look, most pressing first: red before yellow, binding before expected, further behind before nearer; then
 * what is late, one line an owner. Each is a sentence with its reason; nothing is said twice.
 */
export function exceptionsOf(rows: readonly Row[], overdue: readonly Overdue[], context: Context): Exception[] {
  const region = rows[0]?.region;
  const lit = rows.flatMap((row) => litException(row, context) ?? []);
  const sorted = lit
    .sort((a, b) => weightOf(b.exception, b.row) - weightOf(a.exception, a.row))
    .map(({ exception }) => exception);
  return region === undefined ? sorted : [...sorted, ...lateExceptions(overdue, region, context)];
}

function litException(row: Row, context: Context): { exception: Exception; row: Row } | null {
  const colour = row.light?.colour;
  const head = context.heads.get(row.indicator);
  if (!head || !row.light || (colour !== 'red' && colour !== 'yellow')) return null;
  const exception: Exception = {
    kind: 'light',
    colour,
    tag: TAGS[colour],
    say: sentenceOf(row, head),
    why: row.light.reason,
    owner: context.owners.get(head.ownerDept) ?? head.ownerDept,
    indicator: row.indicator,
    region: row.region,
    period: row.period,
  };
  return { exception, row };
}

/** 原煤产量1—10月106,234.5万吨，下降2.1%，慢于时序进度3.4个百分点 */
export function sentenceOf(row: Row, head: IndicatorHead): string {
  const parts = [`${head.shortName}${row.periodLabel} ${figureOf(row, head)}`];
  if (row.yoy && row.yoy.status !== 'missing') parts.push(row.yoy.words);
  if (row.progress?.status === 'ok') parts.push(row.progress.words);
  return parts.filter((part) => part !== '').join('，');
}

function figureOf(row: Row, head: IndicatorHead): string {
  if (row.value === null) return '缺数';
  const text = row.value.toLocaleString('zh-CN', {
    minimumFractionDigits: head.decimals,
    maximumFractionDigits: head.decimals,
  });
  return `${text.replace('-', '−')}${/^[%‰]/.test(row.unit) ? row.unit : ` ${row.unit}`}`;
}

function weightOf(exception: Exception, row: Row): number {
  const base = exception.colour === 'red' ? 1000 : 0;
  const behind = Math.min(100, Math.max(0, -(row.progress?.gap ?? 0)) * 4);
  const over = Math.min(100, Math.max(0, -(row.progress?.headroom ?? 0)) * 4);
  const falling = Math.min(50, Math.abs(row.yoy?.value ?? 0));
  return base + behind + over + falling;
}

function lateExceptions(overdue: readonly Overdue[], region: string, { heads, owners }: Context): Exception[] {
  const byOwner = Map.groupBy(overdue, ({ indicator }) => heads.get(indicator)?.ownerDept ?? '');
  return [...byOwner].flatMap(([dept, group]) => lateException(group, owners.get(dept) ?? dept, region, heads) ?? []);
}

function lateException(
  group: readonly Overdue[],
  owner: string,
  region: string,
  heads: Context['heads'],
): Exception | null {
  const [first] = group;
  if (!first) return null;
  const names = group.map(({ indicator }) => heads.get(indicator)?.shortName ?? indicator);
  return {
    kind: 'late',
    colour: 'yellow',
    tag: '迟报',
    say: `${owner} ${group.length} 项指标迟报：${names.slice(0, 3).join('、')}${names.length > 3 ? '等' : ''}`,
    why: `最早应于 ${first.dueDate} 前报送`,
    owner,
    indicator: first.indicator,
    region,
    period: first.period,
  };
}
