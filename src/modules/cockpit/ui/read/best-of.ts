import type { IndicatorHead, Row } from '#contract/indicators';

/**
 * The region whose row is best; null where better has no meaning, where a figure is missing, and where two share it. What
 * is ranked goes by its place, all else by the figure.
 */
export function bestOf(rows: readonly Row[], head: IndicatorHead): string | null {
  if (head.direction === 'neutral' || rows.length < 2 || rows.some(({ value }) => value === null)) return null;
  const order = rows.map((row) => ({ region: row.region, at: keyOf(row, head) })).sort((a, b) => a.at - b.at);
  const [first, second] = order;
  return first && second && first.at < second.at ? first.region : null;
}

function keyOf({ rank, value }: Row, head: IndicatorHead): number {
  if (rank?.rank !== null && rank?.rank !== undefined) return rank.rank;
  return (value ?? 0) * (head.direction === 'lower' ? 1 : -1);
}
