import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { recordSplitter } from './csv-records.ts';
import { recordBoundary } from './record-boundary.ts';

const COMMA = { delimiter: Buffer.from(','), encoding: 'utf-8' } as const;

test('the boundary is the last line break outside quotes', () => {
  assert.deepEqual(recordBoundary(Buffer.from('a,b\n"c\nd",e\nf,"g\n'), COMMA), { boundary: 12, records: 2, lines: 3 });
});

test('a final CR may be half of a CRLF', () => {
  assert.equal(recordBoundary(Buffer.from('a\r\nb\r'), COMMA).boundary, 3);
  assert.equal(recordBoundary(Buffer.from('a\r\n"b"\r'), COMMA).boundary, 3);
  assert.equal(recordBoundary(Buffer.from('a\rb\rc'), COMMA).boundary, 4);
});

test('blank lines are lines but no records', () => {
  assert.deepEqual(recordBoundary(Buffer.from('a\r\n\r\n\nb\n'), COMMA), { boundary: 8, records: 2, lines: 4 });
});

test('nothing complete, no boundary', () => {
  assert.deepEqual(recordBoundary(Buffer.from('"a\nb\n'), COMMA), { boundary: 0, records: 0, lines: 0 });
});

test('in GB18030 the second byte of a character is no delimiter', () => {
  const pipe = { delimiter: Buffer.from('|'), encoding: 'gb18030' } as const;
  const character = iconv.decode(Buffer.from([0x82, 0x7c]), 'gb18030');
  // After the character the quote is inside a cell, so the line break ends the record; after a real pipe it is not.
  assert.equal(recordBoundary(iconv.encode(`中${character}"x\n`, 'gb18030'), pipe).records, 1);
  assert.equal(recordBoundary(iconv.encode(`中${character}|"x\n`, 'gb18030'), pipe).records, 0);
});

test('cuts exactly where the reader ends records', () => {
  const unit = fc.constantFrom('a', '中', ',', '"', '""', '\n', '\r\n', '\r', ' ');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), fc.constantFrom('utf-8', 'gb18030'), (text, encoding) => {
      const bytes = iconv.encode(text, encoding);
      const { boundary, records, lines } = recordBoundary(bytes, { delimiter: Buffer.from(','), encoding });
      const head = iconv.decode(bytes.subarray(0, boundary), encoding);
      const splitter = recordSplitter(',');
      const rows = splitter.push(text);
      const ofHead = recordSplitter(',');
      assert.deepEqual([...ofHead.push(head), ...ofHead.end()], rows);
      assert.equal(lines, head.match(/\r\n|\n|\r/g)?.length ?? 0);
      assert.ok(records >= rows.length);
    }),
    { numRuns: 1_000 },
  );
});
