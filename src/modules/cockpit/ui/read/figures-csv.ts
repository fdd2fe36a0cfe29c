import type { Screen } from '#contract/cockpit';
import type { IndicatorHead, Row } from '#contract/indicators';
import type { Speech } from '../words.ts';
import { periodText } from './period-text.ts';

interface Line {
  readonly section: string;
  readonly row: Row;
  readonly head: IndicatorHead;
}

/** Figures as CSV (RFC 4180), headed by what they are: place, instant, and whether they are demo data. */
export function figuresCsv(screen: Screen, lines: readonly Line[], { say, language }: Speech): string {
  const about = [
    [screen.place.region.name, say('csv.at', { at: screen.asOf ?? screen.at })],
    ...(screen.demo ? [[say('csv.demo')]] : []),
  ];
  const head = [
    'indicator',
    'section',
    'period',
    'value',
    'unit',
    'growth',
    'progress',
    'light',
    'owner',
    'came',
  ] as const;
  const body = lines.map(({ section, row, head: { code, name, ownerDept } }) => [
    `${code} ${name}`,
    section,
    periodText(row, language),
    row.value ?? '',
    row.unit,
    row.yoy?.value ?? row.yoy?.words ?? '',
    row.progress?.share ?? '',
    row.light?.colour ?? '',
    screen.owners[ownerDept] ?? ownerDept,
    row.at ?? '',
  ]);
  return [...about, head.map((key) => say(`column.${key}`)), ...body].map(csvLine).join('\r\n');
}

function csvLine(cells: readonly (string | number)[]): string {
  return cells.map(csvCell).join(',');
}

/** A text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers. */
function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
