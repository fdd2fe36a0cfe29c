import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { catalogue } from '../../src/modules/catalogue/module.ts';
import { identity } from '../../src/modules/identity/module.ts';
import { ingest } from '../../src/modules/ingest/module.ts';
import { verifyAudit } from '../../src/platform/audit.ts';
import { type Caller, openTestApp, TEST_PASSWORD, type TestApp } from '../../src/platform/testing.ts';
import { mountSmallDisk } from '../small-disk.ts';

const MODULES = [identity, catalogue, ingest];
const FULL = '磁盘空间不足，内容没有保存。请清理磁盘后重试。';
const disk = mountSmallDisk(200);
after(() => disk?.unmount());

/** Some megabytes of days in one city. */
function daily(days: number): string {
  const lines = Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.UTC(1700, 0, 1 + day)).toISOString().slice(0, 10);
    return `太原市,${date},${day}.5`;
  });
  return `地区,日期,用电量(万千瓦时)\n${lines.join('\n')}\n`;
}

describe('a disk that fills up', { skip: disk ? false : 'a small disk cannot be mounted here (it takes root)' }, () => {
  const dataDir = join(disk?.dir ?? '', 'data');
  const accepted = new Map<string, number>();
  let app: TestApp;
  let officer: Caller;
  before(async () => {
    app = await openTestApp({ dataDir }, MODULES);
    officer = await app.signInAs('officer');
  });
  after(() => app.dispose());

  async function upload(name: string, text: string) {
    const body = new FormData();
    body.append('file', new Blob([text]), name);
    const request = new Response(body);
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    const payload = Buffer.from(await request.arrayBuffer());
    return officer({ method: 'POST', url: '/api/ingest/files', payload, headers });
  }

  async function outcome(id: string): Promise<{ status: string; failure: string | null; accepted: number }> {
    for (;;) {
      const reply = await officer({ method: 'GET', url: `/api/ingest/imports/${id}` });
      assert.equal(reply.statusCode, 200, reply.body);
      if (['done', 'failed'].includes(reply.json().status)) return reply.json();
      await setTimeout(50);
    }
  }

  it('refuses a file that does not fit, with the reason, and keeps nothing of it', async () => {
    disk?.fill(1024 * 1024);
    const reply = await upload('too-large.csv', daily(120_000));
    disk?.free();
    assert.equal(reply.statusCode, 507);
    assert.equal(reply.json().detail, FULL);
    assert.equal((await upload('too-large.csv', daily(120_000))).json().duplicate, false);
  });

  for (const [what, leave] of [
    ['little', 6 * 1024 * 1024],
    ['nothing', 0],
  ] as const) {
    it(`ends an import that finds ${what} left with the reason, and does it when there is room`, async () => {
      const rows = 60_000 + leave / 1024 / 1024;
      const file = (await upload(`import-${leave}.csv`, daily(rows))).json().file;
      disk?.fill(leave);
      const reply = await officer({
        method: 'POST',
        url: '/api/ingest/imports',
        payload: { fileHash: file.hash, sheet: 0 },
      });
      assert.equal(reply.statusCode, 200, reply.body);
      const id = reply.json().import.id;
      const failed = await outcome(id);
      disk?.free();
      assert.deepEqual([failed.status, failed.failure], ['failed', FULL]);
      const retry = await officer({ method: 'POST', url: `/api/ingest/imports/${id}/retry` });
      assert.equal(retry.statusCode, 200, retry.body);
      assert.deepEqual([(await outcome(id)).status, (await outcome(id)).accepted], ['done', rows]);
      accepted.set(id, rows);
    });
  }

  it('opens the ledger again by itself after its log found no room', async () => {
    disk?.fill(0);
    const half = `select pg_logical_emit_message(false, 'ballast', repeat('x', 500000))`;
    const failure = await app.platform.pg.script(Array(200).fill(half).join(';')).catch((error: unknown) => error);
    assert.match(String(failure), /No space left/);
    const meanwhile = await app.http.inject({ method: 'GET', url: '/readyz' });
    disk?.free();
    assert.equal(meanwhile.statusCode, 503);
    assert.equal((await app.http.inject({ method: 'GET', url: '/readyz' })).statusCode, 200);
    await app.signInAs('governor', TEST_PASSWORD);
  });

  it('has lost nothing that was acknowledged, also not for the next start', async () => {
    app = await app.reopen();
    officer = await app.signInAs('officer');
    for (const [id, rows] of accepted) {
      const { status, accepted: standing } = await outcome(id);
      assert.deepEqual([status, standing], ['done', rows]);
    }
    assert.equal((await verifyAudit(app.platform.db())).brokenAt, null);
  });
});
