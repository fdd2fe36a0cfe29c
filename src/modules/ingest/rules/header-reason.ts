/** Says in words why rows are the header: 第 4 行是表头：19 个年份（2006—2024）. */
import type { Column } from './reading.ts';

/** The reason of a header that stands in `lines`. */
export function headerReason(lines: readonly number[], columns: readonly Column[]): string {
  if (lines.length === 0) return '没有表头：第一行就是数据';
  const parts = [
    periodPart(columns),
    countPart(columns, 'region', '个地区'),
    measurePart(columns),
    growthPart(columns),
  ];
  const said = parts.filter((part) => part !== null);
  return `${placeOf(lines)}是表头${said.length > 0 ? `：${said.join('，')}` : `：${columns.length} 列`}`;
}

function placeOf(lines: readonly number[]): string {
  const [first = 0, last = first] = [lines[0], lines.at(-1)];
  return first === last ? `第 ${first} 行` : `第 ${first}—${last} 行`;
}

function periodPart(columns: readonly Column[]): string | null {
  const keys = valuesOf(columns, 'period')
    .map((cast) => cast.period?.key ?? '')
    .toSorted();
  const distinct = new Set(keys).size;
  if (distinct === 0) return null;
  const noun = keys.every((key) => /^\d{4}$/.test(key))
    ? '年份'
    : keys.every((key) => /^\d{4}-\d\d$/.test(key))
      ? '月份'
      : '时间';
  return `${distinct} 个${noun}（${distinct === 1 ? keys[0] : `${keys[0]}—${keys.at(-1)}`}）`;
}

function measurePart(columns: readonly Column[]): string | null {
  const names = new Set(valuesOf(columns, 'measure').map((cast) => cast.measure?.key));
  return names.size === 0 ? null : `${names.size} 个指标`;
}

function countPart(columns: readonly Column[], noun: 'region', unit: string): string | null {
  const codes = new Set(valuesOf(columns, noun).map((cast) => cast.region?.code));
  return codes.size === 0 ? null : `${codes.size} ${unit}`;
}

function growthPart(columns: readonly Column[]): string | null {
  const count = columns.filter(({ role }) => role === 'growth').length;
  return count === 0 ? null : `${count} 列增速`;
}

function valuesOf(columns: readonly Column[], noun: 'period' | 'region' | 'measure') {
  return columns.flatMap(({ role, cast }) => (role === 'measure' && cast?.[noun] ? [cast] : []));
}
