import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { canonical } from '#platform/audit.ts';
import { isPublicKey, keyIdOf, type PublicKey, verifierOf } from '../suites.ts';
import { type MemberKey, NodeId } from './envelope.ts';

const Instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const Maybe = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const strict = { additionalProperties: false } as const;
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const NODE_KINDS = ['province', 'city', 'department'] as const;
export const SuiteNames = Type.Enum(['ed25519', 'sm2']);

export const ListedKey = Type.Object(
  {
    id: Text(80),
    suite: SuiteNames,
    publicKey: Text(120),
    validFrom: Instant,
    validTo: Instant,
    revokedAt: Maybe(Instant),
  },
  strict,
);

export const Member = Type.Object(
  {
    id: NodeId,
    name: Text(80),
    kind: Type.Enum([...NODE_KINDS]),
    status: Type.Enum(['active', 'suspended', 'revoked']),
    /** Where it is called: `https://host:port`. Null: it calls, and cannot be called. */
    address: Maybe(Type.String({ pattern: '^https?://[^\\s/]+$', maxLength: 200 })),
    /** `plain` for networks that are closed by other means. */
    transport: Type.Enum(['tls', 'plain']),
    /** SHA-256 of its certificate: the other end of a connection is known by it. */
    fingerprint: Type.String({ pattern: '^([0-9A-F]{2}:){31}[0-9A-F]{2}$' }),
    certificate: Text(8000),
    /** Types of messages that it takes. */
    services: Type.Array(Text(60), { maxItems: 100 }),
    versions: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 10 }),
    keys: Type.Array(ListedKey, { minItems: 1, maxItems: 50 }),
  },
  strict,
);

export const Directory = Type.Object(
  {
    v: Type.Literal(1),
    province: NodeId,
    version: Type.Integer({ minimum: 1 }),
    issued: Instant,
    expires: Instant,
    members: Type.Array(Member, { maxItems: 10_000 }),
  },
  strict,
);

export const SignedDirectory = Type.Object(
  { document: Type.String({ maxLength: 8_000_000 }), key: Text(80), signature: Text(100) },
  strict,
);

export type ListedKey = Static<typeof ListedKey>;
export type Member = Static<typeof Member>;
export type Directory = Static<typeof Directory>;
export type SignedDirectory = Static<typeof SignedDirectory>;

const checker = Compile(Directory);

/** Why a directory is not taken. */
export type DirectoryFault = 'malformed' | 'bad-signature' | 'older' | 'forked' | 'expired';

/** Read a document; null when it is no directory in its one spelling, or one of its keys does not bear its own name. */
export function readDirectory(document: string): Directory | null {
  const value = parse(document);
  if (!checker.Check(value) || canonical(value) !== document) return null;
  const keys = value.members.flatMap((member) => member.keys);
  return keys.every((key) => isPublicKey(key.suite, key.publicKey) && keyIdOf(key.suite, key.publicKey) === key.id)
    ? value
    : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a new directory is held against: the one that stands, or the key that was handed over when the node joined. */
export interface Standing {
  readonly current: { readonly directory: Directory; readonly document: string } | null;
  readonly anchor: PublicKey | null;
  readonly now: Date;
}

/**
 * Judge a directory: signed by a key of the province that the standing directory (or the anchor) knows as good, newer
 * than the standing one, not expired. The same again is taken as it is (null).
 */
export function judgeDirectory(
  signed: SignedDirectory,
  standing: Standing,
): { readonly directory: Directory } | { readonly fault: DirectoryFault } {
  const directory = readDirectory(signed.document);
  if (!directory) return { fault: 'malformed' };
  const signer = signersOf(standing).find((key) => key.id === signed.key);
  if (!signer || !verifierOf(signer)(signed.document, signed.signature)) return { fault: 'bad-signature' };
  const { current } = standing;
  if (current && directory.province !== current.directory.province) return { fault: 'bad-signature' };
  if (current && directory.version < current.directory.version) return { fault: 'older' };
  if (current && directory.version === current.directory.version && current.document !== signed.document)
    return { fault: 'forked' };
  if (Date.parse(directory.expires) <= standing.now.getTime()) return { fault: 'expired' };
  return { directory };
}

function signersOf({ current, anchor, now }: Standing): readonly PublicKey[] {
  if (!current) return anchor ? [anchor] : [];
  const province = current.directory.members.find(({ id }) => id === current.directory.province);
  return (province?.keys ?? []).filter((key) => key.revokedAt === null && Date.parse(key.validTo) > now.getTime());
}

/** Keys of a member by their ids, ready to verify. */
export function keysOf(member: Member): ReadonlyMap<string, MemberKey> {
  return new Map(
    member.keys.map((key) => {
      const verify = verifierOf(key);
      return [key.id, { ...key, verify }];
    }),
  );
}

/** Members that were changed, added or left out, for the audit. */
export function changedMembers(before: Directory | null, after: Directory): string[] {
  const old = new Map(before?.members.map((member) => [member.id, canonical(member)]));
  const changed = after.members.filter((member) => old.get(member.id) !== canonical(member)).map(({ id }) => id);
  const left = [...old.keys()].filter((id) => !after.members.some((member) => member.id === id));
  return [...changed, ...left];
}
