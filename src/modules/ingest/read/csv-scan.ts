/** A place in CSV text; `lf`, `cr` and `quote` remember the next such character (-1: none), so each is looked for once. */
export type Scan = {
  readonly text: string;
  readonly delimiter: string;
  at: number;
  lf: number;
  cr: number;
  quote: number;
};

/** A record: its cells, the index of its line break (or the text's end) and the line breaks inside its quotes. */
export type Found = { readonly cells: string[]; readonly end: number; readonly breaks: number };

export function scanOf(text: string, delimiter: string): Scan {
  return { text, delimiter, at: 0, lf: text.indexOf('\n'), cr: text.indexOf('\r'), quote: text.indexOf('"') };
}

/** The record that begins at `scan.at`; null when a quote opened in it is not closed in this text. */
export function nextRecord(scan: Scan): Found | null {
  const end = nextBreak(scan);
  if (scan.quote !== -1 && scan.quote < scan.at) scan.quote = scan.text.indexOf('"', scan.at);
  if (scan.quote !== -1 && scan.quote < end) return quotedRecord(scan, end);
  return { cells: end === scan.at ? [] : scan.text.slice(scan.at, end).split(scan.delimiter), end, breaks: 0 };
}

/** The index after a line break (LF, CRLF or CR) at `end`. */
export function afterBreak(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}

/** The next line break at or after `scan.at`, or the end of the text. */
function nextBreak(scan: Scan): number {
  if (scan.lf !== -1 && scan.lf < scan.at) scan.lf = scan.text.indexOf('\n', scan.at);
  if (scan.cr !== -1 && scan.cr < scan.at) scan.cr = scan.text.indexOf('\r', scan.at);
  if (scan.cr === -1) return scan.lf === -1 ? scan.text.length : scan.lf;
  return scan.lf === -1 ? scan.cr : Math.min(scan.lf, scan.cr);
}

/** The record at `scan.at` read cell by cell. Moves `scan.at` along; the caller sets it for the next record anyway. */
function quotedRecord(scan: Scan, firstBreak: number): Found | null {
  const start = scan.at;
  const cells: string[] = [];
  for (;;) {
    const quoted = scan.text[scan.at] === '"' ? quotedPart(scan) : '';
    if (quoted === null) return null;
    const lineEnd = nextBreak(scan);
    const delimiterAt = scan.text.indexOf(scan.delimiter, scan.at);
    const inLine = delimiterAt !== -1 && delimiterAt < lineEnd;
    const end = inLine ? delimiterAt : lineEnd;
    cells.push(quoted + scan.text.slice(scan.at, end));
    if (!inLine) return { cells, end, breaks: end === firstBreak ? 0 : countBreaks(scan.text.slice(start, end)) };
    scan.at = end + scan.delimiter.length;
  }
}

/** The text within the quotes that open at `scan.at`, doubled quotes undone; moves past the closing quote. */
function quotedPart(scan: Scan): string | null {
  let value = '';
  for (let from = scan.at + 1; ; ) {
    const close = scan.text.indexOf('"', from);
    if (close === -1) return null;
    if (scan.text[close + 1] !== '"') {
      value += scan.text.slice(from, close);
      scan.at = close + 1;
      return value;
    }
    value += scan.text.slice(from, close + 1);
    from = close + 2;
  }
}

/** Line breaks in a text, CRLF counted once. */
export function countBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
