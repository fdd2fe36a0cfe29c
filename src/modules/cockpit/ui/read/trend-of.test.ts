import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PeriodKey, periodKey, periodsBack } from '#platform/period/key.ts';
import { head, row } from './invented.test-support.ts';
import { trendOf } from './trend-of.ts';

/** 24 months that count 1…24, without January where January is merged. */
function months(last: string, marks: Record<string, 'merged' | 'missing' | 'caliber-changed' | 'estimated'> = {}) {
  const periods = periodsBack(periodKey(last), 24);
  const gone = (period: PeriodKey) => marks[period] === 'merged' || marks[period] === 'missing';
  return {
    periods,
    values: periods.map((period, index) => (gone(period) ? null : index + 1)),
    marks: Object.entries(marks).map(([period, mark]) => ({ period: periodKey(period), mark })),
  };
}

const read = (parts: Parameters<typeof row>[0]) => trendOf(row(parts), head(), 'zh-CN', '前后不可比');

test('R2 a merged January is no gap and no zero: February stands for both months', () => {
  const points = read({ trend: months('2026-10', { '2026-01': 'merged', '2025-01': 'merged' }) })?.points ?? [];
  assert.equal(points.length, 9);
  assert.deepEqual([points[0]?.label, points[0]?.span], ['1—2月', 2]);
  assert.equal(points.at(-1)?.label, '1—10月');
});

test('each period stands beside the same period of last year', () => {
  const points = read({ trend: months('2026-10') })?.points ?? [];
  assert.equal(points.length, 10);
  for (const { value, last } of points) assert.equal((value ?? 0) - (last ?? 0), 12);
});

test('R13 a missing month stays a gap', () => {
  const points = read({ trend: months('2026-10', { '2026-06': 'missing' }) })?.points ?? [];
  assert.equal(points.find(({ key }) => key === '2026-06')?.value, null);
});

test('a year that has hardly begun is shown with the months before it, each with its year', () => {
  const points = read({ period: periodKey('2026-02'), trend: months('2026-02') })?.points ?? [];
  assert.equal(points.length, 12);
  assert.equal(points[0]?.label, '25年1—3月');
});

test('R17 a change of definition is marked where it happened, an estimate where it is one', () => {
  const series = read({ trend: months('2026-10', { '2026-05': 'caliber-changed', '2026-09': 'estimated' }) });
  assert.deepEqual(series?.breaks, [{ at: '2026-05', note: '前后不可比' }]);
  assert.deepEqual(
    series?.points.filter(({ estimated }) => estimated).map(({ key }) => key),
    ['2026-09'],
  );
});

test('a year is not held against itself', () => {
  const periods = periodsBack(periodKey('2025'), 6);
  const trend = { periods, values: [1, 2, 3, 4, 5, 6], marks: [] };
  const points = read({ period: periodKey('2025'), basis: 'PT', trend })?.points ?? [];
  assert.ok(points.every(({ last }) => last === null));
  assert.equal(points[0]?.label, '2020');
});

test('without any figure there is no trend', () => {
  const periods = periodsBack(periodKey('2026-10'), 3);
  assert.equal(read({ trend: { periods, values: [null, null, null], marks: [] } }), null);
});
