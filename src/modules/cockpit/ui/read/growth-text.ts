import type { Growth } from '#contract/indicators';
import type { Language } from '#web/i18n/language.ts';
import type { Say } from '#web/i18n/texts.ts';
import { formatGrowth, formatPoints, formatQuantity } from '#web/kit/number.ts';
import type { CockpitText } from '../i18n.ts';

/** A growth with its unit: +5.1%, +0.2 个百分点, −3 天; null when it has no number. */
export function growthAmount(growth: Growth | undefined, language: Language): string | null {
  if (!growth || growth.value === null) return null;
  const { value, unit } = growth;
  if (unit === '%') return formatGrowth(value);
  if (unit === '百分点') return formatPoints(value, language);
  return formatQuantity(value, unit, { decimals: 1, signed: true });
}

/** 同比 +5.1%, or 由负转正; null when nothing can be said of it. */
export function growthText(growth: Growth | undefined, language: Language, say: Say<CockpitText>): string | null {
  const amount = growthAmount(growth, language);
  if (amount !== null) return say('growth.yoy', { amount });
  return growth?.status === 'zero-base' || growth?.status === 'sign-flip' ? growth.words : null;
}

/** Whether a growth is told in points (R5: rates differ by points, never by %). */
export const isInPoints = (unit: string | undefined): boolean => unit === '百分点';
