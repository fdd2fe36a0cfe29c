export const PERIOD_KINDS = ['year', 'half', 'quarter', 'month'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

const COUNTS: Readonly<Record<PeriodKind, number>> = { year: 0, half: 2, quarter: 4, month: 12 };

/** Parts of a year that a kind of period has: 1…4 for quarters, none for years. */
export function partsOf(kind: PeriodKind): readonly number[] {
  return Array.from({ length: COUNTS[kind] }, (_, i) => i + 1);
}

/** The key that was said: 2026, 2026-H1, 2026-Q3, 2026-10. May be none while the year is being typed. */
export function keyFrom(kind: PeriodKind, year: string, part: number): string {
  const y = year.trim();
  if (kind === 'half') return `${y}-H${Math.min(part, 2)}`;
  if (kind === 'quarter') return `${y}-Q${Math.min(part, 4)}`;
  return kind === 'month' ? `${y}-${String(part).padStart(2, '0')}` : y;
}
