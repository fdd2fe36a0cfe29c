import { join } from 'node:path';
import { type Stage, sideBySide, stageBytes } from '#platform/olap/stage.ts';
import { countRows, purgeRows } from '../olap/dataset.ts';
import {
  csvSettings,
  insertPlainRows,
  isOddRow,
  linesNotTaken,
  newTexts,
  type PlainCare,
  type PlainMode,
  type PlainPart,
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

/** A piece as the engine will first try it; `parts` is null where it cannot. */
export interface Prepared {
  readonly piece: Piece;
  readonly mode: PlainMode;
  readonly parts: readonly PlainPart[] | null;
}

/** Forget a piece that was prepared and will not be read. */
export async function dropPrepared({ parts }: Prepared): Promise<void> {
  for (const { stage } of parts ?? []) await stage.drop();
}

/** Pieces this small are read row by row when the engine refuses them. */
const SMALL = 128 * 1024;
/** Rows that the engine left; with more of them it pays to ask it for the texts that it did not know. */
const MANY = 500;
/** After so many pieces with figures that are no plain numbers, or with odd rows, these are expected. */
const PATIENCE = 2;

interface State {
  readonly parts: RunParts;
  readonly plan: PlainPlan;
  readonly delimiter: string;
  readonly lexicon: Lexicon;
  /** Pieces in which a figure was no plain number. */
  unplain: number;
  /** Pieces with a row that the engine was not certain of. */
  odd: number;
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
  const state: State = { parts, plan, delimiter, lexicon, unplain: 0, odd: 0 };
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
  const mode = state.unplain < PATIENCE && !numbersMayDiffer(piece.bytes) ? 'numbers' : 'texts';
  return { piece, mode, parts: isLinear(piece) ? await stageAs(state, piece, mode) : null };
}

/** Bring a piece before the engine, in halves where it reads two side by side. Null when a server refuses it at once. */
async function stageAs(state: State, piece: Piece, mode: PlainMode): Promise<PlainPart[] | null> {
  const { olap } = state.parts.platform;
  const halves = sideBySide(olap) > 1 && piece.bytes.length > SMALL ? halve(piece, state.delimiter) : null;
  const staged: PlainPart[] = [];
  for (const { bytes, firstLine } of halves ?? [piece]) {
    const stage = await stageOne(state, bytes, mode);
    if (!stage) return null;
    staged.push({ stage, firstRow: firstLine });
  }
  return staged;
}

async function stageOne({ parts, plan, delimiter }: State, bytes: Buffer, mode: PlainMode): Promise<Stage | null> {
  const { olap, config } = parts.platform;
  try {
    return await stageBytes(olap, {
      database: 'ingest',
      dir: join(config.dataDir, 'staging'),
      columns: stageColumns(plan, mode),
      format: 'CSV',
      bytes,
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
  const taken = piece.records === 0 ? 'taken' : await takePiece(state, prepared, bytesDone);
  await dropPrepared(prepared);
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

/** A piece whose figures turn out to be no plain numbers is read again with figures as texts. */
async function takePiece(state: State, { piece, mode, parts }: Prepared, bytesDone: number): Promise<Taken> {
  if (!parts) return 'refused';
  const first = await tryParts(state, piece, mode, parts, bytesDone);
  if (first !== 'refused' || mode === 'texts') return first;
  state.unplain++;
  const again: Prepared = { piece, mode: 'texts', parts: await stageAs(state, piece, 'texts') };
  try {
    return again.parts ? await tryParts(state, piece, 'texts', again.parts, bytesDone) : 'refused';
  } finally {
    await dropPrepared(again);
  }
}

/** Have the engine read a staged piece; nothing of it stands when it refuses. */
async function tryParts(
  state: State,
  piece: Piece,
  mode: PlainMode,
  parts: readonly PlainPart[],
  bytesDone: number,
): Promise<Taken> {
  const { platform, target } = state.parts;
  const place: PlainTarget = { table: target.table, batch: target.batch, firstRow: piece.firstLine };
  const attempt: Attempt = { state, piece, parts, place, mode, exotic: hasExoticSpaces(piece.bytes) };
  try {
    if (await takeWhole(attempt)) return 'taken';
    return await takeWhatIsCertain(attempt, bytesDone);
  } catch (error) {
    if (!isDataError(error)) throw error;
    await purgeRows(platform.olap, place.table, place.batch, place.firstRow);
    return 'refused';
  }
}

interface Attempt {
  readonly state: State;
  readonly piece: Piece;
  readonly parts: readonly PlainPart[];
  readonly place: PlainTarget;
  readonly mode: PlainMode;
  readonly exotic: boolean;
}

function insert({ state, parts, place, mode, exotic }: Attempt, rows: PlainCare['rows']): Promise<void> {
  const { platform } = state.parts;
  return insertPlainRows(platform.olap, parts, place, state.plan, state.lexicon.words, { mode, rows, exotic });
}

/** Most pieces hold plain rows only: then one statement does, and nothing need be counted. */
async function takeWhole(attempt: Attempt): Promise<boolean> {
  const { state, piece, place } = attempt;
  if (state.odd >= PATIENCE) return false;
  try {
    await insert(attempt, 'strict');
    state.parts.sink.addPlain(piece.records);
    return true;
  } catch (error) {
    if (!isOddRow(error)) throw error;
    state.odd++;
    await purgeRows(state.parts.platform.olap, place.table, place.batch, place.firstRow);
    return false;
  }
}

async function takeWhatIsCertain(attempt: Attempt, bytesDone: number): Promise<Taken> {
  const { state, piece, parts, place } = attempt;
  const { lexicon, plan } = state;
  const { olap } = state.parts.platform;
  await insert(attempt, 'rest');
  let taken = await countRows(olap, place.table, place.batch, place.firstRow);
  if (piece.records - taken > MANY) {
    const known = lexicon.size;
    if (!lexicon.learn(await newTexts(olap, parts, plan, lexicon.words, MAX_WORDS))) return 'stateful';
    if (lexicon.size > known) await insert(attempt, 'again');
    taken = await countRows(olap, place.table, place.batch, place.firstRow);
  }
  state.parts.sink.addPlain(taken);
  return taken === piece.records ? 'taken' : readLeft(attempt, piece.records - taken, bytesDone);
}

/** Read the rows that the engine has left, by the rules; what their texts mean is known to the engine from then on. */
async function readLeft({ state, piece, place }: Attempt, left: number, bytesDone: number): Promise<Taken> {
  const { parts, plan, lexicon, delimiter } = state;
  const lines = await linesNotTaken(parts.platform.olap, place, piece.records, left);
  const rows = [...linesOf(piece, lines)].flatMap(([line, bytes]) => splitRows(bytes, line, delimiter));
  const cells = rows.map((row) => row.cells);
  if (!lexicon.learn(textsOf(plan, cells))) return 'stateful';
  await readRows(rows, parts, bytesDone);
  return 'taken';
}

function splitRows(bytes: Buffer, firstLine: number, delimiter: string) {
  const splitter = recordSplitter(delimiter, firstLine);
  return [...splitter.push(bytes.toString()), ...splitter.end()];
}
