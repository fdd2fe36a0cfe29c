import type { IndicatorHead, Row } from '#contract/indicators';

/** A figure of a place among its neighbours. */
export interface ProfileLine {
  readonly row: Row;
  readonly head: IndicatorHead;
  readonly rank: number;
  readonly of: number;
  /** 0 is first among the neighbours, 1 is last. */
  readonly standing: number;
}

/** The ranked figures of a place, best first; what is not ranked is counted, not guessed (R10). */
export function profileLines(rows: readonly Row[], heads: ReadonlyMap<string, IndicatorHead>) {
  const lines = rows.flatMap((row) => lineOf(row, heads) ?? []);
  const sorted = lines.sort((a, b) => a.standing - b.standing || a.head.code.localeCompare(b.head.code));
  return { lines: sorted, unranked: rows.length - sorted.length };
}

function lineOf(row: Row, heads: ReadonlyMap<string, IndicatorHead>): ProfileLine | null {
  const head = heads.get(row.indicator);
  const rank = row.rank?.rank;
  const of = row.rank?.of ?? 0;
  if (!head || rank === undefined || rank === null || of < 2 || row.value === null) return null;
  return { row, head, rank, of, standing: (rank - 1) / (of - 1) };
}
