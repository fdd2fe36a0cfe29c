import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { audit, canonical } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { fingerprintOf, makeCertificate } from './certificate.ts';
import { nodeDeskOf } from './desk.ts';
import { currentDirectory, issueDirectory, mustBeNode, takeDirectory } from './directory.ts';
import { nodeErrors } from './errors.ts';
import { listOwnKeys, signingKey } from './keys.ts';
import { NODE_HANDLERS } from './registry.ts';
import { ListedKey, Member, SignedDirectory } from './rules/directory.ts';
import { findSelf, insertSelf, setAnchor } from './sql/directory.ts';
import { isPublicKey, keyIdOf, verifierOf } from './suites.ts';
import type { NodeKind } from './tables.ts';

/** How a node wants to be known. */
export interface NodeWish {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** `https://host:port` where others call it; null when it cannot be called. */
  readonly address: string | null;
  /** `plain` only inside a network that is closed by other means. */
  readonly transport: 'tls' | 'plain';
}

/** What a node hands to the province to be admitted; it is signed with the node's own key. */
export const JoinRequest = Type.Object(
  {
    format: Type.Literal('yiping-node-request'),
    member: Member,
    key: Type.String({ maxLength: 80 }),
    signature: Type.String({ maxLength: 100 }),
  },
  { additionalProperties: false },
);
export type JoinRequest = Static<typeof JoinRequest>;

/** What the province hands back: its key, to be compared by another way, and the directory. */
export const Admission = Type.Object(
  { format: Type.Literal('yiping-node-admission'), anchor: ListedKey, directory: SignedDirectory },
  { additionalProperties: false },
);
export type Admission = Static<typeof Admission>;

const CERTIFICATE_MS = 3650 * 24 * 3_600_000;
/** A key that was rotated out still verifies for a day what is under way. */
const OVERLAP_MS = 24 * 3_600_000;

/**
 * Make this node the province's: it keeps the directory, and stands in it first.
 * @throws {Refusal} `exchange.node-set-up-already`
 */
export async function foundProvince(platform: Platform, actor: Actor, wish: Omit<NodeWish, 'kind'>): Promise<void> {
  const province = { ...wish, kind: 'province' as const };
  await storeSelf(platform, actor, province);
  const member = await ownMember(platform, province.transport);
  await issueDirectory(platform, actor, () => [member]);
}

/**
 * Make the file with which this node asks to be admitted. Asking again asks with the keys as they are now.
 * @throws {Refusal} `exchange.node-set-up-already` when it is the province
 */
export async function askToJoin(platform: Platform, actor: Actor, wish: NodeWish): Promise<JoinRequest> {
  const self = await findSelf(nodeDeskOf(platform).db);
  if (self?.kind === 'province' || (self && self.id !== wish.id)) throw nodeErrors['node-set-up-already']({});
  if (!self) await storeSelf(platform, actor, wish);
  const member = await ownMember(platform, wish.transport);
  const key = await signingKey(platform);
  return { format: 'yiping-node-request', member, key: key.id, signature: key.sign(canonical(member)) };
}

async function storeSelf(platform: Platform, actor: Actor, wish: NodeWish): Promise<void> {
  const { db, sealer } = nodeDeskOf(platform);
  await signingKey(platform);
  const now = platform.clock.now();
  // The certificate's dates are those of the machine that shows it, not those of a rehearsal.
  const made = makeCertificate(wish.id, new Date('2020-01-01'), new Date(now.getTime() + CERTIFICATE_MS));
  const { id, name, kind, address } = wish;
  const row = { id, name, kind, address, anchor: null, certificate: made.certificate };
  await db.transaction().execute(async (tx) => {
    const sealed = sealer.seal(made.privateKey, 'exchange.node_self');
    if (!(await insertSelf(tx, { ...row, sealed }, now))) throw nodeErrors['node-set-up-already']({});
    const detail = { name, kind, address };
    await audit(tx, platform.clock, actor, { action: 'node.set-up', subject: { kind: 'node', id }, detail });
  });
}

/** This node as it would stand in the directory. */
async function ownMember(platform: Platform, transport: Member['transport']): Promise<Member> {
  const { db } = nodeDeskOf(platform);
  const { id, name, kind, address, certificate } = await mustBeNode(platform);
  const keys = await listOwnKeys(db);
  return {
    id,
    name,
    kind,
    status: 'active',
    address,
    transport,
    fingerprint: fingerprintOf(certificate),
    certificate,
    services: NODE_HANDLERS.map(({ type }) => type),
    versions: [1],
    keys: keys.map((key) => ({
      id: key.id,
      suite: key.suite,
      publicKey: key.publicKey,
      validFrom: key.validFrom.toISOString(),
      validTo: key.validTo.toISOString(),
      revokedAt: key.revokedAt?.toISOString() ?? null,
    })),
  };
}

/**
 * Admit a node, or take what has changed of one: new keys, another address. A node that is known must sign with a key
 * that is known as good. Its older keys end after a day.
 * @throws {Refusal} `exchange.node-bad-request-file`, `exchange.node-not-province`
 */
export async function admitNode(platform: Platform, actor: Actor, request: unknown): Promise<Admission> {
  const member = await mustBeRequest(platform, request);
  const directory = await issueDirectory(platform, actor, (members) =>
    withMember(members, member, platform.clock.now()),
  );
  return { format: 'yiping-node-admission', anchor: await provinceKey(platform), directory };
}

async function mustBeRequest(platform: Platform, request: unknown): Promise<Member> {
  if (!Value.Check(JoinRequest, request)) throw nodeErrors['node-bad-request-file']({});
  const { member, key, signature } = request;
  const known = (await currentDirectory(platform))?.members.get(member.id);
  const { id } = await mustBeNode(platform);
  // A node none of whose keys is good any more is admitted like a new one: by whoever has made sure who it is.
  const good = known?.keys.filter(({ revokedAt }) => revokedAt === null) ?? [];
  const signer = (good.length > 0 ? good : member.keys).find((one) => one.id === key);
  const isSigned = signer && keysBearTheirNames(member) && verifierOf(signer)(canonical(member), signature);
  const isOther = member.kind !== 'province' || member.id === id;
  if (!isSigned || !isOther || fingerprintOf(member.certificate) !== member.fingerprint)
    throw nodeErrors['node-bad-request-file']({});
  return member;
}

const keysBearTheirNames = ({ keys }: Member): boolean =>
  keys.every(({ id, suite, publicKey }) => isPublicKey(suite, publicKey) && keyIdOf(suite, publicKey) === id);

function withMember(members: readonly Member[], member: Member, now: Date): Member[] {
  const before = members.find(({ id }) => id === member.id);
  const revoked = new Map(before?.keys.map(({ id, revokedAt }) => [id, revokedAt]));
  const newest = member.keys[0]?.validFrom ?? '';
  const ends = new Date(now.getTime() + OVERLAP_MS).toISOString();
  const isNew = (key: ListedKey) => !revoked.has(key.id);
  const renewed = before !== undefined && member.keys.some(isNew);
  const keys = member.keys.map((key) => ({
    ...key,
    revokedAt: revoked.get(key.id) ?? key.revokedAt,
    validTo: renewed && !isNew(key) && key.validTo > ends && newest !== '' ? ends : key.validTo,
  }));
  const next: Member = { ...member, keys, status: before?.status ?? 'active' };
  return before ? members.map((one) => (one.id === member.id ? next : one)) : [...members, next];
}

async function provinceKey(platform: Platform): Promise<ListedKey> {
  const { id } = await mustBeNode(platform);
  const key = await signingKey(platform);
  const listed = (await currentDirectory(platform))?.members.get(id)?.keys.find((one) => one.id === key.id);
  if (!listed) throw nodeErrors['node-no-key']({});
  return listed;
}

/**
 * Take the province's admission. Its key is believed because whoever brings the file has compared it by another way;
 * later directories must continue this one.
 * @throws {Refusal} `exchange.node-bad-admission`, `exchange.node-directory-…`
 */
export async function takeAdmission(platform: Platform, actor: Actor, admission: unknown): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const self = await mustBeNode(platform);
  if (!Value.Check(Admission, admission)) throw nodeErrors['node-bad-admission']({});
  const { id, suite, publicKey } = admission.anchor;
  const isKey = isPublicKey(suite, publicKey) && keyIdOf(suite, publicKey) === id;
  const lists = admission.directory.document.includes(`"id":${JSON.stringify(self.id)}`);
  if (!isKey || !lists) throw nodeErrors['node-bad-admission']({});
  if (self.anchor === null) {
    await db.transaction().execute(async (tx) => {
      await setAnchor(tx, canonical({ id, suite, publicKey }));
      const subject = { kind: 'node-key', id };
      await audit(tx, platform.clock, actor, { action: 'node.trust-province', subject });
    });
  }
  await takeDirectory(platform, actor, admission.directory);
}

/**
 * Suspend a node, let it take part again, or shut it out for good. It holds at once.
 * @throws {Refusal} `exchange.node-unknown-peer`
 */
export async function setMemberStatus(
  platform: Platform,
  actor: Actor,
  id: string,
  status: Member['status'],
): Promise<void> {
  await mustBeListed(platform, id);
  await issueDirectory(platform, actor, (members) =>
    members.map((member) => (member.id === id ? { ...member, status } : member)),
  );
}

/** Revoke a key of a node. What is signed with it is refused from this moment on. */
export async function revokeKey(platform: Platform, actor: Actor, id: string, key: string): Promise<void> {
  await mustBeListed(platform, id);
  const revokedAt = platform.clock.now().toISOString();
  const revoke = (one: ListedKey): ListedKey =>
    one.id === key && one.revokedAt === null ? { ...one, revokedAt } : one;
  await issueDirectory(platform, actor, (members) =>
    members.map((member) => (member.id === id ? { ...member, keys: member.keys.map(revoke) } : member)),
  );
}

async function mustBeListed(platform: Platform, id: string): Promise<void> {
  const known = (await currentDirectory(platform))?.members.has(id);
  if (!known) throw nodeErrors['node-unknown-peer']({ to: id });
}
