import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccountState, needsSecondFactor, obligationOf } from './obligation.ts';

const account = (change: Partial<AccountState> = {}): AccountState => ({
  mustChangePassword: false,
  totpEnabled: false,
  totpRequired: false,
  isDemo: false,
  roles: ['officer'],
  ...change,
});
const keepers = ['sysadmin', 'secadmin', 'auditor'];

test('the one-time password is changed first, then the second factor is set up, then nothing', () => {
  const keeper = { roles: ['auditor'] };
  assert.equal(obligationOf(account({ ...keeper, mustChangePassword: true }), keepers), 'change-password');
  assert.equal(obligationOf(account(keeper), keepers), 'enrol-second-factor');
  assert.equal(obligationOf(account({ ...keeper, totpEnabled: true }), keepers), null);
});

test('a second factor is demanded by role or of one account; never of demo accounts', () => {
  assert.equal(needsSecondFactor(account(), keepers), false);
  assert.equal(needsSecondFactor(account({ totpRequired: true }), keepers), true);
  assert.equal(needsSecondFactor(account({ roles: ['officer', 'secadmin'] }), keepers), true);
  assert.equal(needsSecondFactor(account({ roles: ['secadmin'], totpRequired: true, isDemo: true }), keepers), false);
});
