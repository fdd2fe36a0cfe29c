/** Carries what a person corrected over to the next file of the same shape. */
import { correctReading } from './correct.ts';
import type { Column, Correction, Reading } from './reading.ts';
import type { ResolveRegion } from './region.ts';
import { timeless } from './shape.ts';

export interface Adapted {
  readonly reading: Reading;
  /** Corrections that could not be carried over, and why. */
  readonly dropped: readonly { readonly correction: Correction; readonly why: string }[];
}

/**
 * The new proposal with the corrections of the remembered reading. Columns are found again by their header words, lines
 * by their text; a period that was told for the last file is never carried to the next.
 */
export function adaptReading(remembered: Reading, proposal: Reading, resolve: ResolveRegion): Adapted {
  let reading = proposal;
  const dropped: { correction: Correction; why: string }[] = [];
  for (const correction of remembered.corrections) {
    const moved = move(correction, remembered, proposal);
    const result =
      typeof moved === 'string' ? { ok: false as const, text: moved } : correctReading(reading, moved, resolve);
    if (result.ok) reading = result.reading;
    else dropped.push({ correction, why: result.text });
  }
  return { reading, dropped };
}

/** The correction in terms of the new file, or why it cannot be. */
function move(correction: Correction, from: Reading, to: Reading): Correction | string {
  switch (correction.kind) {
    case 'column':
      return moveColumn(correction, from, to);
    case 'unit':
      return correction.column === undefined ? correction : withColumn(correction, correction.column, from, to);
    case 'header':
      return moveHeader(correction.lines, from, to);
    case 'line':
      return moveLine(correction, from, to);
    case 'period':
      return /(?:19|20)\d\d/.test(correction.text) ? correction : '这个时间没有写年份，每期不同，需重新指定';
    case 'sheet-period':
      return '全表的时间每期不同，需重新指定';
    default:
      return correction;
  }
}

type ColumnCorrection = Extract<Correction, { kind: 'column' }>;

function moveColumn(correction: ColumnCorrection, from: Reading, to: Reading): Correction | string {
  const moved = withColumn(correction, correction.column, from, to);
  if (typeof moved === 'string' || correction.of === undefined) return moved;
  const of = sameColumn(correction.of, from, to);
  return of === null ? lost(from.columns[correction.of]) : { ...moved, of };
}

function withColumn<C extends Correction>(correction: C, column: number, from: Reading, to: Reading): C | string {
  const index = sameColumn(column, from, to);
  return index === null ? lost(from.columns[column]) : { ...correction, column: index };
}

function lost(column: Column | undefined): string {
  return `新文件中没有“${column?.label ?? ''}”这一列`;
}

/** The column with the same header words, counting among equals from the left. */
function sameColumn(index: number, from: Reading, to: Reading): number | null {
  const old = from.columns[index];
  if (!old) return null;
  const equals = ({ columns }: Reading) => columns.filter((column) => words(column) === words(old));
  const place = equals(from).findIndex((column) => column.index === index);
  return equals(to)[place]?.index ?? null;
}

function words({ path }: Column): string {
  return path.map(timeless).join('/');
}

/** The header stands as far from where it was proposed as it did before. */
function moveHeader(lines: readonly number[], from: Reading, to: Reading): Correction | string {
  const [before, now] = [from.observed.headerRows[0], to.observed.headerRows[0]];
  if (before === undefined || now === undefined) return '新文件的表头位置不同，需重新指定';
  return { kind: 'header', lines: lines.map((line) => line - before + now) };
}

type LineCorrection = Extract<Correction, { kind: 'line' }>;

function moveLine(correction: LineCorrection, from: Reading, to: Reading): Correction | string {
  const text = lineText(correction.line, from);
  const line = text === null ? undefined : linesOf(to).find((other) => other.text === text)?.line;
  return line === undefined ? '新文件中没有同样文字的行' : { ...correction, line };
}

function lineText(line: number, reading: Reading): string | null {
  return linesOf(reading).find((other) => other.line === line)?.text ?? null;
}

function linesOf({ observed }: Reading): { line: number; text: string }[] {
  const head = observed.head.map(({ line, cells }) => ({
    line,
    text: timeless(cells.map((cell) => cell ?? '').join(' ')),
  }));
  return [...observed.lines.map(({ line, text }) => ({ line, text: timeless(text) })), ...head];
}
