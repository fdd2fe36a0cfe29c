import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from 'otpauth';
import { makeTotpSecret, stepOfCode, totpAddress } from './second-factor.ts';

/** RFC 6238, appendix B: the SHA-1 secret, and the last six of its eight digits. */
const SECRET = Secret.fromLatin1('12345678901234567890').base32;
const VECTORS: readonly (readonly [seconds: number, code: string])[] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];

test('codes are those of RFC 6238', () => {
  for (const [seconds, code] of VECTORS)
    assert.equal(stepOfCode(SECRET, code, new Date(seconds * 1000)), Math.floor(seconds / 30), code);
});

test('one step of drift is forgiven either way, two are not; the step is that of the code', () => {
  const at = (seconds: number) => stepOfCode(SECRET, '081804', new Date((1_111_111_109 + seconds) * 1000));
  const step = Math.floor(1_111_111_109 / 30);
  assert.deepEqual([at(-30), at(0), at(30)], [step, step, step]);
  assert.deepEqual([at(-60), at(60)], [null, null]);
});

test('spaces between the digits are read over; anything but six digits is no code', () => {
  assert.notEqual(stepOfCode(SECRET, '287 082', new Date(59_000)), null);
  for (const code of ['', '28708', '2870822', '28708a', '２８７０８２'])
    assert.equal(stepOfCode(SECRET, code, new Date(59_000)), null, code);
});

test('a new secret has 160 bits, and its address names product and person', () => {
  const secret = makeTotpSecret();
  assert.equal(Secret.fromBase32(secret).bytes.length, 20);
  assert.notEqual(secret, makeTotpSecret());
  const address = new URL(totpAddress(secret, 'zhang.wei'));
  assert.equal(address.protocol, 'otpauth:');
  assert.equal(address.searchParams.get('secret'), secret);
  assert.match(decodeURIComponent(address.pathname), /一屏:zhang\.wei/);
});
