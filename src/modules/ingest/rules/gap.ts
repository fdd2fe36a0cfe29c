/** What a person still has to say before the values of a reading can become indicators. */
import type { Column, Fixed, Gap, Reading } from './reading.ts';

/** Gaps in the order a person fills them. A plain dataset has none. */
export function gapsOf(reading: Pick<Reading, 'layout' | 'axes' | 'columns' | 'fixed'>): Gap[] {
  if (reading.layout === 'dataset') return [];
  const { axes, columns, fixed } = reading;
  const gaps: Gap[] = [];
  if (lacks('region', reading)) gaps.push({ what: 'region', text: '没有找到地区：请指定全表属于哪个地区' });
  if (axes.period.at.includes('none') || lacksYear(columns, fixed))
    gaps.push({ what: 'period', text: periodGap(axes) });
  if (axes.measure.at.includes('none')) gaps.push({ what: 'measure', text: '没有找到指标名称：请指定全表是什么指标' });
  const bare = withoutUnit(columns, fixed);
  if (bare !== null) gaps.push({ what: 'unit', text: `${bare}没有写单位：请指定` });
  return gaps;
}

function periodGap(axes: Reading['axes']): string {
  return axes.period.at.includes('none') ? '没有找到时间：请指定全表是哪一期' : '表中的时间没有写年份：请指定年份';
}

/** Nothing gives the region of some values: no row, no section, not the sheet, not every header. */
function lacks(noun: 'region', { axes, columns, fixed }: Pick<Reading, 'axes' | 'columns' | 'fixed'>): boolean {
  const { at } = axes[noun];
  if (at.includes('rows') || at.includes('sections') || fixed[noun] !== null) return false;
  return columns.some(({ role, cast }) => role === 'measure' && !cast?.[noun]);
}

/** Some period leaves its year out and nothing says it. */
function lacksYear(columns: readonly Column[], fixed: Fixed): boolean {
  const partial = columns.some(({ role, cast }) => role === 'measure' && cast?.partial != null && cast.period === null);
  const parts = columns.filter(({ role }) => role === 'period').map(({ part }) => part);
  const rowYear = parts.includes('year') || parts.includes('whole');
  return fixed.year === null && ((partial && !rowYear) || (parts.length > 0 && !rowYear));
}

/** Who lacks a unit, in words; null when a unit row, a unit column or the names give them. */
function withoutUnit(columns: readonly Column[], fixed: Fixed): string | null {
  if (fixed.units !== null || fixed.measure?.value.unit || columns.some(({ role }) => role === 'unit')) return null;
  const names = columns.find(({ role }) => role === 'measureName');
  if (names) return names.evidence.measures * 2 < names.evidence.filled ? '多数指标' : null;
  const bare = columns.filter(
    ({ role, cast }) => role === 'measure' && cast?.measure && !cast.measure.unit && !cast.unit,
  );
  return bare.length === 0 ? null : listed([...new Set(bare.map(({ cast }) => cast?.measure?.name ?? ''))]);
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, 3)
    .map((name) => `“${name}”`)
    .join('、');
  return names.length > 3 ? `${shown}等 ${names.length} 个指标` : shown;
}
