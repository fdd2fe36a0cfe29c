import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSealer, openSealer } from './sealer.ts';

const key = Buffer.alloc(32, 7);

function inFolder(work: (dir: string) => void): void {
  const dir = mkdtempSync(join(tmpdir(), 'yiping-seal-'));
  try {
    work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

test('property: what is sealed opens in its own context, and only there', () => {
  const sealer = createSealer(key);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (text, context, other) => {
      const sealed = sealer.seal(text, context);
      assert.equal(sealer.open(sealed, context), text);
      if (other !== context) assert.throws(() => sealer.open(sealed, other));
    }),
  );
});

test('property: a changed character anywhere is noticed', () => {
  const sealer = createSealer(key);
  const sealed = sealer.seal('JBSWY3DPEHPK3PXP', 'user');
  fc.assert(
    fc.property(fc.nat(sealed.length - 2), (at) => {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      assert.throws(() => sealer.open(changed, 'user'));
    }),
  );
});

test('the same text is sealed differently each time, and another key does not open it', () => {
  const sealer = createSealer(key);
  const sealed = sealer.seal('secret', 'a');
  assert.notEqual(sealed, sealer.seal('secret', 'a'));
  assert.throws(() => createSealer(Buffer.alloc(32, 8)).open(sealed, 'a'));
});

test('the key file is made once, readable by its owner only, and used again', () =>
  inFolder((dir) => {
    const sealed = openSealer(dir).seal('secret', 'a');
    assert.equal(openSealer(dir).open(sealed, 'a'), 'secret');
    const path = join(dir, 'keys', 'seal.key');
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(readFileSync(path).length, 32);
  }));

test('a damaged key file is an error with its path, never a new key', () =>
  inFolder((dir) => {
    openSealer(dir);
    const path = join(dir, 'keys', 'seal.key');
    writeFileSync(path, 'short');
    assert.throws(() => openSealer(dir), /seal\.key 已损坏/);
    assert.equal(readFileSync(path, 'utf8'), 'short');
  }));
