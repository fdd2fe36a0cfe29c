import type { Cell } from '#contract/indicators';
import { frequencyOf, type PeriodKey, partOf, yearOf } from '#platform/period/key.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { Language } from '#web/i18n/language.ts';

type Dated = Pick<Cell, 'period' | 'periodLabel' | 'basis'>;

/** A period in full: 2026年1—10月, Jan–Oct 2026. */
export function periodText(cell: Dated, language: Language): string {
  return language === 'en' ? periodLabel(cell.period, { basis: cell.basis }, 'en') : cell.periodLabel;
}

/** A period without its year where that is the year of the screen: 1—10月, 前三季度; another year stays. */
export function shortPeriod(cell: Dated, language: Language, year: number): string {
  const text = periodText(cell, language);
  if (yearOf(cell.period) !== year) return text;
  const bare = text.replace(new RegExp(`^(截至)?${year}年|,? ${year}$`), '');
  return bare || text;
}

/** A period under an axis, where there is little room: 1—3月, 3月, 二季度; with the year where the axis spans several. */
export function axisPeriod(key: PeriodKey, basis: Cell['basis'], language: Language, withYear: boolean): string {
  const tongue = language === 'en' ? 'en' : 'zh';
  const full = periodLabel(key, { basis, mergedJanFeb: basis === 'CUM' }, tongue).replace(
    /末$|平均$|^end of |^to /g,
    '',
  );
  if (frequencyOf(key) === 'Y') return String(yearOf(key));
  if (frequencyOf(key) === 'D') return `${partOf(key)}-${key.slice(8)}`;
  if (frequencyOf(key) === 'h') return `${key.slice(11)}:00`;
  const year = String(yearOf(key));
  if (!withYear) return full.replace(`截至${year}年`, '').replace(`${year}年`, '').replace(` ${year}`, '');
  return full.replace(`${year}年`, `${year.slice(2)}年`).replace(` ${year}`, ` ’${year.slice(2)}`);
}
