import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { Encoding } from './encoding.ts';
import { tempFile } from './file.test-support.ts';
import { fileErrorCode } from './file-errors.ts';
import { type Chunk, type ChunkStart, splitChunks } from './split-chunks.ts';

const ENCODINGS = { 'utf-8': 'utf8', 'utf-16le': 'utf16-le', 'utf-16be': 'utf16-be', gb18030: 'gb18030' } as const;

async function chunksOf(path: string, encoding: Encoding, size: number, from?: ChunkStart): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of splitChunks({ path, encoding, delimiter: ',' }, size, from)) chunks.push(chunk);
  return chunks;
}

async function encoded(t: TestContext, text: string, encoding: Encoding): Promise<string> {
  return tempFile(t, 'a.csv', iconv.encode(text, ENCODINGS[encoding]));
}

function textOf(chunks: readonly Chunk[]): string {
  return Buffer.concat(chunks.map(({ bytes }) => bytes)).toString('utf8');
}

const TEXT = '地区,说明\r\n太原市,"多行\r\n说明"\r\n大同市,𠮷\r\n\r\n忻州市,"引""号"\r\n';

for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const) {
  test(`${encoding}: chunks are whole records, together the file, as UTF-8`, async (t) => {
    const path = await encoded(t, TEXT, encoding);
    const chunks = await chunksOf(path, encoding, 24);
    assert.equal(textOf(chunks), TEXT);
    assert.ok(chunks.length > 2);
    assert.equal(
      chunks.reduce((sum, { records }) => sum + records, 0),
      4,
    );
    assert.deepEqual(
      chunks.map(({ offset }) => offset),
      [0, ...chunks.slice(0, -1).map(({ end }) => end)],
    );
    assert.equal(chunks.at(-1)?.end, (await stat(path)).size);
    const last = chunks.find(({ bytes }) => bytes.includes('忻州市'));
    assert.equal(
      (last?.firstLine ?? 0) +
        textOf(last ? [last] : [])
          .split('\r\n')
          .findIndex((l) => l.startsWith('忻')),
      6,
    );
  });
}

test('the rest can be cut from where a chunk ended', async (t) => {
  const path = await encoded(t, TEXT, 'gb18030');
  const [first, second, ...others] = await chunksOf(path, 'gb18030', 24);
  assert.ok(first && second);
  const resumed = await chunksOf(path, 'gb18030', 24, { offset: first.end, line: second.firstLine });
  assert.equal(textOf(resumed), textOf([second, ...others]));
  assert.equal(resumed[0]?.firstLine, second.firstLine);
});

test('mark and sep= line are left out, lines still count from the top', async (t) => {
  for (const encoding of ['utf-8', 'utf-16le'] as const) {
    const [chunk] = await chunksOf(await encoded(t, '\uFEFFsep=,\r\na,b\r\n', encoding), encoding, 1024);
    assert.deepEqual([chunk?.bytes.toString(), chunk?.firstLine], ['a,b\r\n', 2]);
  }
});

test('a last record needs no line break', async (t) => {
  const chunks = await chunksOf(await encoded(t, 'a,b\nc,d', 'utf-8'), 'utf-8', 1024);
  assert.deepEqual(
    chunks.map(({ bytes, records }) => [bytes.toString(), records]),
    [
      ['a,b\n', 1],
      ['c,d', 1],
    ],
  );
});

test('lines that do not decode are named and the bytes are UTF-8 all the same', async (t) => {
  const path = await tempFile(
    t,
    'a.csv',
    Buffer.concat([Buffer.from('a,b\nc,'), Buffer.from([0xff, 0x0a]), Buffer.from('d,e\nf,\0\n')]),
  );
  const [chunk] = await chunksOf(path, 'utf-8', 1024);
  assert.deepEqual([chunk?.garbledLines, chunk?.bytes.toString()], [[2, 4], 'a,b\nc,\uFFFD\nd,e\nf,\0\n']);
});

test('a quote that never closes is refused with its line', async (t) => {
  const path = await encoded(t, 'a,b\nc,d\n"e,f\n', 'utf-8');
  await assert.rejects(chunksOf(path, 'utf-8', 4), (error: unknown) => {
    return fileErrorCode(error) === 'unclosed-quote' && /第 3 行/.test(String(error));
  });
});

test('a record beyond the limit is refused', async (t) => {
  const path = await tempFile(t, 'a.csv', Buffer.concat([Buffer.from('"'), Buffer.alloc(20 * 1024 * 1024, 'x')]));
  await assert.rejects(
    chunksOf(path, 'utf-8', 1024 * 1024),
    (error: unknown) => fileErrorCode(error) === 'record-too-long',
  );
});

test('any text comes out as it went in, at any chunk size', async (t) => {
  const unit = fc.constantFrom('a', '中', ',', '"x"', '\n', '\r\n', '\r', '"\n"');
  const encoding = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'gb18030');
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit, maxLength: 30 }),
      encoding,
      fc.integer({ min: 2, max: 40 }),
      async (text, code, size) => {
        const chunks = await chunksOf(await encoded(t, text, code), code, size).catch((error: unknown) =>
          fileErrorCode(error),
        );
        if (chunks !== 'unclosed-quote') assert.equal(Array.isArray(chunks) ? textOf(chunks) : chunks, text);
      },
    ),
    { numRuns: 200 },
  );
});
