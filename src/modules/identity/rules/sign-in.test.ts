import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFailure, judgeSignIn, type SignInFacts } from './sign-in.ts';

const facts = fc.record<SignInFacts>({
  locked: fc.boolean(),
  disabled: fc.boolean(),
  passwordFits: fc.boolean(),
  passwordExpired: fc.boolean(),
  secondFactor: fc.constantFrom('off', 'absent', 'wrong', 'right'),
});

test('property: one is let in only when nothing at all speaks against it', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const clear = !f.locked && !f.disabled && f.passwordFits && !f.passwordExpired;
      const proven = f.secondFactor === 'off' || f.secondFactor === 'right';
      assert.equal(judgeSignIn(f) === 'in', clear && proven);
    }),
  );
});

test('property: who does not know the password learns nothing but a lock', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const verdict = judgeSignIn({ ...f, passwordFits: false });
      assert.equal(verdict, f.locked ? 'locked' : 'bad-credentials');
    }),
  );
});

test('wrong passwords and wrong codes count towards the lock; a missing code and a lock do not', () => {
  assert.deepEqual(
    (['bad-credentials', 'bad-totp', 'totp-required', 'locked', 'disabled', 'in'] as const).filter(isFailure),
    ['bad-credentials', 'bad-totp'],
  );
});
