import type { Refusal } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import { type Desk, deskOf } from '../desk.ts';
import { identityErrors } from '../errors.ts';
import { afterFailure, type Failures, lockedUntil } from '../rules/lockout.ts';
import { isOneTimeExpired, ONE_TIME_HOURS } from '../rules/password.ts';
import { isFailure, judgeSignIn, type SignInFacts, type SignInVerdict } from '../rules/sign-in.ts';
import { stepOfCode } from '../second-factor.ts';
import { setTotpStep } from '../sql/totp.ts';
import { type Account, setFailures } from '../sql/user.ts';
import type { Tx } from '../tables.ts';

/** What someone shows to prove who they are. */
export interface Answer {
  /** The password fits the hash that is still the account's. */
  readonly passwordFits: boolean;
  readonly totp: string | undefined;
}

/**
 * Judge an answer for an account that the transaction holds, and keep its consequences: a right code is spent,
 * a failure is counted and may lock.
 */
export async function examine(platform: Platform, tx: Tx, account: Account, answer: Answer): Promise<SignInVerdict> {
  const now = platform.clock.now();
  const step = codeStep(deskOf(platform), account, answer.totp, now);
  const verdict = judgeSignIn(factsOf(account, answer, step, now));
  if (isFailure(verdict)) await setFailures(tx, account.id, afterFailure(failuresOf(account), now));
  if (verdict === 'in' && step !== null) await setTotpStep(tx, account.id, step);
  return verdict;
}

/** What a person is told who is not let in. */
export function refusalFor(verdict: Exclude<SignInVerdict, 'in'>, account: Account): Refusal {
  if (verdict === 'locked') return identityErrors.locked({ until: account.locked_until?.toISOString() ?? '' });
  if (verdict === 'password-expired') return identityErrors['password-expired']({ hours: ONE_TIME_HOURS });
  return identityErrors[verdict]({});
}

/** The time step of a code that fits and was not used before; null for any other. */
function codeStep({ sealer }: Desk, account: Account, code: string | undefined, now: Date): number | null {
  if (!account.totp_enabled || account.totp_secret === null || !code) return null;
  const step = stepOfCode(sealer.open(account.totp_secret, account.id), code, now);
  return step !== null && step > (account.totp_last_step ?? 0) ? step : null;
}

function factsOf(account: Account, { passwordFits, totp }: Answer, step: number | null, now: Date): SignInFacts {
  const given = step === null ? 'wrong' : 'right';
  return {
    locked: lockedUntil(failuresOf(account), now) !== null,
    disabled: account.status === 'disabled',
    passwordFits,
    passwordExpired: account.must_change_password && isOneTimeExpired(account.password_set_at, now),
    secondFactor: account.totp_enabled ? (totp ? given : 'absent') : 'off',
  };
}

const failuresOf = (account: Account): Failures => ({
  failedCount: account.failed_count,
  lockedUntil: account.locked_until,
});
