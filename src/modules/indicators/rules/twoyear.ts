/** R12: the two-year average, for years whose base is distorted. */
import { roundDecimal } from '#platform/decimal.ts';

/** √((1+g₁)(1+g₂)) − 1 in %, to one decimal; null when either year lost everything (−100 % or below). */
export function twoYearAverage(first: number, second: number): number | null {
  if (first <= -100 || second <= -100) return null;
  return roundDecimal((Math.sqrt((1 + first / 100) * (1 + second / 100)) - 1) * 100, 1);
}
