import type { RegionRef } from '#contract/cockpit';
import type { IndicatorHead, Row } from '#contract/indicators';
import type { Say } from '#web/i18n/texts.ts';
import { formatNumber } from '#web/kit/number.ts';
import type { RankRow } from '#web/kit/rank-table.tsx';
import type { CockpitText } from '../i18n.ts';
import { figureOf, growthFigure, isGrowth } from './figure-of.ts';

/** Rows of a ranking, best first; those without a place follow in their usual order, each with the reason. */
export function rankRows(
  rows: readonly Row[],
  head: IndicatorHead,
  places: readonly RegionRef[],
  say: Say<CockpitText>,
): RankRow[] {
  const names = new Map(places.map(({ code, name }) => [code, name]));
  return [...rows].sort(byPlace).map((row) => ({
    code: row.region,
    name: names.get(row.region) ?? row.region,
    place: row.rank?.rank ?? null,
    noRank: row.rank?.words,
    figure: figureOf(row, { decimals: head.decimals, signed: isGrowth(head) }, say),
    growth: isGrowth(head) ? undefined : growthFigure(row.yoy),
    gap: gapOf(row, head),
    change: row.rankChange?.change ?? null,
  }));
}

function byPlace(a: Row, b: Row): number {
  const last = Number.POSITIVE_INFINITY;
  return (a.rank?.rank ?? last) - (b.rank?.rank ?? last) || 0;
}

/** Distance to the place above, in what the ranking orders by; the first has none. */
function gapOf({ rank }: Row, head: IndicatorHead): string | undefined {
  if (!rank || rank.behindNext === undefined) return rank?.rank === 1 ? '' : undefined;
  return formatNumber(rank.behindNext, { decimals: rank.by === 'level' ? head.decimals : 1 });
}
