import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  rangeHasher,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

const leaves = Array.from({ length: 70 }, (_, at) => leafHash(`entry ${at}`));
const hasher = rangeHasher(async (from, to) => leaves.slice(from, to));
const tiled = rangeHasher(async (from, to) => leaves.slice(from, to), {
  size: 4,
  root: async (no) => (no % 2 === 0 ? rootOf(leaves.slice(no * 4, no * 4 + 4)) : null),
});
const root = (size: number) => rootOf(leaves.slice(0, size));

describe('the tree of RFC 6962', () => {
  it('has the published roots', () => {
    // Test vectors of the reference implementation of Certificate Transparency.
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const hashes = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex').toString('latin1')));
    assert.equal(EMPTY_ROOT, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    assert.equal(hashes[0], '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    assert.equal(rootOf(hashes.slice(0, 2)), 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125');
    assert.equal(rootOf(hashes), '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('proves every leaf in every tree, by tiles as well, and no other leaf', async () => {
    for (let size = 1; size <= leaves.length; size++) {
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(hasher, index, size);
        assert.deepEqual(await inclusionProof(tiled, index, size), proof);
        assert.ok(verifyInclusion(leaves[index] ?? '', index, size, proof, root(size)), `${index} of ${size}`);
        assert.ok(!verifyInclusion(leafHash('another'), index, size, proof, root(size)));
      }
    }
  });

  it('proves every tree to begin with every smaller one, and no changed one', async () => {
    for (let size = 1; size <= leaves.length; size++) {
      for (let older = 0; older <= size; older++) {
        const proof = await consistencyProof(hasher, older, size);
        const [small, large] = [
          { size: older, root: root(older) },
          { size, root: root(size) },
        ];
        assert.ok(verifyConsistency(small, large, proof), `${older} of ${size}`);
        if (older === 0) continue;
        assert.ok(!verifyConsistency({ ...small, root: leafHash('x') }, large, proof), `${older} of ${size}`);
        assert.ok(!verifyConsistency(small, { ...large, root: leafHash('x') }, proof), `${older} of ${size}`);
      }
    }
  });

  it('takes no proof with a changed, missing or added hash', async () => {
    const pairs = fc.tuple(fc.integer({ min: 1, max: 69 }), fc.integer({ min: 2, max: 70 }));
    await fc.assert(
      fc.asyncProperty(pairs, fc.nat(), async ([older, size], at) => {
        fc.pre(older < size);
        const proof = await consistencyProof(hasher, older, size);
        const [small, large] = [
          { size: older, root: root(older) },
          { size, root: root(size) },
        ];
        const place = at % proof.length;
        assert.ok(!verifyConsistency(small, large, proof.toSpliced(place, 1)));
        assert.ok(!verifyConsistency(small, large, proof.toSpliced(place, 1, leafHash('x'))));
        assert.ok(!verifyConsistency(small, large, [...proof, leafHash('x')]));
      }),
    );
  });
});
