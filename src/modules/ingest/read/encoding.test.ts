import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { detectEncoding } from './encoding.ts';
import { tempFile } from './file.test-support.ts';
import { sampleFile } from './file-sample.ts';
import { readText } from './text-stream.ts';

const TEXT = '序号,单位,数值（亿元）\r\n1,山西省统计局,25353.5\r\n2,小店区,12\r\n';

function detected(bytes: Buffer): unknown {
  const guess = detectEncoding(bytes);
  return guess.encoding === null ? guess.guess : [guess.encoding, guess.bom];
}

test('marks decide', () => {
  assert.deepEqual(detected(Buffer.from(`\uFEFF${TEXT}`)), ['utf-8', 3]);
  assert.deepEqual(detected(iconv.encode(TEXT, 'utf16-le', { addBOM: true })), ['utf-16le', 2]);
  assert.deepEqual(detected(iconv.encode(TEXT, 'utf16-be', { addBOM: true })), ['utf-16be', 2]);
  assert.deepEqual(detected(iconv.encode(`\uFEFF${TEXT}`, 'gb18030')), ['gb18030', 4]);
});

test('without marks the bytes decide', () => {
  assert.deepEqual(detected(Buffer.from(TEXT)), ['utf-8', 0]);
  assert.deepEqual(detected(Buffer.from('a,b\n1,2\n')), ['utf-8', 0]);
  assert.deepEqual(detected(iconv.encode(TEXT, 'gbk')), ['gb18030', 0]);
  assert.deepEqual(detected(iconv.encode(TEXT, 'utf16-le')), ['utf-16le', 0]);
  assert.deepEqual(detected(iconv.encode(TEXT, 'utf16-be')), ['utf-16be', 0]);
});

test('GB18030 with four-byte characters is known', () => {
  assert.deepEqual(detected(iconv.encode('地名,说明\n㛃镇,𠮷县\n㙦村,生僻字\n', 'gb18030')), ['gb18030', 0]);
});

test('a sample may end in the middle of a character', () => {
  assert.deepEqual(detected(Buffer.from(TEXT).subarray(0, 8)), ['utf-8', 0]);
  assert.deepEqual(detected(iconv.encode(TEXT, 'gbk').subarray(0, 15)), ['gb18030', 0]);
});

test('a few damaged bytes do not change the verdict', () => {
  const damaged = Buffer.concat([Buffer.from(TEXT.repeat(20)), Buffer.from([0xff])]);
  assert.deepEqual(detected(damaged), ['utf-8', 0]);
});

test('other encodings are refused by name, not misread as Chinese', () => {
  const western = iconv.encode(
    'Année,Région,Été,Température °C\n2024,Île-de-France,élevée,très chaud\n'.repeat(5),
    'latin1',
  );
  assert.match(String(detected(western)), /8859|1252/);
  const traditional = iconv.encode(
    '臺灣地區,統計資料,縣市別,數值說明,備註欄位\n新北市政府,經濟發展,統計,資料,說明\n'.repeat(5),
    'big5',
  );
  assert.equal(detected(traditional), 'Big5');
});

test('a Chinese name that comes late in a large file is found', async (t) => {
  const ascii = Buffer.from('140105,1234.56,abc\n'.repeat(100_000));
  const path = await tempFile(t, 'a.csv', Buffer.concat([ascii, iconv.encode('太原市小店区\n', 'gbk'), ascii]));
  const { head, others } = await sampleFile(path);
  assert.deepEqual(detectEncoding(head, others), { encoding: 'gb18030', bom: 0 });
});

test('GB18030 streams as it decodes whole, however broken', async (t) => {
  const unit = fc.constantFrom(0x81, 0x30, 0x0a, 0x22, 0x2c, 0xff, 0x80, 0x41, 0xfe, 0x39);
  await fc.assert(
    fc.asyncProperty(fc.array(unit, { minLength: 1, maxLength: 9 }), fc.nat(9), async (around, shift) => {
      // The pattern lies across the border of the first two blocks of 256 KB.
      const bytes = Buffer.concat([
        Buffer.alloc(256 * 1024 - shift, 'x,'),
        Buffer.from(around),
        Buffer.alloc(300_000, 'a'),
      ]);
      let streamed = '';
      for await (const text of readText({ path: await tempFile(t, 'a.csv', bytes), encoding: 'gb18030', bom: 0 }))
        streamed += text;
      assert.ok(streamed === new TextDecoder('gb18030').decode(bytes));
    }),
    { numRuns: 30 },
  );
});
