import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, cellsOf, openContent, tempFile, xlsxOf } from './file.test-support.ts';
import { openFile } from './open.ts';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500, 1)]);

test('an empty file, or one of nothing but a mark or blanks, is refused', async (t) => {
  for (const content of ['', '\uFEFF', '\r\n\r\n', ' ']) {
    assert.equal(await assertRefused(t, '数据.csv', content, 'empty-file'), '文件“数据.csv”是空的，没有任何内容。');
  }
  await assertRefused(t, '数据.csv', Buffer.from([0xff, 0xfe]), 'empty-file');
});

test('a picture named .csv is refused by what it is', async (t) => {
  assert.match(await assertRefused(t, '数据.csv', PNG, 'not-a-table'), /“数据.csv”其实是图片（PNG），不是数据表/);
});

test('bytes of no known kind are refused', async (t) => {
  const noise = Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * i * 31 + i) % 256));
  await assertRefused(t, '数据.csv', noise, 'not-a-table');
});

test('a packed file is refused with what to do', async (t) => {
  const gzip = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
  assert.match(await assertRefused(t, '数据.csv', gzip, 'unsupported-format'), /gzip 压缩包，请解压后逐个上传/);
});

test('text in another encoding is refused with a guess', async (t) => {
  const western = Buffer.from('Année,Région\n2024,Île-de-France\n2025,Côte-d-Or très élevée\n'.repeat(9), 'latin1');
  assert.match(await assertRefused(t, 'a.csv', western, 'bad-encoding'), /可能是 .*另存为 UTF-8/);
});

test('the name decides nothing', async (t) => {
  assert.deepEqual(await cellsOf(t, 'a.xlsx', 'a,b\n'), [['a', 'b']]);
  assert.deepEqual(await cellsOf(t, 'a.csv', '[{"a":1}]'), [['a'], [1]]);
  const workbook = xlsxOf('<sheetData><row><c><v>1</v></c></row></sheetData>');
  assert.deepEqual(await cellsOf(t, 'a.csv', workbook), [[1]]);
});

test('stray NULs in a CSV are marked, not fatal', async (t) => {
  assert.deepEqual(await cellsOf(t, 'a.csv', `a,b\n${'1,2\n'.repeat(100)}c\0,d\n`).then((rows) => rows.at(-1)), [
    'c\0',
    'd',
  ]);
});

test('sheets are titled after the file, its size is told', async (t) => {
  const file = await openContent(t, '2024年.月报.csv', 'a,b\n');
  assert.deepEqual([file.sheets[0]?.name, file.bytes], ['2024年.月报', 4]);
});

test('a file that is not there is not our refusal', async (t) => {
  const path = await tempFile(t, 'a.csv', '');
  await assert.rejects(openFile(`${path}.gone`, 'a.csv'), { code: 'ENOENT' });
});

test('a reader that stops early leaves nothing open', async (t) => {
  for (const content of ['a,b\n'.repeat(200_000), xlsxOf('<sheetData><row><c><v>1</v></c></row></sheetData>')]) {
    const file = await openContent(t, 'a', content);
    for await (const batch of file.rows(0)) {
      assert.ok(batch.length > 0);
      break;
    }
    await file.close();
  }
});
