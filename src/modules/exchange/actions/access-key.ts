import { audit } from '#platform/audit.ts';
import { newId, newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import type { IssuedKey, KeyView } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { actsFor, maySee } from '../rules/unit.ts';
import { checkStands } from '../rules/usable.ts';
import { insertKey, type KeyRow, keyByHash, keysOfGrant, revokeKey } from '../sql/access-key.ts';
import { type GrantRow, grantById, lockGrant } from '../sql/grant.ts';
import type { Taker } from './meter.ts';
import { sha256 } from './sign.ts';

/** Systems that may hold a key of one grant. */
const MOST_KEYS = 20;

/**
 * A key for one consumer system of the grant's holder. It is shown here, once; only its digest is kept.
 * @throws {Refusal} `exchange.no-such-grant`, `exchange.not-the-requester`, `exchange.too-many-keys`, `exchange.grant-not-active`
 */
export async function issueKey(platform: Platform, actor: Actor, grantId: string, system: string): Promise<IssuedKey> {
  const key = `yxk_${newToken(32)}`;
  const at = platform.clock.now();
  const row = { id: newId(at), grantId, system: system.trim(), prefix: key.slice(0, 8), hash: sha256(key), at };
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const grant = await holderGrant(await lockGrant(tx, grantId), actor);
      checkStands(grant, at);
      const open = (await keysOfGrant(tx, grantId)).filter(({ revokedAt }) => revokedAt === null);
      if (open.length >= MOST_KEYS) throw exchangeErrors['too-many-keys']({ limit: MOST_KEYS });
      await insertKey(tx, { ...row, by: actor.username });
      const subject = { kind: 'exchange-grant', id: grantId };
      const detail = { key: row.id, system: row.system };
      await audit(tx, platform.clock, actor, { action: 'exchange.issue-key', subject, detail });
    });
  return { key, view: keyView({ ...row, createdAt: at, lastUsedAt: null, revokedAt: null }) };
}

/** Stop a key at once. */
export async function stopKey(platform: Platform, actor: Actor, grantId: string, id: string): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await holderGrant(await lockGrant(tx, grantId), actor);
      if (!(await revokeKey(tx, grantId, id, platform.clock.now()))) throw exchangeErrors['no-such-key']({});
      const subject = { kind: 'exchange-grant', id: grantId };
      await audit(tx, platform.clock, actor, { action: 'exchange.stop-key', subject, detail: { key: id } });
    });
}

/** The grant, when the actor is of the unit that holds it. */
export async function holderGrant(grant: GrantRow | undefined, actor: Actor): Promise<GrantRow> {
  const requester = grant && ({ kind: grant.requesterKind, code: grant.requesterCode } as const);
  if (!grant || !requester || !maySee(actor, grant.providerDept, requester)) throw exchangeErrors['no-such-grant']({});
  if (!actsFor(actor, requester)) throw exchangeErrors['not-the-requester']({});
  return grant;
}

/**
 * Who calls with this key. The audit knows them as the system of the key; they hold no permission of a person.
 * @throws {Refusal} `exchange.key-unknown`: also for a key of another grant
 */
export async function takerOfKey(
  platform: Platform,
  authorization: string | undefined,
  grantId?: string,
): Promise<{ grant: GrantRow; taker: Taker }> {
  const { db } = deskOf(platform);
  const key = /^Bearer (yxk_[\w-]{43})$/.exec(authorization ?? '')?.[1];
  const found = key === undefined ? undefined : await keyByHash(db, sha256(key));
  const grant = found && (await grantById(db, found.grantId));
  if (!found || !grant || (grantId !== undefined && grant.id !== grantId)) throw exchangeErrors['key-unknown']({});
  const actor: Actor = { ...SYSTEM_ACTOR, username: `key:${found.system}`, name: found.system };
  return { grant, taker: { kind: 'key', id: found.id, name: found.system, actor } };
}

export function keyView(row: KeyRow): KeyView {
  return {
    id: row.id,
    system: row.system,
    prefix: row.prefix,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
