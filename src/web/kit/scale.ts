/** Maps a value to a pixel. */
export type Scale = (value: number) => number;

/** A straight scale; a domain of no width maps to the middle of the range. */
export function linearScale(from: number, to: number, start: number, end: number): Scale {
  if (from === to) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** Round axis values that cover `min`…`max` in about `count` steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(min: number, max: number, count = 4): number[] {
  const spread = max - min || Math.abs(max) || 1;
  const step = niceStep(spread / count);
  const first = Math.floor(min / step);
  const last = Math.ceil(max / step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(decimals)),
  );
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  const nice = share < 1.4 ? 1 : share < 2.8 ? 2 : share < 6 ? 5 : 10;
  return nice * power;
}

/** Digits after the point that the ticks need, so that all of them are written alike. */
export function tickDecimals(ticks: readonly number[]): number {
  return Math.max(0, ...ticks.map((tick) => (String(tick).split('.')[1] ?? '').length));
}

/** Cut a list where `isGap` holds: what is missing stays a gap and is never bridged. */
export function runsOf<T>(items: readonly T[], isGap: (item: T) => boolean): T[][] {
  const runs: T[][] = [[]];
  for (const item of items) {
    if (isGap(item)) runs.push([]);
    else runs.at(-1)?.push(item);
  }
  return runs.filter((run) => run.length > 0);
}
