/** Sheets for tests: written as text, one row a line, cells between strokes. */
import { createReader } from './apply.ts';
import type { Observation, Outcome } from './outcome.ts';
import { type ProposeContext, proposeReading } from './propose.ts';
import type { Reading } from './reading.ts';
import { resolveRegion } from './regions.fixture.ts';
import type { Cell, Merge, Row } from './sheet.ts';

/** Rows of a text table. Plain numbers become numbers, blank cells null; leading ideographic spaces stay. */
export function sheet(text: string): Row[] {
  const lines = text.replace(/^\n|\n\s*$/g, '').split('\n');
  return lines.map((line, i) => ({ line: i + 1, cells: line.split('|').map(cellOf) }));
}

function cellOf(raw: string): Cell {
  const text = raw.replace(/^ +| +$/g, '');
  if (text === '') return null;
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

export interface Taken {
  readonly readings: readonly Reading[];
  readonly reading: Reading;
  readonly outcomes: readonly Outcome[];
  readonly observations: readonly Observation[];
}

/** Proposes for the rows and reads them all. */
export function take(
  rows: readonly Row[],
  context: Partial<ProposeContext> = {},
  merges: readonly Merge[] = [],
): Taken {
  const readings = proposeReading(rows, merges, { resolveRegion, ...context });
  return { readings, ...readAll(rows, readings) };
}

/** Reads all rows by readings. */
export function readAll(rows: readonly Row[], readings: readonly Reading[]): Omit<Taken, 'readings'> {
  const reader = createReader(readings, resolveRegion);
  const outcomes = rows.map((row) => reader.read(row));
  const observations = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? outcome.observations : []));
  const reading = readings[0];
  if (!reading) throw new Error('no reading was proposed');
  return { reading, outcomes, observations };
}

/** An observation in one line: 太原市 2024-10 CUM 地区生产总值(亿元)=5000 yoy=4.5. */
export function line({ region, period, basis, measure, value, missing, growth, flags, dims }: Observation): string {
  const what = `${measure?.key ?? '?'}(${measure?.unit ?? '?'})=${value ?? missing}`;
  const grown = Object.entries(growth ?? {}).map(([kind, amount]) => `${kind}=${amount}`);
  const parts = [
    region?.name ?? '?',
    period ?? '?',
    basis ?? '',
    what,
    ...grown,
    ...flags,
    ...Object.values(dims ?? {}),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** What each row became: accepted, quarantined:code, or the kind of non-data. */
export function fates(outcomes: readonly Outcome[]): string[] {
  return outcomes.map((outcome) => {
    if (outcome.kind === 'quarantined') return `quarantined:${outcome.code}`;
    return outcome.kind === 'non-data' ? outcome.what : 'accepted';
  });
}
