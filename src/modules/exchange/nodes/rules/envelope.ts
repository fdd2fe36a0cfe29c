import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { canonical } from '#platform/audit.ts';
import { digestOf, type PublicKey, type SuiteName, type Verify } from '../suites.ts';

const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const Maybe = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const strict = { additionalProperties: false } as const;

export const NodeId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$', description: '节点编码' });
export const MessageId = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
export const MessageType = Type.String({ pattern: '^[a-z][a-z0-9.-]{1,59}$' });

/** A file that goes with a message: its address (SHA-256) and, for nodes that sign with SM2, its SM3 digest. */
export const Part = Type.Object(
  {
    hash: Digest,
    bytes: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    sm3: Maybe(Digest),
  },
  strict,
);

/** What a message says of itself, under its signature. `body` and the parts stand in it by their digests. */
export const Header = Type.Object(
  {
    v: Type.Literal(1),
    id: MessageId,
    request: MessageId,
    from: NodeId,
    to: NodeId,
    type: MessageType,
    resource: Maybe(Type.String({ maxLength: 120 })),
    grant: Maybe(Type.String({ maxLength: 120 })),
    purpose: Maybe(Type.String({ maxLength: 500 })),
    /** One more for each message of this sender to this receiver. */
    seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    created: Instant,
    expires: Instant,
    body: Digest,
    parts: Type.Array(Part, { maxItems: 1000 }),
    key: Type.String({ maxLength: 80 }),
  },
  strict,
);

const Message = Type.Object(
  { body: Type.String(), header: Header, signature: Type.String({ maxLength: 100 }) },
  strict,
);

export type Part = Static<typeof Part>;
export type Header = Static<typeof Header>;
/** A message as it travels: one line of canonical JSON (RFC 8785). The body is text, so that its digest has one meaning. */
export type Message = Static<typeof Message>;

const checker = Compile(Message);

/** The one spelling of a message. */
export const wireOf = (message: Message): string => canonical(message);

/** What the signature is over. */
export const signedText = (header: Header): string => canonical(header);

/** What receipts and the log call a message by: the digest of its header. */
export const headerDigest = (suite: SuiteName, headerText: string): string => digestOf(suite, headerText);

/** A message put together of a header's canonical text, which is made once. */
export function wireFrom(body: string, headerText: string, signature: string): string {
  return `{"body":${JSON.stringify(body)},"header":${headerText},"signature":${JSON.stringify(signature)}}`;
}

/** Read a line; null when it is not a message in its one spelling. `text` is what its signature is over. */
export function readMessage(line: string): (Message & { readonly text: string }) | null {
  const value = parse(line);
  if (!checker.Check(value)) return null;
  const text = signedText(value.header);
  return wireFrom(value.body, text, value.signature) === line ? { ...value, text } : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** A key of a member as the directory lists it, ready to verify. */
export interface MemberKey extends PublicKey {
  readonly validFrom: string;
  readonly validTo: string;
  readonly revokedAt: string | null;
  readonly verify: Verify;
}

/** Why a message is not taken; each has its own sentence. */
export type Fault =
  | 'malformed'
  | 'wrong-recipient'
  | 'wrong-sender'
  | 'unknown-key'
  | 'revoked-key'
  | 'key-out-of-date'
  | 'bad-signature'
  | 'tampered-body'
  | 'clock-skew'
  | 'expired';

/** Clocks of two nodes may differ by so much. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** What is wrong with a key at a moment, or null. */
export function keyFault(key: MemberKey | undefined, at: Date): Fault | null {
  if (!key) return 'unknown-key';
  if (key.revokedAt !== null) return 'revoked-key';
  const now = at.getTime();
  const isCurrent = Date.parse(key.validFrom) <= now + CLOCK_TOLERANCE_MS && now < Date.parse(key.validTo);
  return isCurrent ? null : 'key-out-of-date';
}

/** Where a message is looked at: by whom, from whom, with which keys, when. */
export interface Gate {
  readonly self: string;
  readonly caller: string;
  readonly keys: ReadonlyMap<string, MemberKey>;
  readonly now: Date;
}

/** The first thing wrong with a message, or null. Nothing of it is believed before its signature holds. */
export function messageFault(message: Message & { readonly text: string }, gate: Gate): Fault | null {
  const { header, body, signature, text } = message;
  const key = gate.keys.get(header.key);
  const unfit = keyFault(key, gate.now);
  if (unfit !== null || !key) return unfit;
  if (!key.verify(text, signature)) return 'bad-signature';
  if (header.from !== gate.caller) return 'wrong-sender';
  if (header.to !== gate.self) return 'wrong-recipient';
  if (digestOf(key.suite, body) !== header.body) return 'tampered-body';
  if (Date.parse(header.created) > gate.now.getTime() + CLOCK_TOLERANCE_MS) return 'clock-skew';
  return Date.parse(header.expires) <= gate.now.getTime() ? 'expired' : null;
}
