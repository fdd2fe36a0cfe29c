/**
 * One of the two nodes: `node.ts <folder> <port>`. It takes commands as JSON lines and answers each with one. Its port also
 * has what exchange is held against: the same call, and the same file, without any of it.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { buildApp } from '../../src/app.ts';
import { configFor } from '../../src/config.ts';
import { catalogue } from '../../src/modules/catalogue/module.ts';
import { exchange } from '../../src/modules/exchange/module.ts';
import { nodeDeskOf } from '../../src/modules/exchange/nodes/desk.ts';
import { sendMessages } from '../../src/modules/exchange/nodes/send.ts';
import { admitNode, askToJoin, foundProvince, takeAdmission } from '../../src/modules/exchange/nodes/setup.ts';
import { identity } from '../../src/modules/identity/module.ts';
import { ingest } from '../../src/modules/ingest/module.ts';
import { defineModule } from '../../src/platform/module.ts';
import { SYSTEM_ACTOR } from '../../src/platform/scope.ts';

const [, , dataDir = '', port = ''] = process.argv;
const open = { config: { access: 'public' as const } };

const plain = defineModule({
  name: 'plain',
  needs: [],
  routes: async (http) => {
    http.post('/plain', open, async () => ({ ok: true }));
    await http.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      scope.put('/plain-file', { ...open, bodyLimit: Number.MAX_SAFE_INTEGER }, async ({ raw }) => {
        await pipeline(raw, createWriteStream(join(dataDir, 'plain.bin'), { flush: true }));
        return { ok: true };
      });
    });
  },
});

const app = await buildApp(configFor({ dataDir }), [plain, identity, catalogue, ingest, exchange]);
await app.http.listen({ host: '127.0.0.1', port: Number(port) });
const { platform } = app;
const { db } = nodeDeskOf(platform);
const address = `http://127.0.0.1:${port}`;

const count = (table: 'exchange.node_outbox' | 'exchange.node_inbox', states: readonly string[]) =>
  db
    .selectFrom(table)
    .select(({ fn }) => [fn.countAll<number>().as('n')])
    .where('type', '=', 'note')
    .where('state', 'in', states as never)
    .executeTakeFirstOrThrow()
    .then(({ n }) => Number(n));

const KILOBYTE = 'x'.repeat(1000);
const text = (at: number): string => `${String(at).padStart(10, '0')}${KILOBYTE}`;

/** Put messages into the outbox, so many in a transaction, and stay at most so many ahead of the receipts. */
async function enqueue(from: number, to: number, page: number): Promise<void> {
  for (let at = from; at < to; at += page) {
    const numbers = Array.from({ length: Math.min(page, to - at) }, (_, i) => at + i);
    const messages = numbers.map((n) => ({ to: 'city-01', type: 'note', body: { text: text(n) } }));
    await db.transaction().execute((tx) => sendMessages(tx, platform, messages));
  }
}

/** Until nothing is left to send; a look at the end of an index, so that looking costs nothing. */
async function untilDelivered(total: number): Promise<void> {
  const left = () =>
    db
      .selectFrom('exchange.node_outbox')
      .select('no')
      .where('to_node', '=', 'city-01')
      .where((where) => where.or([where('state', '=', 'queued'), where('state', 'in', ['sealed', 'accepted'])]))
      .limit(1)
      .execute();
  while ((await left()).length > 0) await setTimeout(20);
  const delivered = await count('exchange.node_outbox', ['delivered']);
  if (delivered < total) throw new Error(`only ${delivered} of ${total} were delivered`);
}

function post(agent: Agent, url: string, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length, 'x-yiping': '1' };
    const call = request(url, { method: 'POST', agent, headers }, (reply) => {
      reply.resume();
      reply.on('end', resolve);
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function plainCalls(url: string, n: number, atOnce: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  let next = 0;
  const work = async () => {
    while (next < n) await post(agent, url, Buffer.from(JSON.stringify({ text: text(next++) })));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  agent.destroy();
}

async function plainFile(url: string, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const headers = { 'content-type': 'application/octet-stream', 'x-yiping': '1' };
    const call = request(url, { method: 'PUT', headers }, (reply) => reply.resume().on('end', () => resolve()));
    call.on('error', reject);
    pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), call).catch(reject);
  });
}

/** Bytes that no compression and no hole makes less of, the same each time. */
function* bytes(total: number): Generator<Buffer> {
  const block = Buffer.alloc(1024 * 1024);
  for (let done = 0, no = 0; done < total; done += block.length, no++) {
    for (let at = 0; at < block.length; at += 4)
      block.writeUInt32LE(Math.imul(at + no * 7919 + 1, 2654435761) >>> 0, at);
    yield Buffer.from(block.subarray(0, Math.min(block.length, total - done)));
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** What the bench says; it is our own, and not checked. */
// biome-ignore lint/suspicious/noExplicitAny: each command takes its own fields.
type Input = Readonly<Record<string, any>>;
type Command = Input & { readonly do: string };
const commands: Readonly<Record<string, (input: Input) => Promise<unknown>>> = {
  found: () => foundProvince(platform, SYSTEM_ACTOR, { id: 'province', name: '省级节点', address, transport: 'plain' }),
  ask: () =>
    askToJoin(platform, SYSTEM_ACTOR, { id: 'city-01', name: '市级节点', kind: 'city', address, transport: 'plain' }),
  admit: ({ request: wish }) => admitNode(platform, SYSTEM_ACTOR, wish),
  take: ({ admission }) => takeAdmission(platform, SYSTEM_ACTOR, admission),
  exchange: ({ from, to, page }) =>
    timed(async () => {
      await enqueue(from, to, page);
      await untilDelivered(to);
    }),
  plain: ({ url, n, atOnce }) => timed(() => plainCalls(url, n, atOnce)),
  delivered: () => count('exchange.node_outbox', ['delivered']),
  enqueue: ({ from, to, page }) => enqueue(from, to, page),
  inbox: async () => {
    const all = await db
      .selectFrom('exchange.node_inbox')
      .select(({ fn }) => [fn.countAll<number>().as('n'), fn.count<number>('body').distinct().as('bodies')])
      .where('type', '=', 'note')
      .where('state', '=', 'delivered')
      .executeTakeFirstOrThrow();
    return { n: Number(all.n), distinct: Number(all.bodies) };
  },
  makeFile: ({ size }) => platform.blobs.put(Readable.from(bytes(size))),
  plainFile: ({ url, hash }) => timed(() => plainFile(url, platform.blobs.pathOf(hash))),
  sendFile: ({ hash, size }) =>
    timed(async () => {
      const had = await count('exchange.node_outbox', ['delivered']);
      const message = { to: 'city-01', type: 'note', body: { text: '附件' }, parts: [{ hash, bytes: size }] };
      await db.transaction().execute((tx) => sendMessages(tx, platform, [message]));
      await untilDelivered(had + 1);
    }),
  memory: async () => process.memoryUsage().rss,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...input }: Command = JSON.parse(line);
  void (async () => {
    const value = await commands[name]?.(input).catch((error: Error) => ({ failed: error.message }));
    process.stdout.write(`${JSON.stringify({ name, value: value ?? null })}\n`);
  })();
  if (name === 'end') break;
}
await app.close();
process.exit(0);
