import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { OwnerProof, TotpOffer } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { readPolicy } from '../policy.ts';
import { needsSecondFactor } from '../rules/obligation.ts';
import { makeTotpSecret, stepOfCode, totpAddress } from '../second-factor.ts';
import { revokeSessionsOf } from '../sql/session.ts';
import { clearTotp, enableTotp, setPendingTotp } from '../sql/totp.ts';
import { findUser, lockAccount } from '../sql/user.ts';
import { proveOwner } from './proof.ts';
import { accountStateOf } from './session.ts';

/**
 * Offer a new secret. It counts only once it is confirmed; a secret in use goes on till then, and its code is asked for.
 * @throws {Refusal} what `proveOwner` refuses
 */
export async function offerSecondFactor(platform: Platform, actor: Actor, proof: OwnerProof): Promise<TotpOffer> {
  const { db, sealer } = deskOf(platform);
  await proveOwner(platform, actor, proof);
  const id = actor.userId;
  const secret = makeTotpSecret();
  await db.transaction().execute(async (tx) => {
    await setPendingTotp(tx, id, sealer.seal(secret, id));
    await audit(tx, platform.clock, actor, { action: 'second-factor.offer', subject: { kind: 'user', id } });
  });
  return { secret, address: totpAddress(secret, actor.username) };
}

/**
 * Confirm the offered secret with a code of it. Sessions opened without it end.
 * @throws {Refusal} `identity.totp-not-begun`, `identity.bad-totp`
 */
export async function confirmSecondFactor(platform: Platform, actor: Actor, code: string): Promise<void> {
  const { db, sealer, sessions } = deskOf(platform);
  await db.transaction().execute(async (tx) => {
    const account = await lockAccount(tx, actor.userId);
    const pending = account?.totp_pending ?? null;
    if (!account || pending === null) throw identityErrors['totp-not-begun']({});
    const now = platform.clock.now();
    const step = stepOfCode(sealer.open(pending, account.id), code, now);
    if (step === null) throw identityErrors['bad-totp']({});
    await enableTotp(tx, account.id, pending, step);
    const closedSessions = await revokeSessionsOf(tx, account.id, now, actor.sessionId);
    const subject = { kind: 'user', id: account.id };
    await audit(tx, platform.clock, actor, { action: 'second-factor.enable', subject, detail: { closedSessions } });
  });
  sessions.forget((session) => session.actor.userId === actor.userId);
}

/**
 * Go without a second factor, where that is allowed.
 * @throws {Refusal} `identity.totp-demanded`, and what `proveOwner` refuses
 */
export async function disableSecondFactor(platform: Platform, actor: Actor, proof: OwnerProof): Promise<void> {
  const { db, sessions } = deskOf(platform);
  await proveOwner(platform, actor, proof);
  const id = actor.userId;
  const [user, policy] = [await findUser(db, id), await readPolicy(db)];
  const demanded = user !== undefined && needsSecondFactor(accountStateOf(user), policy.secondFactorRoles);
  if (demanded) throw identityErrors['totp-demanded']({});
  await db.transaction().execute(async (tx) => {
    await clearTotp(tx, id);
    await audit(tx, platform.clock, actor, { action: 'second-factor.disable', subject: { kind: 'user', id } });
  });
  sessions.forget((session) => session.actor.userId === actor.userId);
}
