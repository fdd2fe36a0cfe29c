/**
 * 时序进度 curves: the share of the year's total (%) usually done by the end of each month. Suggested shapes, to be
 * replaced by the mean of the last years of the province.
 */
import type { ProgressCurve } from '../rules/definition.ts';

export const PROGRESS_CURVES: Readonly<Record<ProgressCurve, readonly number[] | undefined>> = {
  /** Months passed ÷ 12. */
  linear: undefined,
  investment: [2, 5, 14, 22, 31, 43, 52, 61, 71, 81, 91, 100],
  fiscal: [11, 18, 27, 36, 45, 54, 63, 70, 78, 87, 93, 100],
  spending: [7, 13, 23, 30, 37, 48, 55, 62, 71, 78, 86, 100],
  afforestation: [0, 0, 8, 30, 52, 62, 68, 72, 80, 90, 97, 100],
};
