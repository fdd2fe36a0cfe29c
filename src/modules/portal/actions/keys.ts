import { audit } from '#platform/audit.ts';
import { newId, newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { PUBLIC_ACTOR } from '../actor.ts';
import type { KeyApplication, NewKey } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { changeKey, insertKey, lockKey } from '../sql/key.ts';
import { admitWriter, type Caller, digestOf } from './caller.ts';

/** Calls a day of a new key. */
const QUOTA = 20_000;

/**
 * A developer key for a name and a contact. The key itself is in this reply only; we keep its digest.
 * @throws {Refusal} `portal.too-fast`
 */
export async function registerKey(platform: Platform, caller: Caller, entry: KeyApplication): Promise<NewKey> {
  admitWriter(platform, caller);
  const key = `yp_${newToken(30)}`;
  const prefix = key.slice(0, 9);
  // A program that fills in what nobody sees gets a key that opens nothing.
  if (entry.website) return { key, prefix, quota: QUOTA };
  const at = platform.clock.now();
  const id = newId(at);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const { name, contact, purpose = '' } = entry;
      await insertKey(tx, { id, name, contact, purpose, prefix, quota: QUOTA, digest: digestOf(key), at });
      const subject = { kind: 'open-key', id };
      await audit(tx, platform.clock, PUBLIC_ACTOR, { action: 'portal.register-key', subject, detail: { prefix } });
    });
  return { key, prefix, quota: QUOTA };
}

/**
 * Give a key another quota, stop it, or let it work again.
 * @throws {Refusal} `portal.no-such-key`
 */
export async function manageKey(
  platform: Platform,
  actor: Actor,
  id: string,
  change: { quota?: number; revoked?: boolean },
): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const key = await lockKey(tx, id);
      if (!key) throw portalErrors['no-such-key']({});
      const revoked = change.revoked === undefined ? {} : { revoked_at: change.revoked ? platform.clock.now() : null };
      await changeKey(tx, id, { quota: change.quota ?? key.quota, ...revoked });
      const detail = { prefix: key.prefix, ...change };
      await audit(tx, platform.clock, actor, {
        action: 'portal.manage-key',
        subject: { kind: 'open-key', id },
        detail,
      });
    });
}
