import type { Severity } from '../contract.ts';

/** What a rule found, as far as the score goes. */
export interface Scored {
  readonly severity: Severity;
  readonly outcome: 'pass' | 'fail' | 'error';
  readonly checked: number;
  readonly failed: number;
}

/** A rule that holds a batch back weighs three times one that warns. */
const WEIGHT = { block: 3, warn: 1 } as const;

/**
 * 质量得分, 0 … 100: the mean of the rules' pass rates, weighted by severity.
 *
 * A rule's pass rate is the share of what it looked at that was good; a rule about the whole table looks at one thing,
 * the table. A rule that could not be carried out counts as failed; one that found nothing to look at does not count.
 * Null when no rule counts: data that nobody has looked at have no score, not full marks.
 */
export function scoreOf(results: readonly Scored[]): number | null {
  const counted = results.filter(({ outcome, checked }) => outcome === 'error' || checked > 0);
  const weight = counted.reduce((sum, { severity }) => sum + WEIGHT[severity], 0);
  if (weight === 0) return null;
  const points = counted.reduce((sum, result) => sum + WEIGHT[result.severity] * passRate(result), 0);
  return (100 * points) / weight;
}

function passRate({ outcome, checked, failed }: Scored): number {
  return outcome === 'error' || checked === 0 ? 0 : 1 - Math.min(failed, checked) / checked;
}

/** What a run comes to: `blocked` when a rule of severity block is broken or could not be carried out. */
export function outcomeOf(results: readonly Scored[]): 'passed' | 'warned' | 'blocked' {
  const bad = results.filter(({ outcome }) => outcome !== 'pass');
  if (bad.some(({ severity }) => severity === 'block')) return 'blocked';
  return bad.length > 0 ? 'warned' : 'passed';
}

/** The mean of resources' scores: every resource counts alike, whatever its size. Null when none has a score. */
export function meanScore(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null);
  return known.length === 0 ? null : known.reduce((sum, score) => sum + score, 0) / known.length;
}
