import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { OlapInsert } from '#platform/olap/engine.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import type { Caller, TestApp } from '#platform/testing.ts';
import { acceptSheet } from './actions/accept.ts';
import { mustFindFile } from './actions/file.ts';
import { receiveFile } from './actions/receive.ts';
import type { Import } from './contract.ts';
import { accept, ask, ended, importFile, openIngestApp, uploadFile } from './ingest.test-support.ts';
import { runImport } from './run/import.ts';

let app: TestApp;
let call: Caller;

before(async () => {
  app = await openIngestApp();
  call = await app.signInAs('officer');
});
after(() => app.dispose());

const CITIES = ['太原市', '大同市', '阳泉市', '长治市', '晋城市', '朔州市'];
let serial = 0;
/** A small table unlike all before: another measure each time. */
const csv = (year = 2024, measure = `产量${++serial}(吨)`) =>
  Buffer.from(`地区,年份,${measure}\n${CITIES.map((city, i) => `${city},${year}年,${i + 1}.5`).join('\n')}\n`);

const get = async (url: string) => (await call({ method: 'GET', url })).json();
const post = (url: string, payload: object = {}) => call({ method: 'POST', url, payload });

describe('an import', () => {
  it('becomes a resource with its items, a batch, and rows that can be looked at', async () => {
    const found = await importFile(call, '产量.csv', csv());
    assert.equal(found.status, 'done');
    const { resource, items } = await get(`/api/catalogue/resources/${found.resourceId}`);
    assert.equal(resource.providerDept, 'D28', 'the officer answers for one department');
    assert.deepEqual(
      items.map(({ columnName, role, unit }: Record<string, unknown>) => [columnName, role, unit]),
      [
        ['region', 'region', null],
        ['period', 'period', null],
        ['m1', 'measure', '吨'],
      ],
    );
    const { total, rows } = await get(`/api/catalogue/resources/${found.resourceId}/rows?size=2`);
    assert.equal(total, 6);
    assert.deepEqual(rows[0].cells, ['太原市', '2024', 1.5]);
    const list = await get('/api/catalogue/resources?search=产量');
    assert.ok(list.resources.some(({ id }: { id: string }) => id === found.resourceId));
  });

  it('tells of itself by an event and in the audit, in the transaction that makes it stand', async () => {
    const found = await importFile(call, '事件.csv', csv());
    const events = await sql<{ payload: { importId: string; superseded: number[] } }>`
      select payload from platform.event where topic = 'ingest.batch-committed' and key = ${found.resourceId}`.execute(
      app.platform.db(),
    );
    assert.deepEqual(
      events.rows.map(({ payload }) => [payload.importId, payload.superseded]),
      [[found.id, []]],
    );
    const trail = await sql<{ action: string }>`
      select action from platform.audit where subject_id = ${found.id} order by seq`.execute(app.platform.db());
    assert.deepEqual(
      trail.rows.map(({ action }) => action),
      ['ingest.accept', 'ingest.commit'],
    );
  });

  it('of the next file of the same shape adds a batch to the same resource', async () => {
    const first = await importFile(call, '逐年产量.csv', csv(2023, '煤炭产量(吨)'));
    const second = await importFile(call, '逐年产量.csv', csv(2024, '煤炭产量(吨)'));
    assert.equal(second.resourceId, first.resourceId);
    const { batches } = await get(`/api/catalogue/resources/${first.resourceId}/batches`);
    assert.deepEqual(
      batches.map(({ status }: { status: string }) => status),
      ['committed', 'committed'],
    );
    const { items } = await get(`/api/catalogue/resources/${first.resourceId}`);
    assert.equal(items.length, 3);
  });

  it('of another reading takes the place of the older one, which stays to be seen', async () => {
    const { file } = await uploadFile(call, '单位.csv', csv(2024, '用水量'));
    const first = await ended(call, (await accept(call, { fileHash: file.hash, sheet: 0 })).import.id);
    const corrections = [{ table: 0, correction: { kind: 'unit', unit: '万吨', column: 2 } }];
    const other = await accept(call, { fileHash: file.hash, sheet: 0, corrections });
    assert.equal(other.duplicate, false);
    const second = await ended(call, other.import.id);
    assert.equal(second.resourceId, first.resourceId);
    assert.equal((await get(`/api/ingest/imports/${first.id}`)).current, false);
    const { batches } = await get(`/api/catalogue/resources/${first.resourceId}/batches`);
    assert.deepEqual(
      batches.map(({ no, status, supersededBy }: Record<string, unknown>) => [
        status,
        supersededBy === null || supersededBy !== no,
      ]),
      [
        ['committed', true],
        ['superseded', true],
      ],
    );
    const { items } = await get(`/api/catalogue/resources/${first.resourceId}`);
    assert.deepEqual(
      items.slice(2).map(({ columnName, unit }: Record<string, unknown>) => [columnName, unit]),
      [
        ['m1', null],
        ['m2', '万吨'],
      ],
      'another unit is another item',
    );
    const { total } = await get(`/api/catalogue/resources/${first.resourceId}/rows`);
    assert.equal(total, 6, 'only the newer rows are read');
    const back = await accept(call, { fileHash: file.hash, sheet: 0, forget: true });
    assert.equal(back.duplicate, false, 'the first reading again gives way to nothing: it stands anew');
    assert.equal((await ended(call, back.import.id)).current, true);
    assert.equal((await get(`/api/ingest/imports/${second.id}`)).current, false);
  });

  it('remembers a correction for the next file of that shape, and can be told to forget it', async () => {
    const { file } = await uploadFile(call, '1月.csv', csv(2023, '发电量'));
    const corrections = [{ table: 0, correction: { kind: 'unit', unit: '亿千瓦时', column: 2 } }];
    await ended(call, (await accept(call, { fileHash: file.hash, sheet: 0, corrections })).import.id);
    const next = await uploadFile(call, '2月.csv', csv(2024, '发电量'));
    assert.equal(next.sheets[0]?.tables[0]?.columns[2]?.unit, '亿千瓦时');
    assert.equal(next.sheets[0]?.remembered?.applied, 1);
    const found = await ended(call, (await accept(call, { fileHash: next.file.hash, sheet: 0 })).import.id);
    assert.equal(found.summary?.measures[0]?.unit, '亿千瓦时');
    const plain = await post(`/api/ingest/files/${next.file.hash}/sheets/0/reading`, { forget: true });
    assert.equal(plain.json().sheet.tables[0].columns[2].unit, null);
  });

  it('accepts no other reading than the one that was shown', async () => {
    const { file, sheets } = await uploadFile(call, '核对.csv', csv(2024, '产值'));
    const shown = sheets[0]?.readingHash;
    const corrections = [{ table: 0, correction: { kind: 'unit', unit: '万元', column: 2 } }];
    const reply = await post('/api/ingest/imports', { fileHash: file.hash, sheet: 0, corrections, readingHash: shown });
    assert.equal(reply.statusCode, 409);
    const preview = await post(`/api/ingest/files/${file.hash}/sheets/0/reading`, { corrections });
    const { readingHash } = preview.json().sheet;
    assert.notEqual(readingHash, shown);
    await accept(call, { fileHash: file.hash, sheet: 0, corrections, readingHash });
  });

  it('says why a correction does not fit the sheet', async () => {
    const { file } = await uploadFile(call, '改错.csv', csv());
    const corrections = [{ table: 0, correction: { kind: 'column', column: 0, role: 'measure' } }];
    const reply = await post(`/api/ingest/files/${file.hash}/sheets/0/reading`, { corrections });
    assert.equal(reply.statusCode, 422);
    assert.match(reply.json().detail, /没有数/);
  });

  it('shows what becomes of the first rows before anything is stored', async () => {
    const { file } = await uploadFile(
      call,
      '预览.csv',
      Buffer.from(`${csv().toString()}无名市,2024年,3\n注：初步数\n`),
    );
    const { preview } = (await post(`/api/ingest/files/${file.hash}/sheets/0/reading`)).json();
    assert.deepEqual(
      preview.rows
        .map(({ line, outcome, what }: Record<string, unknown>) => [line, outcome, what])
        .filter(([, o]: unknown[]) => o !== 'accepted'),
      [
        [1, 'non-data', 'header'],
        [8, 'quarantined', null],
        [9, 'non-data', 'note'],
      ],
    );
    assert.deepEqual(await get(`/api/ingest/imports?file=${file.hash}`), { imports: [] });
  });

  it('may only be for a department that one answers for', async () => {
    const { file } = await uploadFile(call, '越权.csv', csv());
    const reply = await post('/api/ingest/imports', { fileHash: file.hash, sheet: 0, providerDept: 'D05' });
    assert.equal(reply.statusCode, 403);
    assert.equal(reply.json().code, 'ingest.foreign-provider');
  });
});

describe('an import that does not end well', () => {
  it('fails with a sentence when the original is gone, and runs again when it is back', async () => {
    const bytes = csv();
    const { file } = await uploadFile(call, '丢失.csv', bytes);
    const corrections = [{ table: 0, correction: { kind: 'unit', unit: '千吨', column: 2 } }];
    const broken = await acceptWithoutOriginal(file.hash, corrections);
    assert.deepEqual([broken.status, broken.failureCode], ['failed', 'ingest.original-lost']);
    await uploadFile(call, '丢失.csv', bytes);
    const retried = await post(`/api/ingest/imports/${broken.id}/retry`);
    assert.equal(retried.statusCode, 200);
    assert.equal((await ended(call, broken.id)).status, 'done');
    assert.equal((await post(`/api/ingest/imports/${broken.id}/retry`)).statusCode, 409);
  });

  /** The bytes vanish between acceptance and run: before the run is queued. */
  async function acceptWithoutOriginal(fileHash: string, corrections: object[]): Promise<Import> {
    const { jobs, blobs } = app.platform;
    const { send } = jobs;
    const sendLater = async (...job: Parameters<typeof send>) => {
      await rm(blobs.pathOf(fileHash), { force: true });
      return send(...job);
    };
    Object.assign(jobs, { send: sendLater });
    const { import: queued } = await accept(call, { fileHash, sheet: 0, corrections }).finally(() =>
      Object.assign(jobs, { send }),
    );
    return ended(call, queued.id);
  }

  it('fails, and leaves no rows behind, when a table turns out to be a list of records after all', {
    timeout: 60_000,
  }, async () => {
    const lines = ['地区,日期,数量(件)'];
    const day = (i: number) => new Date(Date.UTC(1990, 0, 1 + i)).toISOString().slice(0, 10);
    for (let i = 0; i < 25_000; i++) lines.push(`${CITIES[i % 6]},${day(Math.floor(i / 6))},1`);
    for (let i = 0; i < 5_000; i++) lines.push(`大同市,1990-01-01,${i + 2}`);
    const found = await importFile(call, '明细.csv', Buffer.from(`${lines.join('\n')}\n`));
    assert.deepEqual([found.status, found.failureCode], ['failed', 'ingest.not-unique']);
    assert.match(found.failure ?? '', /逐条明细/);
    const corrections = [{ table: 0, correction: { kind: 'records' } }];
    const { import: queued } = await accept(call, { fileHash: found.fileHash, sheet: 0, corrections });
    const listed = await ended(call, queued.id);
    assert.deepEqual([listed.status, listed.accepted], ['done', 30_000]);
    assert.equal((await get(`/api/catalogue/resources/${listed.resourceId}`)).resource.kind, 'records');
    const strays = await ask(app, `SELECT count() FROM ingest.ds_${found.resourceId?.replaceAll('-', '')}`);
    assert.deepEqual(strays, [[0]]);
  });

  it('stops when it is cancelled, and nothing of it remains but the original', async (test) => {
    const lines = ['地区,日期,值(件)'];
    for (let day = 0; day < 9_000; day++) {
      const date = new Date(Date.UTC(2000, 0, 1 + day)).toISOString().slice(0, 10);
      for (const city of CITIES) lines.push(`${city},${date},"${day}"`);
    }
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    const { platform } = app;
    const stream = Readable.from([bytes]);
    const { file } = await receiveFile(platform, SYSTEM_ACTOR, { name: '取消.csv', stream, options: {} });
    const { row } = await acceptSheet(platform, SYSTEM_ACTOR, { file, sheet: 0, only: true, providerDept: 'D28' });
    const store = platform.olap.insert.bind(platform.olap);
    const cancelled = Promise.withResolvers<void>();
    // The warehouse is slow until somebody has cancelled, and past the second in which the ledger is asked.
    test.mock.method(platform.olap, 'insert', async (input: OlapInsert) => {
      await cancelled.promise;
      await store(input);
    });
    const running = runImport(platform, row.id, { useEngine: false });
    while ((await get(`/api/ingest/imports/${row.id}`)).status === 'queued') await setTimeout(10);
    const reply = await post(`/api/ingest/imports/${row.id}/cancel`);
    assert.equal(reply.statusCode, 200);
    setTimeout(1_100).then(cancelled.resolve);
    await running;
    const found = await get(`/api/ingest/imports/${row.id}`);
    assert.deepEqual([found.status, found.resourceId !== null], ['cancelled', true]);
    const { rows } = await sql<{ status: string }>`select status from ingest.batch where import_id = ${row.id}`.execute(
      platform.db(),
    );
    assert.deepEqual(rows, [{ status: 'purged' }]);
    assert.equal((await post(`/api/ingest/imports/${row.id}/cancel`)).statusCode, 409);
    const seen = await call({ method: 'GET', url: `/api/catalogue/resources/${found.resourceId}` });
    assert.equal(seen.statusCode, 404, 'a resource without data is not shown');
    assert.equal((await call({ method: 'GET', url: `/api/ingest/files/${file.hash}/original` })).statusCode, 200);
  });

  it('is not begun when it is cancelled while it waits', async () => {
    const { file } = await uploadFile(call, '排队.csv', csv());
    const { row } = await acceptSheet(app.platform, SYSTEM_ACTOR, {
      file: await mustFindFile(app.platform, file.hash),
      sheet: 0,
      only: true,
      providerDept: 'D28',
    });
    assert.equal((await post(`/api/ingest/imports/${row.id}/cancel`)).json().status, 'cancelled');
    await runImport(app.platform, row.id);
    assert.equal((await get(`/api/ingest/imports/${row.id}`)).status, 'cancelled');
  });

  it('is cleared and run again by the next start when its run has died', async () => {
    const { file } = await uploadFile(call, '断电.csv', csv());
    const { import: queued } = await accept(call, { fileHash: file.hash, sheet: 0 });
    const done = await ended(call, queued.id);
    const table = `ingest.ds_${done.resourceId?.replaceAll('-', '')}`;
    const db = app.platform.db();
    await sql`update ingest.import set status = 'running', run = 'a dead run', finished_at = null where id = ${done.id}`.execute(
      db,
    );
    const { rows } = await sql<{ no: number }>`
      insert into ingest.batch (import_id, resource_id, kind, status, run, opened_at)
      values (${done.id}, ${done.resourceId}, 'import', 'open', 'a dead run', now()) returning no`.execute(db);
    const stray = Number(rows[0]?.no);
    await app.platform.olap.command(`INSERT INTO ${table} (_batch, _row, region) SELECT ${stray}, 2, '140100'`);
    app = await app.reopen();
    call = await app.signInAs('officer');
    const again = await ended(call, done.id);
    assert.equal(again.status, 'done');
    assert.deepEqual(await ask(app, `SELECT count() FROM ${table} WHERE _batch = ${stray}`), [[0]]);
    const { total } = await get(`/api/catalogue/resources/${done.resourceId}/rows`);
    assert.equal(total, 6, 'the run that was repeated has not doubled anything');
  });
});
