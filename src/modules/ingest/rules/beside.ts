/** What a header leaves out because the column beside it says it. */
import { isAspect } from './measure.ts';
import type { Cast, Column } from './reading.ts';

/** Columns with what their neighbours say: the basis of 上年同期, the period of 比重, that 10月 beside 1—10月 is the month. */
export function besides(columns: readonly Column[]): Column[] {
  const cumulative = columns.some(({ role, cast }) => role === 'measure' && cast !== null && isCumulative(cast));
  let left: Cast | null = null;
  let latest: Cast | null = null;
  return columns.map((column) => {
    if (column.role !== 'measure' || !column.cast) return column;
    const cast = completed(column.cast, isChange(column.cast) ? latest : left, cumulative);
    if (!cast.yearAgo) left = cast;
    if (!isTimeless(column.cast)) latest = later(latest, column.cast);
    return { ...column, cast };
  });
}

/** 增减 behind 2025年 | 2024年 is the change to the later. */
function isChange({ measure }: Cast): boolean {
  return measure !== null && /(?:增减|增加|变动|变化)[额量]?$/.test(measure.name);
}

function later(a: Cast | null, b: Cast): Cast {
  return a?.period && b.period && a.period.key > b.period.key && a.period.key.length === b.period.key.length ? a : b;
}

function completed(cast: Cast, left: Cast | null, cumulative: boolean): Cast {
  if (cast.yearAgo && cast.basis === null) return { ...cast, basis: left && saidBasis(left) };
  if (left && isTimeless(cast) && cast.measure && isAspect(cast.measure)) {
    return { ...cast, period: left.period, partial: left.partial };
  }
  return cumulative && cast.basis === null && isMonth(cast) ? { ...cast, basis: 'CUR' } : cast;
}

function saidBasis(cast: Cast): Cast['basis'] {
  return cast.basis ?? (isCumulative(cast) ? 'CUM' : (cast.period?.basis ?? null));
}

function isTimeless({ period, partial }: Cast): boolean {
  return period === null && partial === null;
}

function isCumulative({ period, partial }: Cast): boolean {
  return period?.basis === 'CUM' || /^(?:1|一)月?[—–~至-]/.test(partial ?? '');
}

function isMonth({ period, partial }: Cast): boolean {
  return (
    /^\d{1,2}月份?$/.test(partial ?? '') ||
    (period !== null && period.basis === null && /^\d{4}-\d\d$/.test(period.key))
  );
}
