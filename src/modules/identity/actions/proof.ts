import { audit } from '#platform/audit.ts';
import { platformErrors, type Refusal } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { OwnerProof } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { verifyPassword } from '../password.ts';
import type { SignInVerdict } from '../rules/sign-in.ts';
import { revokeSession } from '../sql/session.ts';
import { type Account, findAccount, lockAccount } from '../sql/user.ts';
import type { Tx } from '../tables.ts';
import { type Answer, examine, refusalFor } from './challenge.ts';

/**
 * Make sure that it is the owner who sits there, before something weighty: the password once more, and a code where a
 * second factor is in use. Wrong ones count as failed sign-ins do; when the account is locked, this session ends too.
 * @throws {Refusal} `identity.wrong-password`, `.locked`, `.totp-required`, `.bad-totp`
 */
export async function proveOwner(platform: Platform, actor: Actor, proof: OwnerProof): Promise<void> {
  const { db, sessions } = deskOf(platform);
  const found = await findAccount(db, actor.username);
  const fits = await verifyPassword(found?.password_hash ?? null, proof.password);
  const refusal = await db.transaction().execute(async (tx) => {
    const account = await lockAccount(tx, actor.userId);
    if (!account) return platformErrors['not-signed-in']({});
    const passwordFits = fits && account.password_hash === found?.password_hash;
    return answerOwner(platform, tx, actor, account, { passwordFits, totp: proof.totp });
  });
  if (refusal === null) return;
  sessions.forget((session) => session.id === actor.sessionId);
  throw refusal;
}

async function answerOwner(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  account: Account,
  answer: Answer,
): Promise<Refusal | null> {
  const verdict = await examine(platform, tx, account, answer);
  if (verdict === 'in') return null;
  if (verdict === 'locked') await revokeSession(tx, account.id, actor.sessionId, platform.clock.now());
  const subject = { kind: 'user', id: account.id };
  await audit(tx, platform.clock, actor, { action: 'owner.prove', subject, outcome: 'refused', detail: { verdict } });
  return ownerRefusal(verdict, account);
}

function ownerRefusal(verdict: Exclude<SignInVerdict, 'in'>, account: Account): Refusal {
  return verdict === 'bad-credentials' ? identityErrors['wrong-password']({}) : refusalFor(verdict, account);
}
