/** Where a bar stands on its track, in percent of the track's width. */
export interface BarSpan {
  readonly left: number;
  readonly width: number;
  readonly below: boolean;
}

/** A bar from the common zero line, so that a decline points the other way. Null for a missing value. */
export function barSpan(value: number | null, all: readonly (number | null)[]): BarSpan | null {
  if (value === null) return null;
  const known = all.filter((one) => one !== null);
  const min = Math.min(0, ...known);
  const width = Math.max(0, ...known) - min || 1;
  const zero = (-min / width) * 100;
  const at = ((value - min) / width) * 100;
  return { left: Math.min(zero, at), width: Math.max(0.8, Math.abs(at - zero)), below: value < 0 };
}
