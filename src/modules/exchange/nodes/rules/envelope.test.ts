import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digestOf, generateKey, signerOf, verifierOf } from '../suites.ts';
import { backoffMs } from './backoff.ts';
import { type Gate, type Header, messageFault, readMessage, signedText, wireOf } from './envelope.ts';

const NOW = new Date('2026-11-24T00:00:00.000Z');
const key = generateKey('ed25519');
const validity = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z', revokedAt: null };
const { id, suite, publicKey } = key;
const keys = new Map([[id, { id, suite, publicKey, ...validity, verify: verifierOf(key) }]]);
const gate: Gate = { self: 'city-01', caller: 'province', keys, now: NOW };

function sealed(change: Partial<Header> = {}, body = '{"text":"晋A·省级”数据"}'): string {
  const header: Header = {
    v: 1,
    id: '019ab000-0000-7000-8000-000000000001',
    request: '019ab000-0000-7000-8000-000000000001',
    from: 'province',
    to: 'city-01',
    type: 'note',
    resource: '3070100001/000001',
    grant: null,
    purpose: '分析',
    seq: 7,
    created: NOW.toISOString(),
    expires: '2026-11-25T00:00:00.000Z',
    body: digestOf('ed25519', body),
    parts: [{ hash: 'a'.repeat(64), bytes: 10, name: 'a.csv', sm3: null }],
    key: id,
    ...change,
  };
  return wireOf({ body, header, signature: signerOf(key)(signedText(header)) });
}

/** The fault of a line as it came over the wire. */
function faultOf(bytes: Buffer, at: Gate = gate): string | null {
  const message = readMessage(bytes.toString('utf8'));
  return message === null ? 'malformed' : messageFault(message, at);
}

describe('a message', () => {
  const line = Buffer.from(sealed());

  it('is taken as it was signed', () => assert.equal(faultOf(line), null));

  it('is refused with any one byte changed, left out or put in, wherever it is', () => {
    fc.assert(
      fc.property(fc.nat(line.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(2), (at, by, how) => {
        const byte = Buffer.of(((line[at] ?? 0) + by) % 256);
        const [before, after] = [line.subarray(0, at), line.subarray(at + 1)];
        const middle = [byte, Buffer.alloc(0), Buffer.concat([byte, line.subarray(at, at + 1)])][how] ?? byte;
        const changed = Buffer.concat([before, middle, after]);
        fc.pre(!changed.equals(line));
        assert.notEqual(faultOf(changed), null, changed.toString());
      }),
      { numRuns: 4000 },
    );
  });

  it('is refused by what is wrong with it, each by its own name', () => {
    const change = (header: Partial<Header>) => faultOf(Buffer.from(sealed(header)));
    const known = keys.get(id);
    assert.ok(known);
    const withKey = (more: object): Gate => ({ ...gate, keys: new Map([[id, { ...known, ...more }]]) });
    assert.equal(change({ to: 'city-02' }), 'wrong-recipient');
    assert.equal(change({ from: 'city-03' }), 'wrong-sender');
    assert.equal(change({ created: '2026-11-24T00:06:00.000Z' }), 'clock-skew');
    assert.equal(change({ expires: NOW.toISOString() }), 'expired');
    assert.equal(change({ key: 'ed25519-0' }), 'unknown-key');
    assert.equal(change({ body: 'b'.repeat(64) }), 'tampered-body');
    assert.equal(faultOf(line, withKey({ revokedAt: NOW.toISOString() })), 'revoked-key');
    assert.equal(faultOf(line, withKey({ validTo: NOW.toISOString() })), 'key-out-of-date');
    assert.equal(faultOf(line, withKey({ verify: verifierOf(generateKey('ed25519')) })), 'bad-signature');
  });
});

describe('waiting before another attempt', () => {
  it('grows up to ten minutes, differs by name, and is the same for the same', () => {
    for (let attempt = 0; attempt < 40; attempt++) {
      const wait = backoffMs('city-01', attempt);
      const whole = Math.min(1000 * 2 ** attempt, 600_000);
      assert.ok(wait >= whole / 2 && wait <= whole);
      assert.equal(backoffMs('city-01', attempt), wait);
    }
    assert.notEqual(backoffMs('city-01', 3), backoffMs('city-02', 3));
  });
});
