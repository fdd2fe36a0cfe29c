import type { Basis } from '#platform/period/basis.ts';
import { type PeriodKey, partOf } from '#platform/period/key.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { Language } from '#web/i18n/language.ts';

/** What stands under the axis, as the bureaus say it (1—10月, 前三季度); the year where a run of them begins. */
export function axisLabel(period: PeriodKey, basis: Basis, isFirst: boolean, language: Language): string {
  const label = periodLabel(period, { basis }, language === 'en' ? 'en' : 'zh');
  const short = label.replace(/^\d{4}年(?=.)/, '').replace(/(?<=.) \d{4}$/, '');
  return isFirst || partOf(period) === 1 ? label : short;
}
