import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as TlsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import { CALL_HEADER, signCall } from './call.ts';
import { pemOf } from './certificate.ts';
import { type KnownMember, nodeDeskOf } from './desk.ts';
import { mustBeNode } from './directory.ts';
import { nodeErrors } from './errors.ts';

export interface CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly type?: string;
  /** With its length and SHA-256; absent for a GET. */
  readonly body?: { readonly bytes: number; readonly sha256: string; readonly content: Buffer | (() => Readable) };
  readonly timeoutMs?: number;
}

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const PATIENCE_MS = 60_000;
const MOST_REPLY = 64 * 1024 * 1024;

/** What another node answered. */
export interface NodeReply {
  readonly value: unknown;
  /** Of the call that it answers. */
  readonly nonce: string;
}

/**
 * Call another node over the line that the directory names, signed.
 * @throws {Refusal} `exchange.node-unreachable`, or what the other node refused, in its words
 */
export async function callNode(platform: Platform, member: KnownMember, options: CallOptions): Promise<NodeReply> {
  const { method, path, body, type = 'application/json' } = options;
  if (member.address === null) throw nodeErrors['node-unreachable']({ cause: '节点目录没有登记它的地址' });
  const { header, nonce } = await signCall(platform, { to: member.id, method, path, body: body?.sha256 ?? EMPTY });
  const headers = {
    [CALL_HEADER]: header,
    'x-yiping': 'node',
    ...(body && { 'content-type': type, 'content-length': body.bytes }),
  };
  const url = new URL(path, member.address);
  const agent = await agentFor(platform, member);
  const reply = await send(url, agent, { method, headers, timeout: options.timeoutMs ?? PATIENCE_MS }, body?.content);
  return { value: await readReply(reply), nonce };
}

type SendOptions = { method: string; headers: Record<string, string | number>; timeout: number };

function send(url: URL, agent: Agent, options: SendOptions, content?: Buffer | (() => Readable)) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const fail = (error: unknown) => reject(unreachable(error));
    const make = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = make(url, { ...options, agent });
    request.on('response', resolve);
    request.on('error', fail);
    request.on('timeout', () => request.destroy(new Error('没有应答')));
    if (content === undefined || Buffer.isBuffer(content)) request.end(content);
    else pipeline(content(), request).catch(fail);
  });
}

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: '连接被拒绝',
  ECONNRESET: '连接中断',
  EPIPE: '连接中断',
  ETIMEDOUT: '连接超时',
  ENOTFOUND: '找不到主机',
  EHOSTUNREACH: '网络不通',
  DEPTH_ZERO_SELF_SIGNED_CERT: '对方证书与节点目录不符',
};

function unreachable(error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = CAUSES[code] ?? (error instanceof Error ? error.message : String(error));
  return nodeErrors['node-unreachable']({ cause }, error);
}

async function readReply(reply: IncomingMessage): Promise<unknown> {
  const text = await readText(reply).catch((error: unknown) => {
    throw unreachable(error);
  });
  const value = parse(text);
  const status = reply.statusCode ?? 0;
  if (status >= 200 && status < 300) return value;
  throw refusalOfReply(status, value);
}

async function readText(reply: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply) {
    bytes += chunk.length;
    if (bytes > MOST_REPLY) throw new Error('应答过大');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalOfReply(status: number, value: unknown): Refusal {
  if (typeof value === 'object' && value !== null && 'code' in value && 'detail' in value)
    return new Refusal(String(value.code), status, String(value.detail), {});
  return nodeErrors['node-bad-reply']({});
}

/** Connections are kept open and used again. Over TLS both ends show the certificates that the directory lists. */
async function agentFor(platform: Platform, member: KnownMember): Promise<Agent> {
  const { agents, sealer } = nodeDeskOf(platform);
  const key = `${member.address} ${member.fingerprint}`;
  const known = agents.get(key);
  if (known) return known;
  const kept = { keepAlive: true, maxSockets: 8, noDelay: true };
  if (!member.address?.startsWith('https:')) return remember(agents, key, new Agent(kept));
  const self = await mustBeNode(platform);
  const agent = new TlsAgent({
    ...kept,
    minVersion: 'TLSv1.3',
    cert: pemOf(self.certificate),
    key: sealer.open(self.sealed, 'exchange.node_self'),
    ca: pemOf(member.certificate),
    checkServerIdentity: (_host, certificate) =>
      certificate.fingerprint256 === member.fingerprint ? undefined : new Error('对方证书与节点目录不符'),
  });
  return remember(agents, key, agent);
}

function remember(agents: Map<string, Agent>, key: string, agent: Agent): Agent {
  agents.set(key, agent);
  return agent;
}
