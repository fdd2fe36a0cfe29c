/** What is known when someone asks to be let in. */
export interface SignInFacts {
  readonly locked: boolean;
  readonly disabled: boolean;
  readonly passwordFits: boolean;
  /** A one-time password that was not used in time. */
  readonly passwordExpired: boolean;
  readonly secondFactor: 'off' | 'absent' | 'wrong' | 'right';
}

export type SignInVerdict =
  | 'in'
  | 'locked'
  | 'bad-credentials'
  | 'disabled'
  | 'password-expired'
  | 'totp-required'
  | 'bad-totp';

/**
 * Whether to let someone in. A lock holds against the right password too; that an account is disabled, or has a second
 * factor, is told only to who knows its password.
 */
export function judgeSignIn(facts: SignInFacts): SignInVerdict {
  if (facts.locked) return 'locked';
  if (!facts.passwordFits) return 'bad-credentials';
  if (facts.disabled) return 'disabled';
  if (facts.passwordExpired) return 'password-expired';
  if (facts.secondFactor === 'absent') return 'totp-required';
  return facts.secondFactor === 'wrong' ? 'bad-totp' : 'in';
}

/** Whether a verdict counts towards the lock. */
export function isFailure(verdict: SignInVerdict): boolean {
  return verdict === 'bad-credentials' || verdict === 'bad-totp';
}
