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
  /** Bring a piece before the engine; may be done while the engine is busy with the one before. */
  prepare(piece: Piece): Promise<Prepared>;
  /** False when a text in the piece can only be read with the rows before it. */
  read(prepared: Prepared, bytesDone: number): Promise<boolean>;
  /** Settle what only shows when all rows stand: rows that repeat others. */
  finish(): Promise<void>;
}

/** A piece as the engine will first try it; `stage` is null where it cannot. */
export interface Prepared {
  readonly piece: Piece;
  readonly mode: PlainMode;
  readonly stage: Stage | null;
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
    prepare: (piece) => prepare(state, piece),
    read: (prepared, bytesDone) => readPiece(state, prepared, bytesDone),
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

async function prepare(state: State, piece: Piece): Promise<Prepared> {
  const mode = state.refusals < PATIENCE && !numbersMayDiffer(piece.bytes) ? 'numbers' : 'texts';
  const stage = isLinear(piece) ? await stageAs(state, piece, mode) : null;
  return { piece, mode, stage };
}

/** Null when a server refuses the bytes at once; chDB does so when it reads them. */
async function stageAs({ parts, plan, delimiter }: State, piece: Piece, mode: PlainMode): Promise<Stage | null> {
  const { olap, config } = parts.platform;
  try {
    return await stageBytes(olap, {
      database: 'ingest',
      dir: join(config.dataDir, 'staging'),
      columns: stageColumns(plan, mode),
      format: 'CSV',
      bytes: piece.bytes,
      settings: csvSettings(delimiter),
    });
  } catch (error) {
    if (!isDataError(error)) throw error;
    return null;
  }
}

/** The engine takes the piece, or halves of it, or it is read row by row when even small pieces do not fit. */
async function readPiece(state: State, prepared: Prepared, bytesDone: number): Promise<boolean> {
  const { piece } = prepared;
  if (piece.records === 0) {
    await prepared.stage?.drop();
    return true;
  }
  const taken = isLinear(piece) ? await takePiece(state, prepared, bytesDone) : 'refused';
  if (taken !== 'refused') return taken === 'taken';
  const halves = piece.bytes.length > SMALL ? halve(piece, state.delimiter) : null;
  if (!halves) {
    await readRows(splitRows(piece.bytes, piece.firstLine, state.delimiter), state.parts, bytesDone);
    return true;
  }
  for (const half of halves) if (!(await readPiece(state, await prepare(state, half), bytesDone))) return false;
  return true;
}

type Taken = 'taken' | 'refused' | 'stateful';

async function takePiece(state: State, { piece, mode, stage }: Prepared, bytesDone: number): Promise<Taken> {
  const first = await tryStage(state, piece, { mode, stage }, bytesDone);
  if (first !== 'refused' || mode === 'texts') return first;
  state.refusals++;
  return tryStage(state, piece, { mode: 'texts', stage: await stageAs(state, piece, 'texts') }, bytesDone);
}

/** Have the engine read a staged piece; nothing of it stands when it refuses. */
async function tryStage(
  state: State,
  piece: Piece,
  { mode, stage }: { mode: PlainMode; stage: Stage | null },
  bytesDone: number,
): Promise<Taken> {
  if (!stage) return 'refused';
  const { platform, target } = state.parts;
  const place: PlainTarget = { table: target.table, batch: target.batch, firstRow: piece.firstLine };
  try {
    return await takeStaged(state, piece, { stage, target: place, mode }, bytesDone);
  } catch (error) {
    if (!isDataError(error)) throw error;
    await purgeRows(platform.olap, place.table, place.batch, place.firstRow);
    return 'refused';
  } finally {
    await stage.drop();
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
