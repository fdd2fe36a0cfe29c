import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import { verifyAudit } from '../../src/platform/audit.ts';
import { openTestApp, TEST_PASSWORD, type TestApp } from '../../src/platform/testing.ts';

const SERVER = 'postgres://postgres@127.0.0.1:5432';

/** A database of its own on the server; null where there is none that lets us. */
async function makeDatabase(): Promise<{ url: string; drop(): Promise<void> } | null> {
  const name = `yiping_test_${randomBytes(6).toString('hex')}`;
  const ask = async (sql: string) => {
    const client = new Client({ connectionString: `${SERVER}/postgres`, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      await client.query(sql);
    } finally {
      await client.end().catch(() => {});
    }
  };
  const made = await ask(`create database ${name}`).then(
    () => true,
    () => false,
  );
  return made ? { url: `${SERVER}/${name}`, drop: () => ask(`drop database ${name} with (force)`) } : null;
}

const database = await makeDatabase();

describe('the whole product on a PostgreSQL server', {
  skip: database ? false : 'no PostgreSQL server on this machine',
}, () => {
  let app: TestApp;
  before(async () => {
    app = await openTestApp({ databaseUrl: database?.url ?? null });
  });
  after(async () => {
    await app?.dispose();
    await database?.drop();
  });

  it('says so, with the durability that a server gives', async () => {
    const { ready, ledger } = (await app.http.inject({ method: 'GET', url: '/readyz' })).json();
    assert.deepEqual([ready, ledger], [true, { engine: 'postgres', ok: true, durability: 'power-loss' }]);
  });

  it('has the demo accounts and serves the first screen', async () => {
    const governor = await app.signInAs('governor');
    const screen = await governor({ method: 'GET', url: '/api/cockpit/screens/overview' });
    assert.equal(screen.statusCode, 200, screen.body);
    assert.equal(screen.json().domains.length, 8);
  });

  it('imports a file through the job queue', async () => {
    const officer = await app.signInAs('officer');
    const request = new Response(formOf('pg.csv', '地区,年份,常住人口(万人)\n太原市,2025,547.15\n大同市,2025,308.7\n'));
    const { file } = (
      await officer({
        method: 'POST',
        url: '/api/ingest/files',
        headers: { 'content-type': request.headers.get('content-type') ?? '' },
        payload: Buffer.from(await request.arrayBuffer()),
      })
    ).json();
    const accepted = await officer({
      method: 'POST',
      url: '/api/ingest/imports',
      payload: { fileHash: file.hash, sheet: 0 },
    });
    const { id } = accepted.json().import;
    let state = accepted.json().import;
    while (['queued', 'running'].includes(state.status))
      state = (await officer({ method: 'GET', url: `/api/ingest/imports/${id}` })).json();
    assert.deepEqual([state.status, state.accepted], ['done', 2]);
  });

  it('stands as it was after a restart, with its audit chain whole', async () => {
    app = await app.reopen();
    await app.signInAs('county', TEST_PASSWORD);
    const { rows, brokenAt } = await verifyAudit(app.platform.db());
    assert.equal(brokenAt, null);
    assert.ok(rows > 3);
  });
});

function formOf(name: string, text: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([text]), name);
  return form;
}
