/**
 * The fingerprint of a layout: what next month's file of the same form has in common with this month's. Periods, years,
 * the number of period columns and of rows do not count; header words, roles and order do.
 */
import { createHash } from 'node:crypto';
import { squeeze } from './label.ts';
import type { Column, Reading } from './reading.ts';
import { findPeriod } from './time.ts';

/** Fingerprint of a reading as proposed: 16 hex digits behind the version of this rule. */
export function shapeOf(reading: Reading): string {
  const lines = [
    reading.layout,
    timeless(reading.title ?? ''),
    reading.fixed.measure?.value.key ?? '',
    reading.fixed.units?.value.join() ?? '',
    reading.section?.sets ?? '',
    ...runs(reading.columns.map(columnShape)),
  ];
  return `1-${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
}

/** A column by its words and role; what its header says of time does not count. */
function columnShape({ path, role, part, cast, growth }: Column): string {
  const words = path.map(timeless).filter((text) => text !== '');
  const isTimed = Boolean(cast?.period ?? cast?.partial);
  return [role, part ?? '', growth?.kind ?? '', isTimed ? 'timed' : '', earlierOf(cast), ...words].join('|');
}

function earlierOf(cast: Column['cast']): string {
  if (!cast?.yearAgo) return '';
  return cast.previous ? 'previous' : 'year-ago';
}

/** Equal neighbours count once, whatever their number: twelve months or nineteen years. */
function runs(shapes: readonly string[]): string[] {
  return shapes.filter((shape, i) => shape !== shapes[i - 1]);
}

/** A text without its periods and numbers. */
export function timeless(text: string): string {
  const plain = squeeze(text);
  const found = findPeriod(plain);
  return (found ? found.rest : plain)
    .replace(/\d{4}年?/g, '')
    .replace(/最近\d+年/, '')
    .trim();
}
