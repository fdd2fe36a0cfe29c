import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions } from '@node-rs/argon2';
import { elapsedClock } from '#platform/clock.ts';
import { hashPassword, makeOneTimePassword, verifyPassword } from './password.ts';
import { passwordFault } from './rules/password.ts';

test('a hash is argon2id with the parameters of OWASP, salted, and fits its password only', async () => {
  const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
  assert.match(one, /^\$argon2id\$v=19\$/);
  const { memoryCost, timeCost, parallelism, saltLen } = parseOptions(one);
  assert.deepEqual([memoryCost, timeCost, parallelism, saltLen], [19_456, 2, 1, 16]);
  assert.notEqual(one, two);
  assert.equal(await verifyPassword(one, 'correct horse'), true);
  assert.equal(await verifyPassword(one, 'correct horsf'), false);
});

test('full-width and half-width input are the same password', async () => {
  assert.equal(await verifyPassword(await hashPassword('汾河ＡＢＣ１２３４５'), '汾河ABC12345'), true);
});

test('without a user nothing fits, and it takes as long to say so', async () => {
  const stored = await hashPassword('correct horse');
  const timed = async (hash: string | null) => {
    const elapsed = elapsedClock();
    for (let i = 0; i < 5; i += 1) assert.equal(await verifyPassword(hash, 'guess'), false);
    return elapsed();
  };
  const [known, unknown] = [await timed(stored), await timed(null)];
  assert.ok(unknown > known / 4, `${unknown} ms against ${known} ms`);
});

test('one-time passwords differ and are good passwords themselves', () => {
  const made = new Set(Array.from({ length: 100 }, makeOneTimePassword));
  assert.equal(made.size, 100);
  for (const password of made) assert.equal(passwordFault(password, 'zhang.wei'), null, password);
});
