import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileReply } from '../../contract.ts';
import { replyOf, tableOf } from '../reading/table.fixture.ts';
import { pendingSheets } from './pending.ts';

const file = (hash: string, name: string, ...sheets: string[]): FileReply => ({
  file: {
    hash,
    name,
    bytes: 1,
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    receivedAt: '2026-11-24T00:00:00.000Z',
    receivedBy: '张三',
  },
  duplicate: false,
  imports: [],
  sheets: sheets.map((sheet, index) => ({ ...replyOf([tableOf()], []).sheet, index, name: sheet })),
});
const files = [file('a', '甲.xlsx', '一', '二'), file('b', '乙.csv', '表')];

test('what is not imported yet waits, the rest of the same file first', () => {
  const waiting = pendingSheets(files, [{ fileHash: 'b', sheet: 0 }], 'a');
  assert.deepEqual(
    waiting.map(({ file: name, sheetName }) => [name, sheetName]),
    [
      ['甲.xlsx', '一'],
      ['甲.xlsx', '二'],
    ],
  );
  const after = pendingSheets(files, [{ fileHash: 'a', sheet: 0 }], 'b');
  assert.deepEqual(
    after.map(({ file: name, sheetName }) => [name, sheetName]),
    [
      ['乙.csv', null],
      ['甲.xlsx', '二'],
    ],
  );
});

test('a sheet without a table does not wait', () => {
  const [one] = files;
  assert.ok(one);
  const sheets = one.sheets.map((sheet, i) => (i === 1 ? { ...sheet, tables: [] } : sheet));
  assert.equal(pendingSheets([{ ...one, sheets }], [], 'a').length, 1);
});
