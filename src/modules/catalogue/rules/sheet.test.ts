import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemFields, resourceFields } from '../catalogue.test-support.ts';
import { COLUMNS, letterOf, linesOf, readSheet } from './sheet.ts';

const KNOWN = { code: '328001/000001', providerName: '省统计局', publishedAt: '2026-11-24' };

test('a resource is read back as it was written, lines in any company', () => {
  const first = resourceFields('工业企业名录', {
    items: [
      itemFields('企业名称', { identifier: 'direct' }),
      itemFields('=1+1', { dataType: 'decimal', unit: '万元', grade: 'important', personal: 'sensitive', length: 12 }),
    ],
    relatedCodes: ['102001/000002'],
  });
  const second = resourceFields('投资名录', { sharingType: 'none', noSharingBasis: '统计法第九条', sharingWays: [] });
  const sheet = [['标题行'], [...COLUMNS], ...linesOf(first, KNOWN), [], ...linesOf(second, KNOWN)];
  const { resources, errors } = readSheet(sheet);
  assert.deepEqual(errors, []);
  assert.deepEqual(
    resources.map(({ row }) => row),
    [3, 6],
  );
  assert.deepEqual(resources[0]?.fields, { ...first, grade: 'general' });
  assert.deepEqual(resources[1]?.fields.items.length, 2);
});

test('what cannot be read is named by row and column', () => {
  const lines = linesOf(resourceFields('名录'), KNOWN);
  const broken = lines.map((cells) => [...cells]);
  const at = (name: (typeof COLUMNS)[number]) => COLUMNS.indexOf(name);
  if (broken[0]) broken[0][at('共享类型')] = '随便共享';
  if (broken[1]) broken[1][at('数据长度')] = '很长';
  const { errors } = readSheet([[...COLUMNS], ...broken]);
  assert.deepEqual(
    errors.map(({ row, column }) => [row, column]),
    [
      [2, 'O'],
      [3, 'K'],
    ],
  );
  assert.match(errors[0]?.why ?? '', /共享类型：“随便共享”不是/);
  assert.equal(readSheet([['a']]).errors.length, 1);
});

test('columns are called as spreadsheet programs call them', () => {
  assert.deepEqual([0, 25, 26, 29, 702].map(letterOf), ['A', 'Z', 'AA', 'AD', 'AAA']);
});
