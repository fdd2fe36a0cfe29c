import { type Figure, isShown } from './figure.ts';

/** Colour of a class: a step of the value ramp, or the sand tone for values below zero. */
export type MapTone = 'below' | 0 | 1 | 2 | 3 | 4 | 5;

/** One class of a choropleth; `min` belongs to it, `max` does not. */
export interface MapClass {
  /** In words: 下降, 3—5, ≥6.5. */
  readonly label: string;
  readonly min?: number;
  readonly max?: number;
  readonly tone: MapTone;
}

/** The class of a figure. Null when there is no figure to show: drawn hatched, never as the lowest class (R13). */
export function classOf(figure: Figure | undefined, classes: readonly MapClass[]): MapClass | null {
  if (!figure || figure.value === null || !isShown(figure)) return null;
  const { value } = figure;
  return classes.find((one) => value >= (one.min ?? -Infinity) && value < (one.max ?? Infinity)) ?? null;
}
