import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, test } from 'node:test';
import { Type } from 'typebox';
import { apiGet, apiSend, Nothing } from './api.ts';
import { ApiProblem } from './problem.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => server.close(() => resolve())));
  const address = server.address();
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
}

const problemIs = (code: string, status: number) => (error: unknown) =>
  error instanceof ApiProblem && error.code === code && error.status === status;

const Box = Type.Object({ value: Type.Number() });

test('a reply that keeps its contract is handed over', async () => {
  const base = await serve((_request, reply) => reply.end('{"value":4.6}'));
  assert.deepEqual(await apiGet(base, Box), { value: 4.6 });
});

test('a reply that breaks its contract is refused, so that no wrong number is shown', async () => {
  const base = await serve((_request, reply) => reply.end('{"value":"4.6"}'));
  await assert.rejects(apiGet(base, Box), problemIs('web.bad-reply', 200));
});

test('problem details keep their code, words and fields', async () => {
  const base = await serve((_request, reply) => {
    reply.writeHead(422, { 'content-type': 'application/problem+json' });
    reply.end(
      JSON.stringify({ code: 'ingest.bad', title: '内容不合要求', detail: '缺少期别', fields: { period: '必填' } }),
    );
  });
  await assert.rejects(apiSend('POST', base, {}, Nothing), (error) => {
    assert.ok(problemIs('ingest.bad', 422)(error) && error instanceof ApiProblem);
    assert.equal(error.detail, '缺少期别');
    assert.deepEqual(error.fields, { period: '必填' });
    return true;
  });
});

test('an error page of a proxy is told by its status', async () => {
  const base = await serve((_request, reply) => reply.writeHead(502).end('<html>bad gateway</html>'));
  await assert.rejects(apiGet(base, Box), problemIs('web.status-502', 502));
});

test('a read is tried three times when the line drops, a write once', async () => {
  let calls = 0;
  const base = await serve((request, reply) => {
    calls += 1;
    if (request.method === 'POST' || calls < 3) request.socket.destroy();
    else reply.end('{"value":1}');
  });
  assert.deepEqual(await apiGet(base, Box), { value: 1 });
  assert.equal(calls, 3);
  await assert.rejects(apiSend('POST', base, {}, Nothing), problemIs('web.network', 0));
  assert.equal(calls, 4);
});

test('a refusal is not tried again', async () => {
  let calls = 0;
  const base = await serve((_request, reply) => {
    calls += 1;
    reply.writeHead(403).end('{"code":"platform.forbidden","title":"无权限"}');
  });
  await assert.rejects(apiGet(base, Box), problemIs('platform.forbidden', 403));
  assert.equal(calls, 1);
});

test('writes carry the header that a foreign page cannot send, and JSON', async () => {
  const seen: string[] = [];
  const base = await serve((request, reply) => {
    seen.push(String(request.headers['x-yiping']), String(request.headers['content-type']));
    reply.writeHead(204).end();
  });
  assert.equal(await apiSend('PUT', base, { a: 1 }, Nothing), undefined);
  await apiSend('DELETE', base, undefined, Nothing);
  assert.deepEqual(seen, ['1', 'application/json', '1', 'undefined']);
});

test('an abandoned read ends as an abort, not as a problem', async () => {
  const base = await serve(() => undefined);
  const abort = new AbortController();
  const reading = apiGet(base, Box, { signal: abort.signal });
  abort.abort();
  await assert.rejects(reading, { name: 'AbortError' });
});
