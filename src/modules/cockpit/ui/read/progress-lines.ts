import type { IndicatorHead, Progress, Row } from '#contract/indicators';

/** A figure held against its target. */
export interface ProgressLine {
  readonly row: Row;
  readonly head: IndicatorHead;
  readonly progress: Progress;
  /** How far ahead of what is asked, in points or in the figure's unit; negative is behind. */
  readonly ahead: number;
}

/** Figures with a target, the furthest behind first; shares of a target apart from growths and limits. */
export function progressLines(rows: readonly Row[], heads: ReadonlyMap<string, IndicatorHead>) {
  const lines = rows.flatMap((row) => lineOf(row, heads) ?? []);
  const sorted = lines.sort((a, b) => a.ahead - b.ahead);
  const hasShare = ({ progress }: ProgressLine) => progress.share !== undefined;
  return { shares: sorted.filter(hasShare), limits: sorted.filter((line) => !hasShare(line)) };
}

function lineOf(row: Row, heads: ReadonlyMap<string, IndicatorHead>): ProgressLine | null {
  const head = heads.get(row.indicator);
  const { progress } = row;
  if (!head || progress?.status !== 'ok') return null;
  return { row, head, progress, ahead: progress.gap ?? progress.headroom ?? 0 };
}
