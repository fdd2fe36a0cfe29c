import { formatNumber } from './number.ts';
import { linearScale, niceTicks, runsOf, tickDecimals } from './scale.ts';

/** One period of a trend. */
export interface TrendPoint {
  readonly key: string;
  /** Words under the axis and in the readout: 1—2月, 3月, 前三季度. */
  readonly label: string;
  /** Null is a gap. */
  readonly value: number | null;
  readonly last: number | null;
  /** Periods that this one stands for: 2 for the merged January and February (R2). */
  readonly span?: number;
  readonly estimated?: boolean;
}

/** Box of a drawing in pixels; `em` is the size of its type. */
export interface PlotBox {
  readonly width: number;
  readonly height: number;
  readonly em: number;
}

export interface PlottedPoint {
  readonly point: TrendPoint;
  readonly x: number;
  /** Left and right end of its slot. */
  readonly from: number;
  readonly to: number;
  readonly y: number | null;
  readonly lastY: number | null;
  /** Whether its label has room. */
  readonly labelled: boolean;
}

export interface TrendPlot {
  readonly points: readonly PlottedPoint[];
  readonly ticks: readonly { readonly y: number; readonly text: string; readonly zero: boolean }[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Lay out a trend in a box: slots by span, a value axis of round numbers, labels as many as have room.
 * `headroom` in em is kept free above the axis for notes.
 */
export function plotTrend(points: readonly TrendPoint[], box: PlotBox, headroom = 0.7): TrendPlot {
  const values = points.flatMap((point) => [point.value, point.last]).filter((value) => value !== null);
  const ticks = niceTicks(Math.min(...values, Infinity), Math.max(...values, -Infinity));
  return values.length === 0 ? emptyPlot(points, box, headroom) : placeTrend(points, ticks, box, headroom);
}

function emptyPlot(points: readonly TrendPoint[], box: PlotBox, headroom: number): TrendPlot {
  return { ...placeTrend(points, [0, 1], box, headroom), ticks: [] };
}

function placeTrend(
  points: readonly TrendPoint[],
  ticks: readonly number[],
  box: PlotBox,
  headroom: number,
): TrendPlot {
  const decimals = tickDecimals(ticks);
  const texts = ticks.map((tick) => formatNumber(tick, { decimals }));
  const left = Math.max(...texts.map((text) => text.length)) * box.em * 0.6 + box.em * 0.6;
  const frame = { left, right: box.width - box.em * 0.6, top: box.em * headroom, bottom: box.height - box.em * 1.9 };
  const y = linearScale(ticks[0] ?? 0, ticks.at(-1) ?? 1, frame.bottom, frame.top);
  return {
    ...frame,
    points: placeSlots(points, frame.left, frame.right, box.em, y),
    ticks: ticks.map((tick, index) => ({ y: y(tick), text: texts[index] ?? '', zero: tick === 0 })),
  };
}

function placeSlots(
  points: readonly TrendPoint[],
  left: number,
  right: number,
  em: number,
  y: (value: number) => number,
): PlottedPoint[] {
  const spans = points.map((point) => point.span ?? 1);
  const slot =
    (right - left) /
    Math.max(
      1,
      spans.reduce((sum, span) => sum + span, 0),
    );
  let from = left;
  const placed = points.map((point, index) => {
    const to = from + slot * (spans[index] ?? 1);
    const at = { point, x: (from + to) / 2, from, to, y: scaled(point.value, y), lastY: scaled(point.last, y) };
    from = to;
    return at;
  });
  return withLabels(placed, newestPoint(points), em);
}

type Unlabelled = Omit<PlottedPoint, 'labelled'>;

/** Every label, or every second, third … counted from the newest period, whichever first has room. */
function withLabels(points: readonly Unlabelled[], newest: number, em: number): PlottedPoint[] {
  const chosen = (stride: number) => points.filter((_, index) => (index - newest) % stride === 0);
  let stride = 1;
  while (stride < points.length && crowded(chosen(stride), em)) stride += 1;
  const labelled = new Set(chosen(stride));
  return points.map((point) => ({ ...point, labelled: labelled.has(point) }));
}

function crowded(points: readonly Unlabelled[], em: number): boolean {
  return points.some((point, index) => {
    const before = points[index - 1];
    if (!before) return false;
    const half = (labelWidth(point.point.label) + labelWidth(before.point.label)) / 2;
    return point.x - before.x < (half + 0.5) * em;
  });
}

function scaled(value: number | null, y: (value: number) => number): number | null {
  return value === null ? null : y(value);
}

/** Width of a label in em: a Chinese character is one, a digit or a letter about half. */
export function labelWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 1 : 0.58), 0);
}

/** Paths of one line: its runs, and the lone points that no line reaches. */
export function trendLine(points: readonly PlottedPoint[], of: 'y' | 'lastY') {
  const runs = runsOf(points, (point) => point[of] === null);
  return {
    paths: runs
      .filter((run) => run.length > 1)
      .map((run) => `M${run.map((point) => `${point.x.toFixed(1)} ${(point[of] ?? 0).toFixed(1)}`).join('L')}`),
    lone: runs.filter((run) => run.length === 1).flat(),
  };
}

/** Index of the period nearest to a horizontal position. */
export function nearestPoint(plot: TrendPlot, x: number): number {
  const index = plot.points.findIndex((point) => x < point.to);
  return index === -1 ? plot.points.length - 1 : index;
}

/** Index of the newest period that has a value; the first when none has. */
export function newestPoint(points: readonly TrendPoint[]): number {
  return Math.max(
    0,
    points.findLastIndex((point) => point.value !== null),
  );
}
