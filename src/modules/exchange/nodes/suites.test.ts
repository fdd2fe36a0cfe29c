import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { generateKey, isPublicKey, keyIdOf, SUITES, signerOf, verifierOf } from './suites.ts';

for (const suite of SUITES) {
  describe(`keys of ${suite}`, () => {
    const key = generateKey(suite);
    const [sign, verify] = [signerOf(key), verifierOf(key)];

    it('verifies what it signed, and nothing else', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
          const signature = sign(text);
          assert.ok(verify(text, signature));
          assert.equal(verify(other, signature), other === text);
        }),
        { numRuns: 20 },
      );
    });

    it('takes a signature in one spelling only', () => {
      const signature = sign('text');
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      for (const last of alphabet) {
        const changed = signature.slice(0, -1) + last;
        assert.equal(verify('text', changed), changed === signature, changed);
      }
      for (const wrong of ['', 'x', `${signature}=`, ` ${signature}`, signature.slice(1)])
        assert.ok(!verify('text', wrong));
    });

    it('is named by its own digest and known as a key', () => {
      assert.equal(keyIdOf(suite, key.publicKey), key.id);
      assert.ok(isPublicKey(suite, key.publicKey));
      assert.ok(!isPublicKey(suite, key.publicKey.slice(2)));
      assert.ok(!isPublicKey(suite, ''));
    });

    it('does not verify with the key of another', () => {
      assert.ok(!verifierOf(generateKey(suite))('text', sign('text')));
    });
  });
}
