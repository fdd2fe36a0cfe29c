import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { openArchive } from './archive.ts';
import { assertRefused, tempFile, xlsxOf, xlsxParts, zipOf } from './file.test-support.ts';
import { fileErrorCode } from './file-errors.ts';

type Part = { name: string; packed: Buffer; unpackedSize: number; crc: number; flags?: number };

function deflated(name: string, content: Buffer): Part {
  return { name, packed: deflateRawSync(content), unpackedSize: content.length, crc: crc32(content) };
}

/** A ZIP written by hand, so that its directory may lie; `at` overrides where each part is said to stand. */
function handmade(
  parts: readonly Part[],
  at: (index: number, honest: number) => number = (_, honest) => honest,
): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [index, part] of parts.entries()) {
    const name = Buffer.from(part.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.flags ?? 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(part.crc, 10);
    fields.writeUInt32LE(part.packed.length, 14);
    fields.writeUInt32LE(part.unpackedSize, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, part.packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at(index, offset), 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function partsWith(change: (part: Part) => Part): Part[] {
  return Object.entries(xlsxParts('<sheetData><row><c><v>1</v></c></row></sheetData>')).map(([name, content]) =>
    change(deflated(name, Buffer.from(content))),
  );
}

const flipped = (crc: number) => (crc ^ 1) >>> 0;
const isSheet = ({ name }: Part) => name.includes('sheet1');

test('reads what it wrote honestly', async (t) => {
  const archive = await openArchive(
    await tempFile(t, 'a.zip', handmade([deflated('B.txt', Buffer.from('中文'))])),
    'a.zip',
  );
  t.after(() => archive.close());
  assert.equal(await archive.text('b.TXT'), '中文');
  assert.equal(await archive.text('c.txt'), null);
});

test('a bomb is refused by its directory, before anything is unpacked', async (t) => {
  const bomb = handmade([{ ...deflated('xl/a.xml', Buffer.alloc(1_000)), unpackedSize: 3_000_000_000 }]);
  await assertRefused(t, 'a.xlsx', bomb, 'too-large-unpacked');
  const steep = handmade([{ ...deflated('xl/a.xml', Buffer.alloc(1_000)), unpackedSize: 120 * 1024 * 1024 }]);
  await assertRefused(t, 'a.xlsx', steep, 'too-large-unpacked');
});

test('many parts that claim the same bytes are refused', async (t) => {
  const kernel = deflated('xl/0.xml', Buffer.from(Array.from({ length: 60_000 }, (_, i) => (i * 7919) % 251)));
  const parts = Array.from({ length: 50 }, (_, i) => ({
    ...kernel,
    name: `xl/${i}.xml`,
    packed: i === 0 ? kernel.packed : Buffer.alloc(0),
  }));
  const directoryLies = parts.map((part) => ({ ...part }));
  const bytes = handmade(directoryLies, () => 0);
  // Give every directory entry the packed size of the one kernel.
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4))
    bytes.writeUInt32LE(kernel.packed.length, at + 20);
  await assertRefused(t, 'a.xlsx', bytes, 'too-large-unpacked');
});

test('a part that unpacks to more than it declares is refused while unpacking', async (t) => {
  const liar = handmade(partsWith((part) => (isSheet(part) ? { ...part, unpackedSize: 10 } : part)));
  await assertRefused(t, 'a.xlsx', liar, 'damaged');
});

test('a part with a wrong checksum is refused', async (t) => {
  const wrong = handmade(partsWith((part) => (isSheet(part) ? { ...part, crc: flipped(part.crc) } : part)));
  await assertRefused(t, 'a.xlsx', wrong, 'damaged');
});

test('formats that are loaded whole are proved in the same way', async (t) => {
  const honest = deflated('xl/workbook.bin', Buffer.alloc(100));
  await assertRefused(t, 'a.xlsb', handmade([{ ...honest, crc: flipped(honest.crc) }]), 'damaged');
  await assertRefused(t, 'a.xlsb', handmade([{ ...honest, unpackedSize: 99 }]), 'damaged');
});

test('the ceiling holds while unpacking', async (t) => {
  const path = await tempFile(t, 'a.zip', handmade([deflated('a', Buffer.alloc(1_000_000))]));
  const archive = await openArchive(path, 'a.zip');
  t.after(() => archive.close());
  await assert.rejects(
    async () => {
      for await (const _ of archive.read('a', 300_000));
    },
    (error: unknown) => fileErrorCode(error) === 'too-large-unpacked',
  );
});

test('too many parts are refused', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, '']));
  const part = deflated('', Buffer.alloc(0));
  await assertRefused(t, 'a.zip', handmade(Object.keys(many).map((name) => ({ ...part, name }))), 'too-large-unpacked');
});

test('an encrypted part is refused as such', async (t) => {
  await assertRefused(t, 'a.xlsx', handmade(partsWith((part) => ({ ...part, flags: 1 }))), 'encrypted-workbook');
});

test('a container cut off anywhere is refused as truncated or damaged', async (t) => {
  const bytes = xlsxOf('<sheetData><row><c><v>1</v></c></row></sheetData>');
  for (const share of [0.1, 0.5, 0.9, 0.99]) {
    await assertRefused(t, 'a.xlsx', bytes.subarray(0, Math.floor(bytes.length * share)), 'truncated');
  }
});

test('documents and plain archives are told apart from workbooks', async (t) => {
  assert.match(await assertRefused(t, 'a.docx', zipOf({ 'word/document.xml': '<a/>' }), 'not-a-table'), /Word 文档/);
  assert.match(
    await assertRefused(t, 'a.pptx', zipOf({ 'ppt/presentation.xml': '<a/>' }), 'not-a-table'),
    /PowerPoint/,
  );
  assert.match(await assertRefused(t, 'a.zip', zipOf({ 'a.csv': 'a,b' }), 'unsupported-format'), /请解压后逐个上传/);
});
