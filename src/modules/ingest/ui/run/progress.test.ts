import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importOf } from '../import.fixture.ts';
import { readProgress, shareDone, withProgress } from './progress.ts';

const running = importOf({ status: 'running', bytesDone: 100, bytesTotal: 1000, read: 10 });
const told = { key: running.id, status: 'running', read: 50, bytesDone: 500, rowsPerSecond: 25 } as const;

test('a message moves the import that it names', () => {
  const moved = withProgress(running, told);
  assert.deepEqual([moved.read, moved.bytesDone, moved.rowsPerSecond], [50, 500, 25]);
  assert.equal(withProgress(running, { ...told, key: 'another' }), running);
});

test('a late message moves nothing back, and what has ended stays ended', () => {
  assert.equal(withProgress({ ...running, bytesDone: 900 }, told).bytesDone, 900);
  const done = importOf({ status: 'done' });
  assert.equal(withProgress(done, { ...told, key: done.id }), done);
});

test('what is no progress is not read as one', () => {
  assert.equal(readProgress(null), null);
  assert.equal(readProgress({ key: 'x', status: 'flying' }), null);
  assert.deepEqual(readProgress(told), told);
});

test('the share never passes all, and an empty file has none', () => {
  assert.equal(shareDone({ bytesDone: 500, bytesTotal: 1000 }), 50);
  assert.equal(shareDone({ bytesDone: 1200, bytesTotal: 1000 }), 100);
  assert.equal(shareDone({ bytesDone: 0, bytesTotal: 0 }), 0);
});
