import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sniff } from './sniff.ts';

function kindOf(text: string): string {
  const sniffed = sniff(Buffer.from(text, 'latin1'));
  return 'what' in sniffed ? sniffed.what : sniffed.kind;
}

test('pictures, documents and programs are known by their first bytes', () => {
  assert.equal(kindOf('\x89PNG\r\n\x1a\n\0\0'), '图片（PNG）');
  assert.equal(kindOf('\xff\xd8\xff\xe0'), '图片（JPEG）');
  assert.equal(kindOf('%PDF-1.7\n'), 'PDF 文件');
  assert.equal(kindOf('MZ\x90\0\x03\0'), '可执行程序');
  assert.equal(kindOf('<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'), 'XML 文件');
  assert.equal(kindOf('MIME-Version: 1.0\n'), '单个文件网页（MHTML）');
  assert.equal(kindOf('Rar!\x1a\x07\x01\0'), 'RAR 压缩包');
  assert.equal(kindOf('\x1f\x8b\x08\0'), 'gzip 压缩包');
});

test('honest text that begins with the letters of a signature stays text', () => {
  for (const text of ['BM,MZ\n1,2\n', 'MZ\n', 'ID3,a\n', 'RIFF,GIF8\n', 'PAR1|x\n']) assert.equal(kindOf(text), 'text');
});

test('markup and JSON are told from delimited text', () => {
  assert.equal(kindOf('\xef\xbb\xbf<html><table>'), 'html');
  assert.equal(
    kindOf('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
    'xml-workbook',
  );
  assert.equal(kindOf(' [ {"a":1}]'), 'json');
  assert.equal(kindOf('{"a":1}\n'), 'json');
  assert.equal(kindOf('[单位：万元],b\n'), 'text');
  assert.equal(kindOf('a,b\n'), 'text');
});

test('nothing but a mark or white space is empty', () => {
  assert.equal(kindOf(''), 'empty');
  assert.equal(kindOf('\xef\xbb\xbf'), 'empty');
  assert.equal(kindOf('\xff\xfe\r\0\n\0'), 'empty');
  assert.equal(kindOf(' \r\n\t\n'), 'empty');
});
