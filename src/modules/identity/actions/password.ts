import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { PasswordChange } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { hashPassword } from '../password.ts';
import { passwordFault } from '../rules/password.ts';
import { revokeSessionsOf } from '../sql/session.ts';
import { setPassword } from '../sql/user.ts';
import { proveOwner } from './proof.ts';

/**
 * Change one's own password; all other sessions of the account end.
 * @throws {Refusal} `identity.bad-password`, and what `proveOwner` refuses
 */
export async function changePassword(platform: Platform, actor: Actor, input: PasswordChange): Promise<void> {
  const { db, sessions } = deskOf(platform);
  await proveOwner(platform, actor, { password: input.current, totp: input.totp });
  const fault = passwordFault(input.next, actor.username);
  if (fault) throw identityErrors['bad-password']({ detail: fault });
  if (input.next === input.current) throw identityErrors['bad-password']({ detail: '不能与当前口令相同。' });
  const hash = await hashPassword(input.next);
  await db.transaction().execute(async (tx) => {
    const at = platform.clock.now();
    await setPassword(tx, actor.userId, { hash, at, mustChange: false });
    const closedSessions = await revokeSessionsOf(tx, actor.userId, at, actor.sessionId);
    const entry = {
      action: 'password.change',
      subject: { kind: 'user', id: actor.userId },
      detail: { closedSessions },
    };
    await audit(tx, platform.clock, actor, entry);
  });
  sessions.forget((session) => session.actor.userId === actor.userId);
}
