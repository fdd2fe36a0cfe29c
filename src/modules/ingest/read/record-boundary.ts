/** What the boundary scan needs to know of a CSV; the bytes must be UTF-8 or GB18030. */
export type ByteDialect = { readonly delimiter: Buffer; readonly encoding: 'utf-8' | 'gb18030' };

/**
 * `boundary`: index after the last record that ends within the bytes (0: none does);
 * `records`: non-blank records before it; `lines`: physical lines before it.
 */
export type BoundaryScan = { readonly boundary: number; readonly records: number; readonly lines: number };

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

type ByteScan = {
  readonly bytes: Buffer;
  readonly dialect: ByteDialect;
  at: number;
  lf: number;
  cr: number;
  quote: number;
  lines: number;
};

/**
 * Find the last record boundary in bytes that begin at a record: a line break outside quotes, quotes opening only at
 * the start of a cell, exactly as the reader splits. Neither encoding uses the bytes of quote, CR or LF within a
 * character, so nothing is decoded. A final CR may be half of a CRLF and is no boundary.
 */
export function recordBoundary(bytes: Buffer, dialect: ByteDialect): BoundaryScan {
  const found = { boundary: 0, records: 0, lines: 0 };
  const [lf, cr, quote] = [bytes.indexOf(LF), bytes.indexOf(CR), bytes.indexOf(QUOTE)];
  const scan: ByteScan = { bytes, dialect, at: 0, lf, cr, quote, lines: 0 };
  for (let end = recordEnd(scan); end !== -1; end = recordEnd(scan)) {
    if (end > scan.at) found.records++;
    scan.at = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
    scan.lines++;
    found.boundary = scan.at;
    found.lines = scan.lines;
  }
  return found;
}

/** The line break that ends the record at `scan.at`, or -1. Plain records are hopped over by `indexOf`. */
function recordEnd(scan: ByteScan): number {
  if (scan.lf !== -1 && scan.lf < scan.at) scan.lf = scan.bytes.indexOf(LF, scan.at);
  if (scan.cr !== -1 && scan.cr < scan.at) scan.cr = scan.bytes.indexOf(CR, scan.at);
  if (scan.quote !== -1 && scan.quote < scan.at) scan.quote = scan.bytes.indexOf(QUOTE, scan.at);
  const end = scan.cr === -1 || (scan.lf !== -1 && scan.lf < scan.cr) ? scan.lf : scan.cr;
  if (scan.quote !== -1 && scan.quote < end) return quotedRecordEnd(scan);
  return end === scan.bytes.length - 1 && scan.bytes[end] === CR ? -1 : end;
}

/** The same for a record with quotes, byte by byte. Only quote, CR and LF matter and all are below 0x23. */
function quotedRecordEnd(scan: ByteScan): number {
  const { bytes, dialect, at } = scan;
  let quoted = false;
  let closedAt = -2;
  for (let i = scan.quote; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > QUOTE) continue;
    if (byte === QUOTE) {
      if (quoted) closedAt = i;
      quoted = !quoted && (closedAt === i - 1 || opensCell(bytes, i, at, dialect));
    } else if (byte === LF || (byte === CR && bytes[i + 1] !== LF && i < bytes.length - 1)) {
      if (!quoted) return bytes[i - 1] === CR ? i - 1 : i;
      scan.lines++;
    }
  }
  return -1;
}

/** Whether a quote at `at` stands at the start of a cell of the record that begins at `start`. */
function opensCell(bytes: Buffer, at: number, start: number, { delimiter, encoding }: ByteDialect): boolean {
  if (at === start) return true;
  const from = at - delimiter.length;
  if (from < start) return false;
  for (let i = 0; i < delimiter.length; i++) if (bytes[from + i] !== delimiter[i]) return false;
  return encoding === 'utf-8' || startsCharacter(bytes, from);
}

/**
 * In GB18030 a byte from 0x30 on may be the rest of a character (`|` in 倈). Walk forward from the nearest byte
 * below 0x30 before it, which never is.
 */
function startsCharacter(bytes: Buffer, at: number): boolean {
  let i = at;
  while (i > 0 && (bytes[i] ?? 0) >= 0x30) i--;
  while (i < at) i += characterLength(bytes, i);
  return i === at;
}

function characterLength(bytes: Buffer, at: number): number {
  if ((bytes[at] ?? 0) < 0x81) return 1;
  const second = bytes[at + 1] ?? 0;
  return second >= 0x30 && second <= 0x39 ? 4 : 2;
}
