import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import type { Caller, TestApp } from '#platform/testing.ts';
import { accept, ended, importFile, openIngestApp, upload, uploadFile } from './ingest.test-support.ts';

let app: TestApp;
let call: Caller;

before(async () => {
  app = await openIngestApp();
  call = await app.signInAs('officer');
});
after(() => app.dispose());

const CITIES = [
  '太原市',
  '大同市',
  '阳泉市',
  '长治市',
  '晋城市',
  '朔州市',
  '晋中市',
  '运城市',
  '忻州市',
  '临汾市',
  '吕梁市',
];
const table = (value: (i: number) => string | number = (i) => i + 0.5) =>
  `地区,2024年工业增加值(亿元)\n${CITIES.map((city, i) => `${city},${value(i)}`).join('\n')}\n`;

/** A refusal in plain words leaves neither file nor bytes behind. */
async function refused(name: string, bytes: Buffer, status: number, code: string) {
  const reply = await upload(call, name, bytes);
  assert.equal(reply.statusCode, status, reply.body);
  const problem = reply.json();
  assert.equal(problem.code, `ingest.${code}`);
  assert.match(problem.detail, /\p{Script=Han}/u);
  const hash = createHash('sha256').update(bytes).digest('hex');
  assert.equal(existsSync(app.platform.blobs.pathOf(hash)), false, 'the bytes are not kept');
  const known = await call({ method: 'GET', url: `/api/ingest/files/${hash}` });
  assert.equal(known.statusCode, 404);
}

/** One stored entry per name, as a ZIP writer makes it. */
function zip(entries: Readonly<Record<string, Buffer>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of Object.entries(entries)) {
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed);
    const entry = Buffer.alloc(42);
    entry.writeUInt16LE(20, 0);
    fields.copy(entry, 2);
    entry.writeUInt32LE(offset, 38);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(entries).length, 4);
  end.writeUInt16LE(Object.keys(entries).length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

describe('files that are no tables', () => {
  it('an empty file, and one of blank lines', async () => {
    await refused('空.csv', Buffer.alloc(0), 422, 'empty-file');
    await refused('空行.csv', Buffer.from('\n\n \n'), 422, 'empty-file');
  });

  it('a picture named .csv', async () => {
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(200, 7)]);
    await refused('照片.csv', png, 415, 'not-a-table');
  });

  it('a workbook that was cut off', async () => {
    const whole = zip({
      '[Content_Types].xml': Buffer.from('<Types/>'),
      'xl/workbook.xml': Buffer.from('<workbook/>'),
    });
    await refused('截断.xlsx', whole.subarray(0, whole.length - 30), 422, 'truncated');
  });

  it('a zip bomb in the clothes of a workbook', async () => {
    const bomb = zip({
      '[Content_Types].xml': Buffer.from('<Types/>'),
      'xl/workbook.xml': Buffer.from('<workbook/>'),
      'xl/worksheets/sheet1.xml': Buffer.alloc(150 * 1024 * 1024),
    });
    await refused('炸弹.xlsx', bomb, 413, 'too-large-unpacked');
  });

  it('an upload without a file', async () => {
    const reply = await call({
      method: 'POST',
      url: '/api/ingest/files',
      payload: '--x--\r\n',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    assert.equal(reply.statusCode, 400);
  });
});

describe('odd files that are tables', () => {
  it('GB18030 without a mark comes out as what it says', async () => {
    const gb = Buffer.from('b5d8c7f82c3230323420c4ea0a', 'hex');
    assert.equal(new TextDecoder('gb18030').decode(gb), '地区,2024 年\n');
    const rows = CITIES.map((city, i) => Buffer.concat([encodeGb(city), Buffer.from(`,${i}.5\n`)]));
    const head = Buffer.concat([
      encodeGb('地区'),
      Buffer.from(','),
      encodeGb('2024年工业增加值(亿元)'),
      Buffer.from('\n'),
    ]);
    const found = await importFile(call, '国标.csv', Buffer.concat([head, ...rows]));
    assert.deepEqual([found.status, found.accepted, found.summary?.regions.length], ['done', 11, 11]);
    assert.equal(found.summary?.measures[0]?.name, '工业增加值');
  });

  it('a cell that a spreadsheet would run stays text', async () => {
    const csv = `名称,地区,数量\n=cmd|'/c calc'!A1,太原市,1\n@SUM(1),大同市,2\n+1+1,阳泉市,3\n`;
    const found = await importFile(call, '公式.csv', Buffer.from(csv));
    assert.equal(found.status, 'done');
    const rows = await call({ method: 'GET', url: `/api/catalogue/resources/${found.resourceId}/rows` });
    assert.match(rows.body, /=cmd\|'\/c calc'!A1/);
    assert.match(rows.headers['content-type']?.toString() ?? '', /json/);
  });

  it('two hundred columns', async () => {
    const names = Array.from({ length: 199 }, (_, i) => `指标${i + 1}(万元)`);
    const rows = CITIES.map((city, i) => [city, ...names.map((_, k) => i * 1000 + k)].join(','));
    const found = await importFile(
      call,
      '2024年宽表.csv',
      Buffer.from(`地区,${names.join(',')}\n${rows.join('\n')}\n`),
    );
    assert.deepEqual([found.status, found.accepted, found.summary?.measures.length], ['done', 11, 199]);
    assert.equal(found.summary?.measures[198]?.sum, 55 * 1000 + 11 * 198);
  });

  it('the same figures in UTF-16 with a mark', async () => {
    const found = await importFile(call, '宽字.csv', Buffer.from(`\ufeff${table()}`, 'utf16le'));
    assert.deepEqual([found.status, found.accepted], ['done', 11]);
    assert.equal(found.summary?.measures[0]?.sum, 60.5);
  });

  it('a hundred thousand rows of which one is bad: one is held, with its line', { timeout: 120_000 }, async () => {
    const lines = ['地区,日期,用电量(万千瓦时)'];
    for (let day = 0; lines.length <= 100_000; day++) {
      const date = new Date(Date.UTC(1999, 0, 1 + day)).toISOString().slice(0, 10);
      for (const city of CITIES) lines.push(`${city},${date},${day}.25`);
    }
    lines[77_776] = lines[77_776]?.replace(/[^,]*$/, '停机检修') ?? '';
    const found = await importFile(call, '逐日用电量.csv', Buffer.from(`${lines.join('\n')}\n`));
    assert.deepEqual(
      [found.status, found.quarantined, found.accepted, found.nonData],
      ['done', 1, lines.length - 2, 1],
    );
    const held = await call({ method: 'GET', url: `/api/ingest/imports/${found.id}/quarantine` });
    assert.equal(held.json().rows[0].line, 77_777);
    assert.match(held.json().rows[0].reason, /第 77777 行第 3 列：.*停机检修/);
  });
});

describe('the same file again', () => {
  it('says so and changes nothing', async () => {
    const bytes = Buffer.from(table((i) => i * 3));
    const first = await uploadFile(call, '一月.csv', bytes);
    const { import: queued, duplicate } = await accept(call, { fileHash: first.file.hash, sheet: 0 });
    assert.equal(duplicate, false);
    const done = await ended(call, queued.id);
    const again = await uploadFile(call, '改了名.csv', bytes);
    assert.equal(again.duplicate, true);
    assert.deepEqual([again.file.name, again.imports.map(({ id }) => id)], ['一月.csv', [done.id]]);
    const twice = await accept(call, { fileHash: first.file.hash, sheet: 0 });
    assert.deepEqual([twice.duplicate, twice.import.id, twice.message], [true, done.id, '已导入，未重复。']);
    const batches = await call({ method: 'GET', url: `/api/catalogue/resources/${done.resourceId}/batches` });
    assert.equal(batches.json().batches.length, 1);
  });
});

describe('an original', () => {
  it('is handed out as it came, as a download, and the audit says to whom', async () => {
    const bytes = Buffer.from(table((i) => i * 7));
    const { file } = await uploadFile(call, '原始 文件.csv', bytes);
    const reply = await call({ method: 'GET', url: `/api/ingest/files/${file.hash}/original` });
    assert.equal(reply.statusCode, 200);
    assert.ok(reply.rawPayload.equals(bytes));
    assert.equal(reply.headers['x-content-type-options'], 'nosniff');
    assert.equal(
      reply.headers['content-disposition'],
      `attachment; filename*=UTF-8''${encodeURIComponent('原始 文件.csv')}`,
    );
    const auditor = await app.signInAs('auditor');
    const trail = await auditor({ method: 'GET', url: '/api/audit?action=ingest.download-original' });
    assert.match(trail.body, new RegExp(file.hash));
  });
});

describe('the name of a file', () => {
  it('is kept without characters that steer a screen, and cut between characters', async () => {
    const nameOf = async (name: string) =>
      (await uploadFile(call, name, Buffer.from(table((i) => i + name.length)))).file.name;
    assert.equal(await nameOf('a\u202egnp.csv'), 'agnp.csv');
    assert.equal(await nameOf('../../etc/passwd.csv'), 'passwd.csv');
    const long = await nameOf(`${'𠮷'.repeat(300)}.csv`);
    assert.ok(long.isWellFormed() && long.endsWith('𠮷.csv'));
    assert.equal([...long].length, 255);
  });
});

/** GB 2312 of the few characters these tests need, by asking the decoder. */
function encodeGb(text: string): Buffer {
  const table = new Map<string, Buffer>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0xa1; high <= 0xf7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) {
      const bytes = Buffer.from([high, low]);
      table.set(decoder.decode(bytes), bytes);
    }
  }
  return Buffer.concat(Array.from(text, (letter) => table.get(letter) ?? Buffer.from(letter)));
}
