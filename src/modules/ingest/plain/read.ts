import { join } from 'node:path';
import { type Stage, stageBytes } from '#platform/olap/stage.ts';
import { countRows, purgeRows } from '../olap/dataset.ts';
import {
  csvSettings,
  insertPlainRows,
  linesNotTaken,
  newTexts,
  type PlainMode,
  type PlainTarget,
  stageColumns,
} from '../olap/plain.ts';
import { recordSplitter } from '../read/csv-records.ts';
import type { RunParts } from '../run/parts.ts';
import { readRows } from '../run/rows.ts';
import { type DerivedPlan, type ReadRow, withNames } from './derive.ts';
import { halve, isLinear, linesOf, type Piece } from './pieces.ts';
import type { PlainPlan } from './plan.ts';
import { resolveRepeats } from './repeats.ts';
import { hasExoticSpaces, isDataError, numbersMayDiffer } from './suspects.ts';
import { createLexicon, type Lexicon, MAX_WORDS } from './words.ts';

/** Reads pieces of a delimited file with the engine, and what it is not certain of row by row. */
export interface PlainReader {
  /** False when a text in the piece can only be read with the rows before it. */
  read(piece: Piece, bytesDone: number): Promise<boolean>;
  /** Settle what only shows when all rows stand: rows that repeat others. */
  finish(): Promise<void>;
}

/** Pieces this small are read row by row when the engine refuses them. */
const SMALL = 128 * 1024;
/** Rows that the engine left; with more of them it pays to ask it for the texts that it did not know. */
const MANY = 500;
/** After so many pieces in which figures were no plain numbers, they are read as texts at once. */
const PATIENCE = 2;

interface State {
  readonly parts: RunParts;
  readonly plan: PlainPlan;
  readonly delimiter: string;
  readonly lexicon: Lexicon;
  refusals: number;
}

/** A reader for the rest of a file whose head has been read row by row. */
export async function createPlainReader(
  parts: RunParts,
  derived: DerivedPlan,
  head: readonly ReadRow[],
  delimiter: string,
): Promise<PlainReader | null> {
  const columns = await parts.target.columns();
  const plan = withNames(derived.plan, (slot) => columns[slot]?.name ?? '');
  const lexicon = createLexicon(derived.rules, derived.basis, parts.resolve);
  if (
    !lexicon.learn(
      textsOf(
        plan,
        head.map(({ row }) => row.cells),
      ),
    )
  )
    return null;
  const state: State = { parts, plan, delimiter, lexicon, refusals: 0 };
  return {
    read: (piece, bytesDone) => readPiece(state, piece, bytesDone),
    finish: () => resolveRepeats(parts, plan),
  };
}

/** The texts by which rows name region and period, each once. */
function textsOf({ region, period }: PlainPlan, rows: readonly (readonly unknown[])[]) {
  const join = (columns: readonly number[]) => [
    ...new Set(rows.map((cells) => columns.map((column) => String(cells[column] ?? '')).join('\0'))),
  ];
  return {
    regions: region.kind === 'texts' ? join(region.columns) : [],
    periods: period.kind === 'texts' ? join(period.columns) : [],
  };
}

/** The engine takes the piece, or halves of it, or it is read row by row when even small pieces do not fit. */
async function readPiece(state: State, piece: Piece, bytesDone: number): Promise<boolean> {
  if (piece.records === 0) return true;
  const taken = isLinear(piece) ? await takePiece(state, piece, bytesDone) : 'refused';
  if (taken !== 'refused') return taken === 'taken';
  const halves = piece.bytes.length > SMALL ? halve(piece, state.delimiter) : null;
  if (!halves) {
    await readRows(splitRows(piece.bytes, piece.firstLine, state.delimiter), state.parts, bytesDone);
    return true;
  }
  return (await readPiece(state, halves[0], bytesDone)) && (await readPiece(state, halves[1], bytesDone));
}

type Taken = 'taken' | 'refused' | 'stateful';

async function takePiece(state: State, piece: Piece, bytesDone: number): Promise<Taken> {
  const asNumbers = state.refusals < PATIENCE && !numbersMayDiffer(piece.bytes, state.delimiter);
  const first = asNumbers ? await tryMode(state, piece, 'numbers', bytesDone) : 'refused';
  if (first !== 'refused') return first;
  if (asNumbers) state.refusals++;
  return tryMode(state, piece, 'texts', bytesDone);
}

/** Have the engine read the piece in one mode; nothing of it stands when it refuses. */
async function tryMode(state: State, piece: Piece, mode: PlainMode, bytesDone: number): Promise<Taken> {
  const { parts, plan, delimiter } = state;
  const { olap, config } = parts.platform;
  const target: PlainTarget = { table: parts.target.table, batch: parts.target.batch, firstRow: piece.firstLine };
  let stage: Stage | null = null;
  try {
    stage = await stageBytes(olap, {
      database: 'ingest',
      dir: join(config.dataDir, 'staging'),
      columns: stageColumns(plan, mode),
      format: 'CSV',
      bytes: piece.bytes,
      settings: csvSettings(delimiter),
    });
    return await takeStaged(state, piece, { stage, target, mode }, bytesDone);
  } catch (error) {
    if (!isDataError(error)) throw error;
    await purgeRows(olap, target.table, target.batch, target.firstRow);
    return 'refused';
  } finally {
    await stage?.drop();
  }
}

interface Staged {
  readonly stage: Stage;
  readonly target: PlainTarget;
  readonly mode: PlainMode;
}

async function takeStaged(state: State, piece: Piece, staged: Staged, bytesDone: number): Promise<Taken> {
  const { parts, plan, lexicon } = state;
  const { olap } = parts.platform;
  const { stage, target, mode } = staged;
  const exotic = hasExoticSpaces(piece.bytes);
  const insert = (again: boolean) => insertPlainRows(olap, stage, target, plan, mode, lexicon.words, { again, exotic });
  await insert(false);
  let taken = await countRows(olap, target.table, target.batch, target.firstRow);
  if (piece.records - taken > MANY) {
    const known = lexicon.size;
    if (!lexicon.learn(await newTexts(olap, stage, plan, lexicon.words, MAX_WORDS))) return 'stateful';
    if (lexicon.size > known) await insert(true);
    taken = await countRows(olap, target.table, target.batch, target.firstRow);
  }
  parts.sink.addPlain(taken);
  return readLeft(state, piece, target, piece.records - taken, bytesDone);
}

/** Read the rows that the engine has left, by the rules; what their texts mean is known to the engine from then on. */
async function readLeft(
  state: State,
  piece: Piece,
  target: PlainTarget,
  left: number,
  bytesDone: number,
): Promise<Taken> {
  if (left === 0) return 'taken';
  const { parts, plan, lexicon, delimiter } = state;
  const lines = await linesNotTaken(parts.platform.olap, target, piece.records, left);
  const rows = [...linesOf(piece, lines)].flatMap(([line, bytes]) => splitRows(bytes, line, delimiter));
  if (
    !lexicon.learn(
      textsOf(
        plan,
        rows.map(({ cells }) => cells),
      ),
    )
  )
    return 'stateful';
  await readRows(rows, parts, bytesDone);
  return 'taken';
}

function splitRows(bytes: Buffer, firstLine: number, delimiter: string) {
  const splitter = recordSplitter(delimiter, firstLine);
  return [...splitter.push(bytes.toString()), ...splitter.end()];
}
