import { linearScale, runsOf } from './scale.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a sparkline draws: lines for runs of two and more, dots for lone points, and the newest point. */
export interface SparkShape {
  readonly lines: readonly string[];
  readonly dots: readonly Point[];
  /** Null when the newest value is missing: the mark would lie. */
  readonly end: Point | null;
}

/** Shape of a sparkline in a box of pixels, `pad` kept free on every side. */
export function sparkShape(values: readonly (number | null)[], width: number, height: number, pad = 3): SparkShape {
  const points = placePoints(values, width, height, pad);
  const runs = runsOf(points, (point) => point === null).map((run) => run.filter((point) => point !== null));
  return {
    lines: runs.filter((run) => run.length > 1).map(polyline),
    dots: runs.filter((run) => run.length === 1).flat(),
    end: points.at(-1) ?? null,
  };
}

function placePoints(values: readonly (number | null)[], width: number, height: number, pad: number) {
  const known = values.filter((value) => value !== null);
  const x = linearScale(0, values.length - 1, pad, width - pad);
  const y = linearScale(Math.min(...known), Math.max(...known), height - pad, pad);
  return values.map((value, index) => (value === null ? null : { x: x(index), y: y(value) }));
}

function polyline(run: readonly Point[]): string {
  return run.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ');
}
