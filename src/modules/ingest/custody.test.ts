import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { InjectOptions } from 'fastify';
import type { Caller, TestApp } from '#platform/testing.ts';
import type { Import } from './contract.ts';
import { ended, importFile, openIngestApp, uploadFile } from './ingest.test-support.ts';

const TABLE = Buffer.from('地区,时间,粮食产量(万吨)\n太原市,2024年,31.5\n大同市,2024年,95.2\n无名市,2024年,1\n');

let app: TestApp;
/** Of the statistical bureau, of a county (who may import as well), and a mayor (who may read). */
let officer: Caller;
let county: Caller;
let mayor: Caller;
let imported: Import;
let batch: number;

before(async () => {
  app = await openIngestApp();
  [officer, county, mayor] = [await app.signInAs('officer'), await app.signInAs('county'), await app.signInAs('city')];
  imported = await importFile(officer, '粮食.csv', TABLE);
  const reply = await officer({ method: 'GET', url: `/api/catalogue/resources/${imported.resourceId}/batches` });
  batch = reply.json().batches[0].no;
});
after(() => app.dispose());

async function refuses(call: Caller, request: InjectOptions, code = 'ingest.not-yours'): Promise<void> {
  const reply = await call(request);
  assert.equal(reply.json().code, code, `${request.method} ${request.url}: ${reply.body}`);
}

test('what one office has imported is out of the reach of another that may import, too', async () => {
  const { fileHash: hash, id } = imported;
  const held = await officer({ method: 'GET', url: `/api/ingest/imports/${id}/quarantine` });
  const ids = held.json().rows.map((row: { id: number }) => row.id);
  assert.equal(ids.length, 1);
  await refuses(county, { method: 'GET', url: `/api/ingest/files/${hash}` });
  await refuses(county, { method: 'POST', url: `/api/ingest/files/${hash}/sheets/0/reading`, payload: {} });
  await refuses(county, { method: 'GET', url: `/api/ingest/files/${hash}/original` });
  await refuses(mayor, { method: 'GET', url: `/api/ingest/files/${hash}/original` });
  await refuses(county, { method: 'POST', url: '/api/ingest/imports', payload: { fileHash: hash, sheet: 0 } });
  await refuses(county, { method: 'POST', url: `/api/ingest/imports/${id}/cancel` });
  await refuses(county, { method: 'POST', url: `/api/ingest/imports/${id}/retry` });
  await refuses(county, { method: 'GET', url: `/api/ingest/imports/${id}/quarantine` });
  await refuses(county, { method: 'PUT', url: `/api/ingest/quarantine/${ids[0]}`, payload: { cells: ['太原市'] } });
  await refuses(county, { method: 'POST', url: `/api/ingest/imports/${id}/release`, payload: { ids } });
  await refuses(county, { method: 'POST', url: `/api/ingest/imports/${id}/discard`, payload: { ids } });
});

test('who brings the same bytes may look at the file and import it, but not handle the other import', async () => {
  const { file } = await uploadFile(county, '另一份.csv', TABLE);
  assert.equal(file.hash, imported.fileHash);
  assert.equal((await county({ method: 'GET', url: `/api/ingest/files/${file.hash}` })).statusCode, 200);
  const own = await county({ method: 'POST', url: '/api/ingest/imports', payload: { fileHash: file.hash, sheet: 0 } });
  assert.equal(own.statusCode, 200, own.body);
  await ended(county, own.json().import.id);
  await refuses(county, { method: 'POST', url: `/api/ingest/imports/${imported.id}/cancel` });
});

test('the source of a figure is told to a mayor for the city alone, without the lines around it', async () => {
  const source = (line: number) =>
    ({ method: 'GET', url: `/api/ingest/source?batch=${batch}&line=${line}&col=2` }) as const;
  const own = await mayor(source(2));
  assert.equal(own.statusCode, 200, own.body);
  assert.deepEqual([own.json().text, own.json().around], ['31.5', []]);
  await refuses(mayor, source(3), 'ingest.no-such-row');
  assert.equal((await officer(source(3))).json().around.length, 4);
});

test('no provider named (null) is not an unknown one: the one department of the reader stands in', async () => {
  const bytes = Buffer.from('地区,时间,油料产量(万吨)\n太原市,2024年,1.5\n');
  const { file } = await uploadFile(officer, '油料.csv', bytes);
  const payload = { fileHash: file.hash, sheet: 0, providerDept: null };
  const reply = await officer({ method: 'POST', url: '/api/ingest/imports', payload });
  assert.equal(reply.statusCode, 200, reply.body);
  assert.equal(reply.json().import.providerDept, 'D28');
  await ended(officer, reply.json().import.id);
});
