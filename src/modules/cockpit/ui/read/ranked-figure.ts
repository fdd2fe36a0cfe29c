import type { IndicatorHead, RankKey, Row } from '#contract/indicators';
import type { Say } from '#web/i18n/texts.ts';
import type { Figure } from '#web/kit/figure.ts';
import type { CockpitText } from '../i18n.ts';
import { figureOf, growthFigure, isGrowth } from './figure-of.ts';

/** The figure that a ranking by a key orders: the level, the growth, the share of the target, the improvement (R10). */
export function rankedFigure(row: Row, head: IndicatorHead, by: RankKey, say: Say<CockpitText>): Figure {
  if (by === 'completion') return { value: row.progress?.share ?? null, decimals: 1 };
  const own = by === 'level' || (by === 'growth' && isGrowth(head));
  return own ? figureOf(row, { decimals: head.decimals, signed: isGrowth(head) }, say) : growthFigure(row.yoy);
}

/** The unit of that figure. */
export function rankedUnit(rows: readonly Row[], head: IndicatorHead, by: RankKey, say: Say<CockpitText>): string {
  if (by === 'completion') return '%';
  if (by === 'level' || isGrowth(head)) return head.unit;
  const unit = rows.find((row) => row.yoy?.value != null)?.yoy?.unit ?? '%';
  return unit === '百分点' ? say('unit.points') : unit;
}
