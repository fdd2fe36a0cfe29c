import { TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { admitCall, CALL_HEADER, type Caller, type Connection, sha256 } from './call.ts';
import { nodeDeskOf } from './desk.ts';
import { nodeErrors } from './errors.ts';
import { announcePart, receiveChunk } from './parts.ts';
import { receiveMessages } from './receive.ts';
import { SignedDirectory } from './rules/directory.ts';
import { SignedReceipts } from './rules/receipt.ts';
import { directoriesAfter } from './sql/directory.ts';
import { noteHeard } from './sql/peer.ts';
import { MOST_DIRECTORIES, takeDirectories } from './sync.ts';
import { PAGE } from './upload.ts';

/** No session lets a node in: its signature does, whatever else the caller is. */
const BY_SIGNATURE = { access: 'public' } as const;
const TAGS = { tags: ['节点交换'] };
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const MOST_CALL = 16 * 1024 * 1024;

const Directories = Type.Object({ directories: Type.Array(SignedDirectory, { maxItems: MOST_DIRECTORIES }) });
const PartWish = Type.Object({
  hash: Hash,
  bytes: Type.Integer({ minimum: 0 }),
  from: Type.Integer({ minimum: 0 }),
  chunks: Type.Array(Hash, { maxItems: PAGE }),
});

/** What other nodes call. Bodies are taken as they come, since the signature is over their bytes. */
export async function serveNodes(http: HttpApp, platform: Platform): Promise<void> {
  await http.register(async (scope) => {
    const whole = { parseAs: 'buffer', bodyLimit: MOST_CALL } as const;
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(['application/json', 'application/x-ndjson'], whole, (_request, body, done) =>
      done(null, body),
    );
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    serveMessages(scope, platform);
    serveParts(scope, platform);
    serveDirectory(scope, platform);
  });
}

function serveMessages(http: HttpApp, platform: Platform): void {
  const schema = { ...TAGS, summary: '收报文（节点签名）', response: { 200: SignedReceipts } };
  http.post('/api/node/messages', { config: BY_SIGNATURE, schema }, async (request) => {
    const { caller, body } = await signedBody(platform, request);
    return receiveMessages(platform, caller, body.toString('utf8').split('\n'));
  });
}

function serveParts(http: HttpApp, platform: Platform): void {
  const announced = { 200: Type.Object({ missing: Type.Array(Type.Integer()) }) };
  const schema = { ...TAGS, summary: '收附件清单（节点签名）', response: announced };
  http.post('/api/node/parts', { config: BY_SIGNATURE, schema }, async (request) => {
    const { caller, body } = await signedBody(platform, request);
    return { missing: await announcePart(platform, caller, parsed(PartWish, body)) };
  });
  const params = Type.Object({ hash: Hash, no: Type.Integer({ minimum: 0 }) });
  const piece = { ...TAGS, summary: '收附件的一块（节点签名）', params, response: { 200: Type.Object({}) } };
  http.put('/api/node/parts/:hash/chunks/:no', { config: BY_SIGNATURE, schema: piece }, async (request) => {
    const caller = await callerOf(platform, request);
    await receiveChunk(platform, caller, request.params, request.raw);
    return {};
  });
}

function serveDirectory(http: HttpApp, platform: Platform): void {
  const take = {
    ...TAGS,
    summary: '收节点目录（省级节点签名）',
    response: { 200: Type.Object({ taken: Type.Integer() }) },
  };
  http.post('/api/node/directory', { config: BY_SIGNATURE, schema: take }, async (request) => {
    // A directory vouches for itself; whoever brings it need not be known yet, as a new key of the province is not.
    const { directories } = parsed(Directories, request.body);
    return { taken: await takeDirectories(platform, directories) };
  });
  const querystring = Type.Object({ after: Type.Integer({ minimum: 0 }) });
  const give = { ...TAGS, summary: '取节点目录（节点签名）', querystring, response: { 200: Directories } };
  http.get('/api/node/directory', { config: BY_SIGNATURE, schema: give }, async (request) => {
    const { db } = nodeDeskOf(platform);
    const caller = await callerOf(platform, request);
    await noteHeard(db, caller.member.id, platform.clock.now(), request.query.after);
    return { directories: await directoriesAfter(db, request.query.after, MOST_DIRECTORIES) };
  });
}

async function callerOf(platform: Platform, request: FastifyRequest): Promise<Caller> {
  const header = request.headers[CALL_HEADER];
  const place = { method: request.method, path: request.url };
  return admitCall(platform, typeof header === 'string' ? header : undefined, place, connectionOf(request));
}

/** The caller and the very bytes that it signed. */
async function signedBody(platform: Platform, request: FastifyRequest): Promise<{ caller: Caller; body: Buffer }> {
  const caller = await callerOf(platform, request);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (sha256(body) !== caller.body) throw nodeErrors['node-tampered-body']({});
  return { caller, body };
}

function connectionOf({ raw: { socket } }: FastifyRequest): Connection {
  if (!(socket instanceof TLSSocket)) return { encrypted: false, fingerprint: null };
  return { encrypted: true, fingerprint: socket.getPeerCertificate().fingerprint256 ?? null };
}

function parsed<T extends Type.TSchema>(schema: T, body: unknown): Type.Static<T> {
  try {
    const value: unknown = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
    if (Check(schema, value)) return value;
  } catch {}
  throw nodeErrors['node-malformed']({});
}
