import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestPoint, newestPoint, plotTrend, type TrendPoint, trendLine } from './trend-plot.ts';

const box = { width: 400, height: 200, em: 12 };
const year: TrendPoint[] = [
  { key: '2026-02', label: '1—2月', value: 5.8, last: 3.1, span: 2 },
  { key: '2026-03', label: '3月', value: 5.5, last: 3.4 },
  { key: '2026-04', label: '4月', value: null, last: 3.2 },
  { key: '2026-05', label: '5月', value: 4.9, last: 3 },
  { key: '2026-06', label: '6月', value: null, last: 3.3 },
];

test('R2 the merged January and February takes the room of two months', () => {
  const [merged, march] = plotTrend(year, box).points;
  assert.ok(merged && march);
  assert.ok(Math.abs(merged.to - merged.from - 2 * (march.to - march.from)) < 1e-6);
});

test('R13 a missing month breaks the line, and the point behind the break stands alone', () => {
  const line = trendLine(plotTrend(year, box).points, 'y');
  assert.equal(line.paths.length, 1);
  assert.deepEqual(
    line.lone.map((point) => point.point.key),
    ['2026-05'],
  );
  assert.equal(trendLine(plotTrend(year, box).points, 'lastY').paths.length, 1);
});

test('the axis covers both years and every point lies in the frame', () => {
  const plot = plotTrend(year, box);
  assert.deepEqual(
    plot.ticks.map((tick) => tick.text),
    ['3', '4', '5', '6'],
  );
  for (const point of plot.points) assert.ok((point.y ?? plot.top) >= plot.top && (point.y ?? 0) <= plot.bottom);
});

test('labels that would touch are left out', () => {
  const many = Array.from({ length: 40 }, (_, i) => ({ key: `${i}`, label: `${i}月`, value: i, last: null }));
  const shown = plotTrend(many, box).points.filter((point) => point.labelled);
  assert.ok(shown.length > 5 && shown.length < 20);
});

test('the readout finds the nearest and the newest period', () => {
  const plot = plotTrend(year, box);
  assert.equal(nearestPoint(plot, -50), 0);
  assert.equal(nearestPoint(plot, 9999), 4);
  assert.equal(newestPoint(year), 3);
  assert.equal(newestPoint([]), 0);
});

test('a trend without any value has an axis of periods and no scale', () => {
  const plot = plotTrend([{ key: 'a', label: '3月', value: null, last: null }], box);
  assert.deepEqual(plot.ticks, []);
  assert.equal(plot.points.length, 1);
});
