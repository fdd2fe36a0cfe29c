/** What a person must do before the roles they hold count. */
export type Obligation = 'change-password' | 'enrol-second-factor';

export interface AccountState {
  readonly mustChangePassword: boolean;
  readonly totpEnabled: boolean;
  /** Demanded of this account by the security administrator. */
  readonly totpRequired: boolean;
  readonly isDemo: boolean;
  readonly roles: readonly string[];
}

/** Whether the account may not be without a second factor. Demo accounts are exempt: their password is printed anyway. */
export function needsSecondFactor(account: AccountState, demandingRoles: readonly string[]): boolean {
  if (account.isDemo) return false;
  return account.totpRequired || account.roles.some((role) => demandingRoles.includes(role));
}

/** The first thing to be done, or null. */
export function obligationOf(account: AccountState, demandingRoles: readonly string[]): Obligation | null {
  if (account.mustChangePassword) return 'change-password';
  const missing = needsSecondFactor(account, demandingRoles) && !account.totpEnabled;
  return missing ? 'enrol-second-factor' : null;
}
