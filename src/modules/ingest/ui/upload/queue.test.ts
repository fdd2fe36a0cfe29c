import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileReply } from '../../contract.ts';
import { createUploadQueue, isSending, type SendFile } from './queue.ts';

const reply = (name: string): FileReply => ({
  file: {
    hash: 'a'.repeat(64),
    name,
    bytes: 1,
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    receivedAt: '2026-11-24T00:00:00.000Z',
    receivedBy: '张三',
  },
  duplicate: false,
  imports: [],
  sheets: [],
});
const named = (name: string) => new File(['x'], name);
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A server that answers when told to. */
function slowServer() {
  const open = new Map<string, { done: (reply: FileReply) => void; fail: (error: unknown) => void }>();
  const tell = new Map<string, (share: number) => void>();
  const encodings: (string | undefined)[] = [];
  const send: SendFile = (file, { onProgress, encoding, signal }) =>
    new Promise((done, fail) => {
      open.set(file.name, { done, fail });
      tell.set(file.name, onProgress);
      encodings.push(encoding);
      signal.addEventListener('abort', () => fail(new DOMException('given up', 'AbortError')));
    });
  return { send, open, tell, encodings };
}

test('two files travel at once, the third waits for a free place', async () => {
  const { send, open } = slowServer();
  const queue = createUploadQueue(send);
  queue.add([named('a'), named('b'), named('c')]);
  assert.deepEqual([...open.keys()], ['a', 'b']);
  open.get('a')?.done(reply('a'));
  await settled();
  assert.deepEqual([...open.keys()], ['a', 'b', 'c']);
  assert.equal(queue.list()[0]?.state.kind, 'ready');
});

test('sent completely is not yet read: the state says which of both it is', async () => {
  const { send, tell, open } = slowServer();
  const queue = createUploadQueue(send);
  queue.add([named('a')]);
  tell.get('a')?.(0.4);
  assert.deepEqual(queue.list()[0]?.state, { kind: 'sending', share: 0.4 });
  assert.ok(isSending(queue.list()));
  tell.get('a')?.(1);
  assert.equal(queue.list()[0]?.state.kind, 'reading');
  open.get('a')?.fail(new Error('no table'));
  await settled();
  assert.equal(queue.list()[0]?.state.kind, 'failed');
});

test('a failure of one file leaves the others alone', async () => {
  const { send, open } = slowServer();
  const queue = createUploadQueue(send);
  queue.add([named('a'), named('b')]);
  open.get('a')?.fail(new Error('broken'));
  open.get('b')?.done(reply('b'));
  await settled();
  assert.deepEqual(
    queue.list().map(({ state }) => state.kind),
    ['failed', 'ready'],
  );
});

test('a file taken off the list is given up and makes room; its late end is not heard', async () => {
  const { send, open } = slowServer();
  const queue = createUploadQueue(send);
  queue.add([named('a'), named('b'), named('c')]);
  queue.remove(1);
  await settled();
  assert.deepEqual([...open.keys()], ['a', 'b', 'c']);
  open.get('a')?.done(reply('a'));
  await settled();
  assert.deepEqual(
    queue.list().map(({ file }) => file.name),
    ['b', 'c'],
  );
});

test('again sends the same file anew, with the encoding wished for', async () => {
  const { send, open, encodings } = slowServer();
  const queue = createUploadQueue(send);
  queue.add([named('a')]);
  open.get('a')?.done(reply('a'));
  await settled();
  queue.again(1, { encoding: 'gb18030' });
  assert.deepEqual(encodings, [undefined, 'gb18030']);
  assert.equal(queue.list()[0]?.state.kind, 'sending');
});
