import type { Basis } from '#platform/period/basis.ts';
import { isPeriodKey } from '#platform/period/key.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { Language } from '#web/i18n/language.ts';
import { formatNumber } from '#web/kit/number.ts';

/** A period of the table as bureaus write it; what is no key stays as it is. */
export function periodWords(key: string, basis: Basis, language: Language): string {
  return isPeriodKey(key) ? periodLabel(key, { basis }, language === 'en' ? 'en' : 'zh') : key;
}

/** A figure with as many decimals as it has, at most six. */
export function formatValue(value: number): string {
  const decimals = (String(Math.abs(value)).split('.')[1] ?? '').length;
  return formatNumber(value, { decimals: Math.min(6, decimals) });
}
