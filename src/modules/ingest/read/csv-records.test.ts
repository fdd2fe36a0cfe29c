import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { recordSplitter } from './csv-records.ts';
import { fileErrorCode } from './file-errors.ts';
import { limits } from './limits.ts';
import type { SheetRow } from './sheet.ts';

/** Split text given in pieces. */
function split(pieces: string | readonly string[], delimiter = ','): SheetRow[] {
  const splitter = recordSplitter(delimiter);
  const rows = [pieces].flat().flatMap((piece) => splitter.push(piece));
  return [...rows, ...splitter.end()];
}

function cells(text: string): (readonly unknown[])[] {
  return split(text).map((row) => row.cells);
}

test('lines end with LF, CRLF, CR or a mixture of them', () => {
  assert.deepEqual(cells('a,b\nc,d\r\ne,f\rg,h'), [
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
    ['g', 'h'],
  ]);
});

test('quotes hold delimiters, line breaks and doubled quotes; the line is that of the record', () => {
  const rows = split('a,"x,\r\ny ""z"""\nb,c\n');
  assert.deepEqual(rows, [
    { line: 1, cells: ['a', 'x,\r\ny "z"'] },
    { line: 3, cells: ['b', 'c'] },
  ]);
});

test('a quote within a cell is a character, text after a closing quote is kept', () => {
  assert.deepEqual(cells('5" 管,3\n"5寸" 管,4\n'), [
    ['5" 管', '3'],
    ['5寸 管', '4'],
  ]);
});

test('rows stay ragged; rows without content are left out and noted on the next', () => {
  assert.deepEqual(split('a\n\n,,\nb,c,\n\n\n'), [
    { line: 1, cells: ['a'] },
    { line: 4, cells: ['b', 'c', ''], blankBefore: true },
  ]);
});

test('a lone quote is refused with the line of its record', () => {
  assert.throws(
    () => split('a,b\nc,"d\ne,f\n'),
    (error: unknown) => fileErrorCode(error) === 'unclosed-quote' && /第 2 行/.test(String(error)),
  );
});

test('a record beyond the limit is refused without being gathered whole', () => {
  const splitter = recordSplitter(',');
  const piece = 'x'.repeat(1024 * 1024);
  splitter.push('a,b\n"');
  let pushed = 0;
  assert.throws(
    () => {
      for (; pushed < 50; pushed++) splitter.push(piece);
    },
    (error: unknown) => fileErrorCode(error) === 'record-too-long' && /第 2 行/.test(String(error)),
  );
  assert.ok(pushed <= (limits.record / piece.length) * 2 + 1, `gave up after ${pushed} MB`);
});

test('2,000 columns pass, one more is refused', () => {
  assert.equal(split(`${'x,'.repeat(1_999)}x\n`)[0]?.cells.length, 2_000);
  assert.throws(
    () => split(`${'x,'.repeat(2_000)}x\n`),
    (error: unknown) => fileErrorCode(error) === 'too-many-columns',
  );
});

test('NULs and characters that did not decode are marked, not hidden', () => {
  assert.deepEqual(split('a,b\nc\uFFFD,d\ne,f\0\n'), [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['c\uFFFD', 'd'], marks: [{ column: 0, kind: 'garbled' }] },
    { line: 3, cells: ['e', 'f\0'], marks: [{ column: 1, kind: 'garbled' }] },
  ]);
});

const cell = fc.string({ unit: fc.constantFrom('a', '中', ' ', ',', ';', '"', '\n', '\r'), maxLength: 5 });
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
const lineBreak = fc.constantFrom('\n', '\r\n');

/** Quote where needed, and sometimes where not. */
function written(rows: readonly string[][], newline: string, quoteAll: boolean): string {
  const quoted = (text: string) => (quoteAll || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(quoted).join(',') + newline).join('');
}

test('splits as csv-parse does', () => {
  fc.assert(
    fc.property(table, lineBreak, fc.boolean(), (rows, newline, quoteAll) => {
      const text = written(rows, newline, quoteAll);
      const expected: string[][] = parse(text, {
        relax_column_count: true,
        record_delimiter: newline,
        skip_empty_lines: true,
      });
      const filled = expected.filter((row) => row.some((value) => value !== ''));
      assert.deepEqual(cells(text), filled);
    }),
    { numRuns: 500 },
  );
});

test('where the text is cut into chunks changes nothing', () => {
  const raw = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '""', '中'), maxLength: 40 });
  fc.assert(
    fc.property(raw, fc.array(fc.nat(40), { maxLength: 4 }), (text, cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((end, i) => text.slice(places[i], end));
      assert.deepEqual(outcome(pieces), outcome(text));
    }),
    { numRuns: 1_000 },
  );
});

function outcome(pieces: string | readonly string[]): unknown {
  try {
    return split(pieces);
  } catch (error) {
    return fileErrorCode(error);
  }
}
