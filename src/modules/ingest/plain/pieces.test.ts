import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { recordSplitter } from '../read/csv-records.ts';
import { recordBoundary } from '../read/record-boundary.ts';
import { countLines, halve, isLinear, linesOf, type Piece } from './pieces.ts';

const piece = (text: string, firstLine = 1): Piece => {
  const bytes = Buffer.from(text);
  const scanned = Buffer.from(text.endsWith('\n') ? text : `${text}\n`);
  const { records } = recordBoundary(scanned, { delimiter: Buffer.from(','), encoding: 'utf-8' });
  return { bytes, firstLine, records, garbled: [] };
};

const cell = fc.oneof(
  fc.stringMatching(/^[a-c0-9 市]{0,4}$/),
  fc.stringMatching(/^[a\n"]{0,4}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
);
const csv = fc
  .array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 12 })
  .map((rows) => `${rows.map((row) => row.join(',')).join('\n')}\n`);

const rowsOf = ({ bytes, firstLine }: Piece) => {
  const splitter = recordSplitter(',', firstLine);
  return [...splitter.push(bytes.toString()), ...splitter.end()].map(({ line, cells }) => ({ line, cells }));
};

describe('pieces of a delimited file', () => {
  it('count lines by any line end, the open last one included', () => {
    assert.deepEqual(
      ['', 'a', 'a\n', 'a\r\nb', 'a\rb\r', 'a\n\nb'].map((text) => countLines(Buffer.from(text))),
      [0, 1, 1, 2, 2, 3],
    );
  });

  it('are linear only when records and lines are the same thing', () => {
    assert.equal(isLinear(piece('a,b\nc,d\n')), true);
    assert.equal(isLinear(piece('a,b\nc,d')), true);
    assert.equal(isLinear(piece('a,"b\nc"\n')), false);
    assert.equal(isLinear(piece('a,b\n\nc,d\n')), false);
    assert.equal(isLinear(piece('a,b\r\nc,d\r\n')), true);
    assert.equal(isLinear(piece('a,b\rc,d\r\n')), false);
    assert.equal(isLinear({ ...piece('a,b\n'), garbled: [1] }), false);
  });

  it('halve between records: the same rows on the same lines', () => {
    fc.assert(
      fc.property(csv, (text) => {
        const whole = piece(text, 7);
        const halves = halve(whole, ',');
        if (halves === null) return;
        assert.deepEqual(halves.flatMap(rowsOf), rowsOf(whole));
        assert.equal(halves[0].records + halves[1].records, whole.records);
      }),
    );
  });

  it('give single lines', () => {
    const found = [...linesOf(piece('a\nb\nc\nd', 10), [10, 12, 13])];
    assert.deepEqual(
      found.map(([line, bytes]) => [line, bytes.toString()]),
      [
        [10, 'a\n'],
        [12, 'c\n'],
        [13, 'd'],
      ],
    );
  });
});
