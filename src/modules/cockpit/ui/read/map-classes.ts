import type { MapClass, MapTone } from '#web/kit/map-class.ts';
import { formatNumber } from '#web/kit/number.ts';

/** Tones for so many classes: apart from each other, the palest kept for five. */
const TONES: readonly (readonly MapTone[])[] = [[], [2], [1, 3], [1, 2, 4], [1, 2, 3, 4], [0, 1, 2, 3, 4]];
const MOST = 5;

/**
 * Classes of a choropleth from its values: declines together in one class named `below`, the rest in up to five of
 * about equal count, cut at round numbers and named in words (<1,300, 1,300—1,600, ≥2,200).
 */
export function mapClasses(values: readonly number[], below: string): MapClass[] {
  const falling = values.some((value) => value < 0);
  const rest = values.filter((value) => value >= 0).sort((a, b) => a - b);
  const step = roundStep(rest);
  const cuts = cutsOf(rest, step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const classes = rest.length === 0 ? [] : classesBetween(cuts, falling, (value) => formatNumber(value, { decimals }));
  return falling ? [{ label: below, max: 0, tone: 'below' }, ...classes] : classes;
}

/** A round step: 1, 2 or 5 times a power of ten, about a twentieth of the spread. */
function roundStep(sorted: readonly number[]): number {
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  const rough = (high - low) / 20 || Math.abs(high) / 20 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : 5);
}

/** Where classes part: quantiles put on round numbers, each parting at least one value from another. */
function cutsOf(sorted: readonly number[], step: number): number[] {
  const count = Math.min(MOST, new Set(sorted).size, Math.max(2, Math.ceil(sorted.length / 2)));
  const quantiles = Array.from({ length: Math.max(0, count - 1) }, (_, i) => {
    const at = Math.round(((i + 1) * sorted.length) / count);
    return rounded(sorted[at] ?? 0, step);
  });
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  return [...new Set(quantiles)].filter((cut) => cut > low && cut <= high);
}

function rounded(value: number, step: number): number {
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Number((Math.round(value / step) * step).toFixed(decimals));
}

function classesBetween(cuts: readonly number[], falling: boolean, write: (value: number) => string): MapClass[] {
  const tones = TONES[cuts.length + 1] ?? TONES[MOST] ?? [];
  return [...cuts, undefined].map((max, index) => {
    const min = index === 0 ? (falling ? 0 : undefined) : cuts[index - 1];
    return { label: labelOf(min, max, write), min, max, tone: tones[index] ?? 4 };
  });
}

function labelOf(min: number | undefined, max: number | undefined, write: (value: number) => string): string {
  if (min === undefined) return max === undefined ? '≥0' : `<${write(max)}`;
  return max === undefined ? `≥${write(min)}` : `${write(min)}—${write(max)}`;
}
