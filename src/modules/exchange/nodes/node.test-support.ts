import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { canonical } from '#platform/audit.ts';
import { newId, newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { serveFacade } from '#platform/olap/facade.test-support.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { LIGHT_MODULES, openTestApp, type TestApp } from '#platform/testing.ts';
import { CALL_HEADER, sha256, signCall } from './call.ts';
import { fingerprintOf, makeCertificate } from './certificate.ts';
import { nodeDeskOf } from './desk.ts';
import { currentDirectory } from './directory.ts';
import { dispatchNow, wire } from './dispatch.ts';
import { signAsNode } from './keys.ts';
import type { Member, SignedDirectory } from './rules/directory.ts';
import { type Header, signedText, wireOf } from './rules/envelope.ts';
import type { Receipt } from './rules/receipt.ts';
import { nextBatch } from './seal.ts';
import { type Outgoing, sendMessages } from './send.ts';
import { admitNode, askToJoin, foundProvince, takeAdmission } from './setup.ts';
import { generateKey, signerOf } from './suites.ts';

/** A province and a city of its, each a whole product on a folder of its own, joined over plain HTTP on this machine. */
export interface Pair {
  readonly province: TestApp;
  readonly city: TestApp;
  /** The line from the province to the city. */
  readonly line: Line;
  dispose(): Promise<void>;
}

export const NOW = new Date('2026-11-24T08:00:00+08:00');

/** chDB is one warehouse a process: the city reaches the province's over the protocol of a server. Their rows do not meet. */
export async function openPair(): Promise<Pair> {
  const province = await openTestApp({ demo: false, frozenNow: NOW }, LIGHT_MODULES);
  const warehouse = await serveFacade(province.platform.olap);
  const city = await openTestApp({ demo: false, frozenNow: NOW, clickhouseUrl: warehouse.url }, LIGHT_MODULES);
  const line = await openLine(await listen(city));
  await join(province, city, line.url);
  const dispose = async () => {
    await line.close();
    await city.dispose();
    await warehouse.close();
    await province.dispose();
  };
  return { province, city, line, dispose };
}

export async function listen(app: TestApp): Promise<string> {
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.http.server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

async function join(province: TestApp, city: TestApp, down: string): Promise<void> {
  const up = await listen(province);
  const plain = { transport: 'plain' as const };
  await foundProvince(province.platform, SYSTEM_ACTOR, { id: 'province', name: '省级节点', address: up, ...plain });
  const wish = { id: 'city-01', name: '市级节点', kind: 'city' as const, address: down, ...plain };
  const request = await askToJoin(city.platform, SYSTEM_ACTOR, wish);
  const admission = await admitNode(province.platform, SYSTEM_ACTOR, request);
  await takeAdmission(city.platform, SYSTEM_ACTOR, admission);
}

/** A line that can be cut: at once, or after so many bytes more have gone over it. */
export interface Line {
  readonly url: string;
  /** Bytes that went to the far end. */
  readonly carried: number;
  cut(): void;
  cutAfter(bytes: number): void;
  mend(): void;
  close(): Promise<void>;
}

async function openLine(target: string): Promise<Line> {
  const open = new Set<Socket>();
  const state = { left: Number.POSITIVE_INFINITY, carried: 0 };
  const cut = () => {
    state.left = 0;
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    const far = connect(Number(new URL(target).port), '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        for (const one of [near, far]) if (open.delete(one)) one.destroy();
      });
    }
    if (state.left <= 0) return void near.destroy();
    near.on('data', (bytes) => {
      state.left -= bytes.length;
      state.carried += bytes.length;
      if (state.left <= 0) cut();
      else far.write(bytes);
    });
    far.pipe(near);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get carried() {
      return state.carried;
    },
    cut,
    cutAfter: (bytes) => {
      state.left = bytes;
    },
    mend: () => {
      state.left = Number.POSITIVE_INFINITY;
    },
    close: async () => {
      cut();
      server.close();
    },
  };
}

/** Write messages into the outbox and send them. */
export async function send(platform: Platform, ...messages: Outgoing[]): Promise<string[]> {
  const ids = await nodeDeskOf(platform)
    .db.transaction()
    .execute((tx) => sendMessages(tx, platform, messages));
  await dispatchNow(platform);
  return ids;
}

export const note = (text: string, to = 'city-01'): Outgoing => ({ to, type: 'note', body: { text } });

/** How a message stands at its sender. */
export function sent(platform: Platform, id: string) {
  return nodeDeskOf(platform)
    .db.selectFrom('exchange.node_outbox')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** What has come, in order. */
export function inbox(platform: Platform) {
  return nodeDeskOf(platform).db.selectFrom('exchange.node_inbox').selectAll().orderBy('no').execute();
}

/** Let a clock go on, or jump. */
export function setClock({ clock }: Platform, at: Date): void {
  if (!('set' in clock) || typeof clock.set !== 'function') throw new Error('this clock cannot be set');
  clock.set(at);
}

export const minutesAfter = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

/** How the line to a peer stands. */
export function peer(platform: Platform, id: string) {
  return nodeDeskOf(platform)
    .db.selectFrom('exchange.node_peer')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** A call as it goes over the line, to be sent, changed, or sent twice. */
export interface RawCall {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Messages of a node as a call to another, made but not sent. They are not in its outbox. */
export async function rawCall(
  from: TestApp,
  to: { url: string; id: string },
  lines: readonly string[],
): Promise<RawCall> {
  const body = lines.join('\n');
  const path = '/api/node/messages';
  const { header } = await signCall(from.platform, { to: to.id, method: 'POST', path, body: sha256(body) });
  const headers = { [CALL_HEADER]: header, 'x-yiping': 'node', 'content-type': 'application/x-ndjson' };
  return { url: to.url + path, headers, body };
}

export async function post({
  url,
  headers,
  body,
}: RawCall): Promise<{ status: number; code: string | null; receipts: Receipt[] }> {
  const reply = await fetch(url, { method: 'POST', headers, body });
  const value = await reply.json();
  const receipts: Receipt[] = value.text ? JSON.parse(value.text).receipts : [];
  return { status: reply.status, code: value.code ?? null, receipts };
}

/** Queue messages and put them under signature without sending them; the lines. */
export async function sealed(app: TestApp, to: string, ...messages: Outgoing[]): Promise<string[]> {
  const { db } = nodeDeskOf(app.platform);
  await db.transaction().execute((tx) => sendMessages(tx, app.platform, messages));
  const batch = await nextBatch(app.platform, to, 0);
  return batch.map(wire);
}

/** A node that is only its keys: it signs calls of an application that is the province. */
export async function strangerOf(app: Pick<TestApp, 'platform'>, id: string) {
  const key = generateKey('ed25519');
  const sign = signerOf(key);
  const now = app.platform.clock.now();
  const { certificate } = makeCertificate(id, now, minutesAfter(60));
  const validity = { validFrom: now.toISOString(), validTo: '2030-01-01T00:00:00.000Z', revokedAt: null };
  const { publicKey, suite } = key;
  const member: Member = {
    id,
    name: '对端',
    kind: 'city',
    status: 'active',
    address: null,
    transport: 'plain',
    fingerprint: fingerprintOf(certificate),
    certificate,
    services: ['note'],
    versions: [1],
    keys: [{ id: key.id, suite, publicKey, ...validity }],
  };
  const request = { format: 'yiping-node-request', member, key: key.id, signature: sign(canonical(member)) };
  const call = (method: 'POST' | 'PUT', path: string, type: string, body: string) => {
    const at = app.platform.clock.now().toISOString();
    const to = 'province';
    const text = canonical({
      from: id,
      to,
      at,
      nonce: newToken(18),
      method,
      path,
      body: sha256(body),
      key: key.id,
      directory: 0,
    });
    const header = `${Buffer.from(text).toString('base64url')}.${sign(text)}`;
    return {
      method,
      url: path,
      payload: body,
      headers: { [CALL_HEADER]: header, 'x-yiping': 'node', 'content-type': type },
    };
  };
  const message = (seq: number, parts: Header['parts'], body = '{"text":"一"}'): string => {
    const at = app.platform.clock.now();
    const [mid, expires] = [newId(at), new Date(at.getTime() + 3_600_000).toISOString()];
    const about = { resource: null, grant: null, purpose: null, seq, created: at.toISOString(), expires };
    const ends = { v: 1 as const, id: mid, request: mid, from: id, to: 'province', type: 'note' };
    const header: Header = { ...ends, ...about, body: sha256(body), parts, key: key.id };
    return wireOf({ body, header, signature: sign(signedText(header)) });
  };
  return { request, call, message };
}

/** The directory that a province would issue next, signed, not taken yet. */
export async function nextDirectory({ platform }: Pick<TestApp, 'platform'>): Promise<SignedDirectory> {
  const current = (await currentDirectory(platform))?.directory;
  if (!current) throw new Error('there is no directory');
  const document = canonical({ ...current, version: current.version + 1 });
  return { document, ...(await signAsNode(platform, document)) };
}
