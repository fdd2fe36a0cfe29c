import type { Language } from '../i18n/language.ts';
import { numberWords } from '../i18n/number-words.ts';

/** How a number is written: digits after the point, a sign in front (for growth), thousands apart. */
export interface NumberStyle {
  readonly decimals?: number;
  readonly signed?: boolean;
  readonly grouped?: boolean;
}

/** The true minus sign: as wide as the plus, so that columns of growth rates align. */
export const MINUS = '\u2212';
/** Stands where there is no figure; the reason stands beside it. */
export const NO_FIGURE = '\u2014';

const TIGHT_UNITS: ReadonlySet<string> = new Set(['%', '‰', '°', '℃']);

/** Write a number: `18,642.3`, `−2.1`, `+4.6`. What rounds to zero has no sign. */
export function formatNumber(value: number, style: NumberStyle = {}): string {
  const { decimals = 0, signed = false, grouped = true } = style;
  const size = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: grouped,
  });
  return signOf(value, size, signed) + size;
}

function signOf(value: number, size: string, signed: boolean): string {
  if (!/[1-9]/.test(size)) return '';
  if (value < 0) return MINUS;
  return signed ? '+' : '';
}

/** Write a rate of growth in percent: `+4.6%`, `−2.1%`, `0.0%`. */
export function formatGrowth(percent: number, decimals = 1): string {
  return `${formatNumber(percent, { decimals, signed: true })}%`;
}

/** Write a difference of two rates: `+0.2 个百分点`, in English `+0.2 pp` (R5). */
export function formatPoints(points: number, language: Language, decimals = 1): string {
  return `${formatNumber(points, { decimals, signed: true })} ${numberWords[language].points}`;
}

/** Write a number with its unit: `1,386 亿千瓦时`, `97.2%`. Percent signs stand close, words stand apart. */
export function formatQuantity(value: number, unit: string, style: NumberStyle = {}): string {
  const text = formatNumber(value, style);
  if (unit === '') return text;
  return TIGHT_UNITS.has(unit) ? `${text}${unit}` : `${text} ${unit}`;
}
