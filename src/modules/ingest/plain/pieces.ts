import { recordBoundary } from '../read/record-boundary.ts';

/** Whole records of a delimited file as UTF-8, and where they stand in it. */
export interface Piece {
  readonly bytes: Buffer;
  /** 1-based line of the file at which the piece begins. */
  readonly firstLine: number;
  /** Records in it; blank lines are none. */
  readonly records: number;
  /** Lines with bytes that do not decode. */
  readonly garbled: readonly number[];
  /** Physical lines, when they have been counted. */
  readonly lines?: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** Physical lines of a piece: LF, CRLF and CR end one, the last may be open. */
export function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines++;
  for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] !== LF) lines++;
  return bytes.length > 0 && !isBreak(bytes.at(-1)) ? lines + 1 : lines;
}

const isBreak = (byte: number | undefined): boolean => byte === LF || byte === CR;

/** Whether each line is a record, ended by LF or CRLF, and each record a line: a record's number then tells its line. */
export function isLinear({ bytes, records, garbled, lines: counted }: Piece): boolean {
  if (garbled.length > 0) return false;
  if (counted !== undefined && !bytes.includes(CR)) return counted === records;
  let lines = bytes.length > 0 && bytes.at(-1) !== LF ? 1 : 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines++;
  return lines === records;
}

/** Two pieces of about half the size, cut between records; null when it cannot be cut there. */
export function halve(piece: Piece, delimiter: string): [Piece, Piece] | null {
  const { bytes, firstLine, records, garbled } = piece;
  const dialect = { delimiter: Buffer.from(delimiter), encoding: 'utf-8' } as const;
  const cut = recordBoundary(bytes.subarray(0, bytes.length >> 1), dialect);
  if (cut.boundary === 0) return null;
  const middle = firstLine + cut.lines;
  const head = garbled.filter((line) => line < middle);
  return [
    { bytes: bytes.subarray(0, cut.boundary), firstLine, records: cut.records, garbled: head, lines: cut.lines },
    {
      bytes: bytes.subarray(cut.boundary),
      firstLine: middle,
      records: records - cut.records,
      garbled: garbled.slice(head.length),
    },
  ];
}

/** The bytes of single lines of a linear piece; `lines` in ascending order. */
export function* linesOf(
  { bytes, firstLine }: Piece,
  lines: readonly number[],
): Generator<[line: number, bytes: Buffer]> {
  let line = firstLine;
  let at = 0;
  for (const wanted of lines) {
    for (; line < wanted; line++) at = nextLine(bytes, at);
    yield [line, bytes.subarray(at, nextLine(bytes, at))];
  }
}

function nextLine(bytes: Buffer, from: number): number {
  const lf = bytes.indexOf(LF, from);
  return lf === -1 ? bytes.length : lf + 1;
}
