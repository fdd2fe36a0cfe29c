import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { openTestApp, type TestApp } from '#platform/testing.ts';
import { nodeDeskOf } from './desk.ts';
import { markListed, rotateKey, signAsNode, signingKey, verifySigned } from './keys.ts';

describe('keys of a node', () => {
  let app: TestApp;
  before(async () => {
    app = await openTestApp({ demo: false });
  });
  after(() => app.dispose());

  it('has one key from the first use on, however many ask at once', async () => {
    const [a, b] = await Promise.all([signingKey(app.platform), signingKey(app.platform)]);
    assert.equal(a.id, b.id);
    assert.equal(a.suite, 'ed25519');
    const signed = await signAsNode(app.platform, '一屏');
    assert.ok(verifySigned(a, '一屏', signed));
    assert.ok(!verifySigned(a, '二屏', signed));
  });

  it('keeps private keys sealed', async () => {
    const rows = await nodeDeskOf(app.platform).db.selectFrom('exchange.node_key').selectAll().execute();
    assert.match(rows[0]?.sealed ?? '', /^v1\./);
  });

  it('signs with a new key once the directory lists it, and not with one that it revokes', async () => {
    const { db } = nodeDeskOf(app.platform);
    const list = (id: string, revokedAt: string | null = null) =>
      db.transaction().execute((tx) => markListed(tx, [{ id, revokedAt }]));
    const older = await signingKey(app.platform);
    await list(older.id);
    const newer = await rotateKey(app.platform, SYSTEM_ACTOR, 'sm2');
    assert.equal((await signAsNode(app.platform, 'text')).key, older.id);
    await list(newer.id);
    const signed = await signAsNode(app.platform, 'text');
    assert.equal(signed.key, newer.id);
    assert.ok(verifySigned(newer, 'text', signed));
    await list(newer.id, app.platform.clock.now().toISOString());
    assert.equal((await signAsNode(app.platform, 'text')).key, older.id);
  });
});
