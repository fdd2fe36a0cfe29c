import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { createReplyCache } from './cache.ts';

const read = (body: Buffer): unknown => JSON.parse(body.toString());

describe('kept replies', () => {
  it('fifty who ask together cause one making, and get the same bytes, compressed as well', async () => {
    const cache = createReplyCache();
    let made = 0;
    const make = async () => {
      made++;
      await new Promise((resolve) => setImmediate(resolve));
      return { value: { n: made }, validUntil: null };
    };
    const replies = await Promise.all(Array.from({ length: 50 }, () => cache.find('1', 'a', 0, make)));
    assert.equal(made, 1);
    assert.equal(new Set(replies.map(({ body }) => body)).size, 1);
    assert.deepEqual(JSON.parse(gunzipSync(replies[0]?.gzip ?? Buffer.alloc(0)).toString()), { n: 1 });
  });

  it('hold for their version and until their instant, no longer', async () => {
    const cache = createReplyCache();
    let made = 0;
    const make = async () => ({ value: ++made, validUntil: 1000 });
    const at = async (version: string, now: number) => read((await cache.find(version, 'a', now, make)).body);
    assert.equal(await at('1', 0), 1);
    assert.equal(await at('1', 999), 1);
    assert.equal(await at('1', 1000), 2);
    assert.equal(await at('2', 0), 3);
    assert.equal(cache.bytes > 0, true);
  });

  it('failures are not kept', async () => {
    const cache = createReplyCache();
    await assert.rejects(
      cache.find('1', 'a', 0, () => Promise.reject(new Error('down'))),
      /down/,
    );
    const reply = await cache.find('1', 'a', 0, async () => ({ value: 'up', validUntil: null }));
    assert.equal(read(reply.body), 'up');
  });

  it('take no more than their bound; the least recently read go first', async () => {
    const cache = createReplyCache(5000);
    let made = 0;
    const make = async () => {
      made++;
      return { value: 'x'.repeat(1000), validUntil: null };
    };
    for (const key of ['a', 'b', 'c', 'd']) await cache.find('1', key, 0, make);
    await cache.find('1', 'a', 0, make);
    await cache.find('1', 'e', 0, make);
    assert.ok(cache.bytes <= 5000, String(cache.bytes));
    const before = made;
    await cache.find('1', 'a', 0, make);
    assert.equal(made, before);
    await cache.find('1', 'b', 0, make);
    assert.equal(made, before + 1);
  });
});
