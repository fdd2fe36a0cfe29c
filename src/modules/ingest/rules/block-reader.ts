/** Reads the rows of one table: tells data from words, and hands the data on. */
import { bandReadings, joinBands } from './band.ts';
import { createDataReader, type DataReader } from './data-reader.ts';
import { unitsOf } from './line.ts';
import type { NonData, Outcome } from './outcome.ts';
import { type Plan, planOf } from './plan.ts';
import type { Reading, RowKind } from './reading.ts';
import type { ResolveRegion } from './region.ts';
import { isContinuation } from './section.ts';
import { type Cell, filledColumns, type Row, shownCells, textOf } from './sheet.ts';
import { annotation, createHeaderTest, hasFigure, isSentence, nonData } from './words.ts';

export interface BlockReader {
  read(row: Row): Outcome;
}

interface State {
  /** After the first note or source, words are notes too. */
  inFoot: boolean;
}

/** A reader of the rows of one table. */
export function createBlockReader(reading: Reading, resolve: ResolveRegion): BlockReader {
  const plan = planOf(reading);
  const data = dataReader(reading, plan, resolve);
  const isHeader = createHeaderTest(plan);
  const fixedLines = knownLines(reading);
  const toldKinds = new Map(Object.entries(reading.lineKinds).map(([line, what]) => [Number(line), what]));
  const state: State = { inFoot: false };
  const firstData = firstDataLine(reading);
  return {
    read(row) {
      const cells = shownCells(row);
      const told = toldKinds.get(row.line);
      if (told === 'data') return data.read(row.line, cells);
      if (told) return toldLine(told, row.line, cells, data);
      if (row.line < firstData) return nonData(row.line, aboveKind(row.line, cells, fixedLines), firstText(cells));
      if (isHeader(cells)) return nonData(row.line, 'header', firstText(cells));
      if (hasFigure(cells, plan.figures)) return taken(data.read(row.line, cells), state);
      return readWords(row.line, cells, { plan, data, state });
    },
  };
}

/** Below the header; without one below the title, unless a person took the header for data. */
function firstDataLine({ headerRows, observed }: Reading): number {
  const last = headerRows.at(-1);
  if (last !== undefined) return last + 1;
  return observed.headerRows.length === 0 ? observed.dataFrom : observed.from;
}

function dataReader(reading: Reading, plan: Plan, resolve: ResolveRegion): DataReader {
  if (reading.bands.length === 1) return createDataReader(plan, resolve);
  const bands = bandReadings(reading).map((half) => ({
    reader: createDataReader(planOf(half), resolve),
    columns: half.columns.flatMap(({ role, index }) => (role === 'ignore' ? [] : [index])),
  }));
  return joinBands(bands);
}

function taken(outcome: Outcome, state: State): Outcome {
  state.inFoot = false;
  return outcome;
}

/** Lines of the header, and of the words above it. Words below are told anew: the sample may not reach them. */
function knownLines({ headerRows, observed }: Reading): Map<number, RowKind> {
  const first = headerRows[0] ?? Number.POSITIVE_INFINITY;
  const above = observed.lines.filter(({ line }) => line < first);
  const lines = above.map(({ line, what }): [number, RowKind] => [line, what]);
  return new Map([...lines, ...headerRows.map((line): [number, RowKind] => [line, 'header'])]);
}

function aboveKind(line: number, cells: readonly Cell[], known: ReadonlyMap<number, RowKind>): RowKind {
  return known.get(line) ?? (filledColumns(cells).length === 0 ? 'blank' : 'title');
}

/** A line whose kind a person has told; a section title still sets what it sets. */
function toldLine(told: RowKind, line: number, cells: readonly Cell[], data: DataReader): NonData {
  const text = firstText(cells);
  if (told === 'section') data.section(text);
  return nonData(line, told, text);
}

interface Scene {
  readonly plan: Plan;
  readonly data: DataReader;
  readonly state: State;
}

function readWords(line: number, cells: readonly Cell[], scene: Scene): Outcome {
  const filled = filledColumns(cells);
  const [first] = filled;
  if (first === undefined) return nonData(line, 'blank');
  const isPlain = scene.plan.reading.layout === 'dataset';
  if (filled.length <= (isPlain ? 2 : 4) && (!isPlain || filled.length < scene.plan.width)) {
    const words = readAnnotation(line, cells, filled, scene);
    if (words) return words;
  }
  if (isPlain) return scene.data.read(line, cells);
  const alone = filled.every((i) => textOf(cells[i]).trim() === textOf(cells[first]).trim());
  if (!alone || scene.data.isLabel(cells, first)) return taken(scene.data.read(line, cells), scene.state);
  return readTitle(line, textOf(cells[first]), scene);
}

/** A note, a source, a unit; null when the row is none of them. */
function readAnnotation(line: number, cells: readonly Cell[], filled: readonly number[], scene: Scene): NonData | null {
  const text = textOf(cells[filled[0] ?? 0]);
  const what = annotation(text) ?? (scene.state.inFoot && filled.length === 1 ? 'note' : null);
  if (what === null || (scene.data.isLabel(cells, filled[0] ?? 0) && annotation(text) === null)) return null;
  if (what === 'unit') scene.data.units(unitsOf(text) ?? []);
  else scene.state.inFoot = true;
  return nonData(line, what, text);
}

/** A text alone among the data: a title of what follows, or a remark. */
function readTitle(line: number, text: string, { data }: Scene): NonData {
  if (isSentence(text)) return nonData(line, 'note', text);
  if (!isContinuation(text)) data.section(text);
  return nonData(line, 'section', text);
}

function firstText(cells: readonly Cell[]): string {
  return textOf(cells.find((cell) => textOf(cell).trim() !== ''));
}
