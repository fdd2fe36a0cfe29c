/**
 * Conditions of the red and yellow lights as data. They are suggested defaults: the owning department confirms or
 * changes them, so none of them is code.
 */
import type { Level } from '../contract.ts';

/**
 * What is looked at. `value` the figure · `yoy` its growth on the year · `mom` on the period before · `gap` progress
 * minus time progress (pp) · `excess` how far above a ceiling, in % of it · `step` change from the period before, in
 * the unit of the figure · `rank-from-end` 1 for the last place.
 */
export type Subject = 'value' | 'yoy' | 'mom' | 'gap' | 'excess' | 'step' | 'rank-from-end';

/** What it is held against: a number, the annual target, the same subject of 全国 or of another indicator, or the 80th
 * percentile of the same season in earlier years. */
export type Reference = number | 'target' | 'nation' | 'usual-high' | { readonly peer: string };

export interface Threshold {
  readonly colour: 'yellow' | 'red';
  readonly subject: Subject;
  readonly is: 'below' | 'above' | 'at-most' | 'at-least';
  readonly than: Reference;
  /** Margin beyond the reference, in the unit of the subject. */
  readonly by?: number;
  /** The number of consecutive periods for which it must hold; 1 when absent. */
  readonly running?: number;
  /** Look at another indicator (the loans of JJ024) instead of this one. */
  readonly of?: string;
  /** The administrative levels it holds for; all when absent. */
  readonly levels?: readonly Level[];
}
