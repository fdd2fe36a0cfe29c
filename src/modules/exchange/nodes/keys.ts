import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { nodeDeskOf, type SigningKey } from './desk.ts';
import { nodeErrors } from './errors.ts';
import { generateKey, type PublicKey, type Sign, type SuiteName, signerOf, verifierOf } from './suites.ts';
import type { Db, Tx } from './tables.ts';

export { type PublicKey, type SuiteName, verifierOf } from './suites.ts';

/** A signature as it travels: which key made it, and the signature in base64url. */
export interface Signed {
  readonly key: string;
  readonly signature: string;
}

/** One of this node's keys as it may be shown. */
export interface OwnKey extends PublicKey {
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly revokedAt: Date | null;
  /** The directory lists it: others can verify with it. */
  readonly listed: boolean;
}

/** Keys are good for two years. */
const VALID_MS = 730 * 24 * 3_600_000;

/** All keys of this node: those that the directory lists first, the newest first. */
export function listOwnKeys(db: Db): Promise<OwnKey[]> {
  return db
    .selectFrom('exchange.node_key')
    .select(['id', 'suite', 'public_key as publicKey'])
    .select(['valid_from as validFrom', 'valid_to as validTo', 'revoked_at as revokedAt', 'listed'])
    .orderBy('listed', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/**
 * The key that this node signs with now; a node without any makes its first (Ed25519).
 * @throws {Refusal} `exchange.node-no-key` when all have expired or were revoked
 */
export async function signingKey(platform: Platform): Promise<SigningKey> {
  const { db } = nodeDeskOf(platform);
  if ((await listOwnKeys(db)).length === 0) await makeFirstKey(platform);
  const keys = await listOwnKeys(db);
  const now = platform.clock.now();
  const usable = keys.find((key) => isUsable(key, now));
  if (!usable) throw nodeErrors['node-no-key']({});
  return { ...usable, sign: await signerFor(platform, usable) };
}

/** Sign a text as this node. */
export async function signAsNode(platform: Platform, text: string): Promise<Signed> {
  const { id, sign } = await signingKey(platform);
  return { key: id, signature: sign(text) };
}

/** Whether `signed` is this public key's signature over the text. Its validity in time is the caller's matter. */
export function verifySigned(key: PublicKey, text: string, signed: Signed): boolean {
  return key.id === signed.key && verifierOf(key)(text, signed.signature);
}

/** Make a new key. It is signed with once the directory lists it, which the province must be asked for. */
export async function rotateKey(platform: Platform, actor: Actor, suite: SuiteName): Promise<OwnKey> {
  const { db } = nodeDeskOf(platform);
  const now = platform.clock.now();
  const id = await db.transaction().execute(async (tx) => {
    const fresh = await insertKey(platform, tx, suite, now);
    const subject = { kind: 'node-key', id: fresh };
    await audit(tx, platform.clock, actor, { action: 'node.rotate-key', subject, detail: { suite } });
    return fresh;
  });
  const key = (await listOwnKeys(db)).find((own) => own.id === id);
  if (!key) throw nodeErrors['node-no-key']({});
  return key;
}

/** Two starts at once make one first key: the table is locked while it is looked at. */
async function makeFirstKey(platform: Platform): Promise<void> {
  await nodeDeskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await lockKeys(tx);
      if ((await listOwnKeys(tx)).length === 0) await insertKey(platform, tx, 'ed25519', platform.clock.now());
    });
}

async function lockKeys(tx: Tx): Promise<void> {
  await tx.selectFrom('platform.audit_head').select('seq').forUpdate().execute();
}

/** A directory has come: the keys that it lists for this node are signed with, those that it revokes no more. */
export async function markListed(tx: Tx, keys: readonly { id: string; revokedAt: string | null }[]): Promise<void> {
  for (const { id, revokedAt } of keys) {
    const change = { listed: true, revoked_at: revokedAt === null ? null : new Date(revokedAt) };
    await tx.updateTable('exchange.node_key').set(change).where('id', '=', id).execute();
  }
}

async function insertKey(platform: Platform, tx: Tx, suite: SuiteName, now: Date): Promise<string> {
  const { id, publicKey, privateKey } = generateKey(suite);
  const row = {
    id,
    suite,
    public_key: publicKey,
    sealed: nodeDeskOf(platform).sealer.seal(privateKey, contextOf(id)),
    valid_from: now,
    valid_to: new Date(now.getTime() + VALID_MS),
    created_at: now,
  };
  await tx.insertInto('exchange.node_key').values(row).execute();
  return id;
}

async function signerFor(platform: Platform, key: OwnKey): Promise<Sign> {
  const { db, sealer, signers } = nodeDeskOf(platform);
  const known = signers.get(key.id);
  if (known) return known;
  const row = await db.selectFrom('exchange.node_key').select('sealed').where('id', '=', key.id).executeTakeFirst();
  if (!row) throw nodeErrors['node-no-key']({});
  const sign = signerOf({ ...key, privateKey: sealer.open(row.sealed, contextOf(key.id)) });
  signers.set(key.id, sign);
  return sign;
}

const isUsable = (key: OwnKey, now: Date): boolean =>
  key.revokedAt === null && key.validFrom <= now && now < key.validTo;

const contextOf = (id: string): string => `exchange.node_key:${id}`;
