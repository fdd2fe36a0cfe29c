import { audit, canonical } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { type KnownDirectory, type KnownMember, nodeDeskOf } from './desk.ts';
import { nodeErrors } from './errors.ts';
import { markListed, signAsNode } from './keys.ts';
import {
  changedMembers,
  type Directory,
  judgeDirectory,
  keysOf,
  readDirectory,
  type SignedDirectory,
} from './rules/directory.ts';
import { directoriesAfter, findSelf, insertDirectory, latestVersion, type SelfRow } from './sql/directory.ts';
import type { PublicKey } from './suites.ts';
import type { Db, Tx } from './tables.ts';

/** A directory is good for a year; every change makes a new one. */
const VALID_MS = 365 * 24 * 3_600_000;

/**
 * This node.
 * @throws {Refusal} `exchange.node-not-set-up`
 */
export async function mustBeNode(platform: Platform): Promise<SelfRow> {
  const self = await findSelf(nodeDeskOf(platform).db);
  if (!self) throw nodeErrors['node-not-set-up']({});
  return self;
}

/**
 * The directory that holds; its version is asked each time, so that a revoked key is out at once in every process.
 * Inside a transaction it is asked through that.
 */
export async function currentDirectory(platform: Platform, tx?: Tx): Promise<KnownDirectory | null> {
  const desk = nodeDeskOf(platform);
  const db = tx ?? desk.db;
  const version = await latestVersion(db);
  if (version === null) return null;
  if (desk.known?.directory.version !== version) desk.known = await readKnown(db, version);
  return desk.known;
}

async function readKnown(db: Db, version: number): Promise<KnownDirectory | null> {
  const [signed] = await directoriesAfter(db, version - 1, 1);
  const directory = signed && readDirectory(signed.document);
  if (!signed || !directory) return null;
  const members = directory.members.map((member) => [member.id, { ...member, verifiers: keysOf(member) }] as const);
  return { directory, signed, members: new Map(members) };
}

/**
 * A member that may be written to.
 * @throws {Refusal} `exchange.node-unknown-peer`
 */
export async function mustBeMember(platform: Platform, id: string, tx?: Tx): Promise<KnownMember> {
  const member = (await currentDirectory(platform, tx))?.members.get(id);
  if (member?.status !== 'active') throw nodeErrors['node-unknown-peer']({ to: id });
  return member;
}

/**
 * Take a directory of the province, if it is one and newer; the same again changes nothing.
 * @returns whether it was taken
 * @throws {Refusal} `exchange.node-directory-…`
 */
export async function takeDirectory(platform: Platform, actor: Actor, signed: SignedDirectory): Promise<boolean> {
  const { db } = nodeDeskOf(platform);
  const self = await mustBeNode(platform);
  const current = await currentDirectory(platform);
  if (current?.signed.document === signed.document) return false;
  const anchor: PublicKey | null = self.anchor === null ? null : JSON.parse(self.anchor);
  const standing = current && { directory: current.directory, document: current.signed.document };
  const judged = judgeDirectory(signed, { current: standing, anchor, now: platform.clock.now() });
  if ('fault' in judged) throw nodeErrors[`node-directory-${judged.fault}`]({});
  await db.transaction().execute((tx) => storeDirectory(platform, tx, actor, signed, judged.directory));
  return true;
}

async function storeDirectory(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  signed: SignedDirectory,
  directory: Directory,
): Promise<void> {
  const { version } = directory;
  const before = nodeDeskOf(platform).known?.directory ?? null;
  await insertDirectory(tx, version, signed, platform.clock.now());
  const self = await findSelf(tx);
  await markListed(tx, directory.members.find(({ id }) => id === self?.id)?.keys ?? []);
  const detail = { version, changed: changedMembers(before, directory) };
  const subject = { kind: 'node-directory', id: String(version) };
  await audit(tx, platform.clock, actor, { action: 'node.directory', subject, detail });
  await emit(tx, platform.clock, { topic: 'exchange.node-directory', key: String(version), payload: { version } });
}

/**
 * Make and sign the next directory; only the province may. Every other node hears of it when it is next spoken to.
 * @throws {Refusal} `exchange.node-not-province`
 */
export async function issueDirectory(
  platform: Platform,
  actor: Actor,
  change: (members: Directory['members']) => Directory['members'],
): Promise<SignedDirectory> {
  const self = await mustBeNode(platform);
  if (self.kind !== 'province') throw nodeErrors['node-not-province']({});
  const current = await currentDirectory(platform);
  const now = platform.clock.now();
  const directory: Directory = {
    v: 1,
    province: self.id,
    version: (current?.directory.version ?? 0) + 1,
    issued: now.toISOString(),
    expires: new Date(now.getTime() + VALID_MS).toISOString(),
    members: change(current?.directory.members ?? []),
  };
  const document = canonical(directory);
  const signed = { document, ...(await signAsNode(platform, document)) };
  await nodeDeskOf(platform)
    .db.transaction()
    .execute((tx) => storeDirectory(platform, tx, actor, signed, directory));
  nodeDeskOf(platform).wake();
  return signed;
}
