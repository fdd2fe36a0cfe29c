import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, type IdentityApp, openIdentity } from '../identity.test-support.ts';
import { POSTS } from '../seed/posts.ts';

let node: IdentityApp;
let port: number;
before(async () => {
  node = await openIdentity();
  await node.app.http.listen({ host: '127.0.0.1', port: 0 });
  const bound = node.app.http.server.address();
  port = typeof bound === 'object' && bound ? bound.port : 0;
});
after(() => node.app.dispose());

interface Line {
  readonly socket: Socket;
  text: string;
  closed: boolean;
}

async function cookieOf(username: string): Promise<string> {
  const reply = await node.enter(username);
  expect(reply, 200);
  return reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Open a line by hand, so that the test decides when it reads; resolves once the server has answered. */
async function openLine(cookie: string): Promise<Line> {
  const socket = connect(port, '127.0.0.1');
  const line: Line = { socket, text: '', closed: false };
  socket.on('error', () => undefined);
  socket.on('close', () => {
    line.closed = true;
  });
  socket.on('data', (chunk) => {
    line.text += chunk;
  });
  socket.write(`GET /api/events?topics=t HTTP/1.1\r\nHost: local\r\nCookie: ${cookie}\r\n\r\n`);
  await until(() => line.text.includes('\r\n\r\n'));
  return line;
}

async function until(holds: () => boolean, milliseconds = 5000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!holds() && performance.now() < end) await pause(10);
  assert.ok(holds(), holds.toString());
}

/** The end of a chunked reply: the server closed the line in order. */
const hasEnded = (line: Line) => line.text.endsWith('0\r\n\r\n');
const write = (cookie: string, method: 'DELETE' | 'POST', url: string) =>
  node.app.http.inject({ method, url, headers: { cookie, 'x-yiping': '1' } });

test('signing out ends the lines of that session and no other', async () => {
  const [mine, other] = [await cookieOf('governor'), await cookieOf('governor')];
  const [line, kept] = [await openLine(mine), await openLine(other)];
  await write(mine, 'DELETE', '/api/session');
  await until(() => hasEnded(line));
  assert.equal(hasEnded(kept), false);
  kept.socket.destroy();
});

test('disabling an account ends its lines at once', async () => {
  const line = await openLine(await cookieOf('duty'));
  const keeper = await node.as('sysadmin');
  expect(await keeper({ method: 'POST', url: `/api/users/${await node.idOf('duty')}/disable` }), 200);
  await until(() => hasEnded(line));
});

test('a line ends when its session is too old, and does not itself keep the session alive', async () => {
  const cookie = await cookieOf('editor');
  const line = await openLine(cookie);
  node.pass(20);
  await node.app.platform.live.review();
  assert.equal(hasEnded(line), false);
  node.pass(11);
  await node.app.platform.live.review();
  await until(() => hasEnded(line));
  expect(await node.app.http.inject({ url: '/api/session', headers: { cookie } }), 401);
});

test('a reader who does not read is dropped before much is kept for him', async () => {
  const { live } = node.app.platform;
  const line = await openLine(await cookieOf('analyst'));
  line.socket.pause();
  const before = live.size;
  const data = { filler: 'x'.repeat(16_000) };
  for (let sent = 0; sent < 2000 && live.size === before; sent += 1) {
    live.publish({ topic: 't', key: String(sent), data });
    if (sent % 20 === 0) await pause(1);
  }
  assert.equal(live.size, before - 1);
  line.socket.resume();
  await until(() => line.closed);
});

test('one session opens thirty lines at most', async () => {
  const cookie = await cookieOf('city');
  const lines = await Promise.all(Array.from({ length: 30 }, () => openLine(cookie)));
  const refused = await openLine(cookie);
  assert.match(refused.text, /^HTTP\/1.1 429/);
  for (const { socket } of [...lines, refused]) socket.destroy();
  await until(() => node.app.platform.live.size === 0);
});

test('500 open lines cost less than 100 KB each, the readers here included', async () => {
  const collect = garbageCollector();
  const names = POSTS.map(({ account }) => account).filter((name) => name !== 'duty');
  const cookies = await Promise.all([...names, ...names].map(cookieOf));
  const before = memory(collect);
  const lines: Line[] = [];
  for (let at = 0; at < 500; at += 1) lines.push(await openLine(cookies[at % cookies.length] ?? ''));
  assert.equal(node.app.platform.live.size, 500);
  const each = (memory(collect) - before) / lines.length;
  const start = performance.now();
  node.app.platform.live.publish({ topic: 't', key: 'all' });
  await until(() => lines.every(({ text }) => text.includes('"all"')));
  const took = performance.now() - start;
  for (const { socket } of lines) socket.destroy();
  assert.ok(each < 100_000, `${Math.round(each / 1000)} KB each`);
  assert.ok(took < 2000, `${Math.round(took)} ms to tell all`);
});

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

function memory(collect: () => void): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
