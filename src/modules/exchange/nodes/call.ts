import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { canonical } from '#platform/audit.ts';
import { newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { KnownDirectory, KnownMember } from './desk.ts';
import { currentDirectory, mustBeNode } from './directory.ts';
import { nodeErrors } from './errors.ts';
import { signingKey } from './keys.ts';
import { CLOCK_TOLERANCE_MS, keyFault, NodeId } from './rules/envelope.ts';

/** The header that every call between nodes bears: who calls whom, when, for what, once. */
export const CALL_HEADER = 'x-yiping-call';

const Call = Type.Object(
  {
    from: NodeId,
    to: NodeId,
    at: Type.String({ format: 'date-time', maxLength: 40 }),
    nonce: Type.String({ pattern: '^[\\w-]{16,64}$' }),
    method: Type.String({ maxLength: 10 }),
    path: Type.String({ maxLength: 500 }),
    /** SHA-256 of the body. */
    body: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    key: Type.String({ maxLength: 80 }),
    directory: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
type Call = Static<typeof Call>;

const checker = Compile(Call);

/** A call whose caller is who it says. The nonce is to be used up in the transaction of what the call does. */
export interface Caller {
  readonly member: KnownMember;
  readonly self: string;
  readonly nonce: string;
  readonly at: Date;
  /** SHA-256 that the body must have. */
  readonly body: string;
  readonly directory: KnownDirectory;
  /** The caller's directory version. */
  readonly knows: number;
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Sign a call as this node. */
export async function signCall(
  platform: Platform,
  { to, method, path, body }: Pick<Call, 'to' | 'method' | 'path' | 'body'>,
): Promise<{ header: string; nonce: string }> {
  const self = await mustBeNode(platform);
  const directory = (await currentDirectory(platform))?.directory.version ?? 0;
  const key = await signingKey(platform);
  const at = platform.clock.now().toISOString();
  const nonce = newToken(18);
  const text = canonical({ from: self.id, to, at, nonce, method, path, body, key: key.id, directory });
  return { header: `${Buffer.from(text).toString('base64url')}.${key.sign(text)}`, nonce };
}

/** What is known of a connection. */
export interface Connection {
  readonly encrypted: boolean;
  /** SHA-256 of the other end's certificate, by colons; null without one. */
  readonly fingerprint: string | null;
}

/**
 * Let a call in, or say what is wrong with it. The order is that of trust: for us, from a member, by its key, unchanged,
 * now, over the line that the directory asks for.
 * @throws {Refusal} `exchange.node-…`
 */
export async function admitCall(
  platform: Platform,
  header: string | undefined,
  request: { readonly method: string; readonly path: string },
  connection: Connection,
): Promise<Caller> {
  const { call, text, signature } = readCall(header);
  const self = await mustBeNode(platform);
  const directory = await currentDirectory(platform);
  if (call.to !== self.id) throw nodeErrors['node-wrong-recipient']({ to: call.to });
  const member = directory?.members.get(call.from);
  if (!directory || !member) throw nodeErrors['node-unknown-node']({ from: call.from });
  if (member.status !== 'active') throw nodeErrors['node-suspended']({ from: call.from });
  const now = platform.clock.now();
  mustHoldKey(member, call, text, signature, now);
  const fits = call.method === request.method && call.path === request.path;
  if (!fits) throw nodeErrors['node-bad-signature']({});
  const ms = Date.parse(call.at) - now.getTime();
  if (Math.abs(ms) > CLOCK_TOLERANCE_MS) throw nodeErrors['node-clock-skew']({ ms });
  mustHoldLine(member, connection);
  const { nonce, body } = call;
  return { member, self: self.id, nonce, at: new Date(call.at), body, directory, knows: call.directory };
}

function readCall(header: string | undefined): { call: Call; text: string; signature: string } {
  const [encoded = '', signature = '', ...rest] = (header ?? '').split('.');
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  const call = parse(text);
  const isOneSpelling = Buffer.from(text).toString('base64url') === encoded && rest.length === 0;
  if (!isOneSpelling || !checker.Check(call)) throw nodeErrors['node-bad-call']({});
  return { call, text, signature };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function mustHoldKey(member: KnownMember, call: Call, text: string, signature: string, now: Date): void {
  const key = member.verifiers.get(call.key);
  const fault = keyFault(key, now);
  // A clock that is off makes a key look out of date: the clock is said first.
  const ms = Date.parse(call.at) - now.getTime();
  if (fault === 'key-out-of-date' && Math.abs(ms) > CLOCK_TOLERANCE_MS) throw nodeErrors['node-clock-skew']({ ms });
  if (fault === 'unknown-key' || fault === 'revoked-key' || fault === 'key-out-of-date')
    throw nodeErrors[`node-${fault}`]({});
  if (!key?.verify(text, signature)) throw nodeErrors['node-bad-signature']({});
}

function mustHoldLine({ transport, fingerprint }: KnownMember, connection: Connection): void {
  if (transport === 'plain') return;
  if (!connection.encrypted) throw nodeErrors['node-plain-transport']({});
  if (connection.fingerprint !== fingerprint) throw nodeErrors['node-wrong-certificate']({});
}
