import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { encodeRows } from '#platform/olap/engine.ts';
import type { Caller, TestApp } from '#platform/testing.ts';
import type { Import, QuarantineRow } from './contract.ts';
import { accept, ask, ended, importFile, openIngestApp } from './ingest.test-support.ts';

let app: TestApp;
let call: Caller;

before(async () => {
  app = await openIngestApp();
  call = await app.signInAs('officer');
});
after(() => app.dispose());

const get = async (url: string) => (await call({ method: 'GET', url })).json();
const post = (url: string, payload: object = {}) => call({ method: 'POST', url, payload });
const mend = (row: QuarantineRow | undefined, cells: unknown[]) =>
  call({ method: 'PUT', url: `/api/ingest/quarantine/${row?.id}`, payload: { cells } });
const held = async (id: string): Promise<QuarantineRow[]> =>
  (await get(`/api/ingest/imports/${id}/quarantine?status=held`)).rows;
const counts = ({ read, accepted, quarantined, nonData }: Import) => [read, accepted, quarantined, nonData];

const TIDY = (measure: string) => `地区,年份,${measure}(吨)
太原市,2024年,1.5
大同市,2024年,停产
阳泉市,2024年,3.5
无名市,2024年,4.5
小计,—,—
晋城市,2024年,y
`;
const tidy = (measure: string) => importFile(call, `${measure}.csv`, Buffer.from(TIDY(measure)));

describe('rows in quarantine', () => {
  it('are listed with their lines, cells and reasons', async () => {
    const found = await tidy('铁矿');
    assert.equal(found.read, found.accepted + found.quarantined + found.nonData);
    const rows = await held(found.id);
    const bad = rows.filter(({ reason }) => /停产|无名市|“y”/.test(reason));
    assert.deepEqual(
      bad.map(({ line, column }) => [line, column]),
      [
        [3, 2],
        [5, 0],
        [7, 2],
      ],
    );
    assert.deepEqual(bad[0]?.cells, ['大同市', '2024年', '停产']);
  });

  it('are mended, read again by the same reading, and released into a batch of their own', async () => {
    const found = await tidy('锰矿');
    const [row] = await held(found.id);
    const worse = (await mend(row, ['大同市', '2024年', '不详数'])).json();
    assert.match(worse.mendedReason, /不是数/);
    const early = await post(`/api/ingest/imports/${found.id}/release`, { ids: [row?.id] });
    assert.deepEqual([early.statusCode, early.json().code], [422, 'ingest.still-unreadable']);
    const better = (await mend(row, ['大同市', '2024年', '2.5'])).json();
    assert.equal(better.mendedReason, '');
    const released = await post(`/api/ingest/imports/${found.id}/release`, { ids: [row?.id] });
    assert.equal(released.statusCode, 200, released.body);
    const now: Import = released.json();
    assert.deepEqual(counts(now), [found.read, found.accepted + 1, found.quarantined - 1, found.nonData]);
    const table = `ingest.ds_${found.resourceId?.replaceAll('-', '')}`;
    assert.deepEqual(await ask(app, `SELECT region, m1, _row FROM ${table} WHERE m1 = 2.5`), [['140200', 2.5, 3]]);
    const { batches } = await get(`/api/catalogue/resources/${found.resourceId}/batches`);
    assert.deepEqual(
      batches.map(({ kind, rows }: Record<string, unknown>) => [kind, rows]),
      [
        ['release', 1],
        ['import', found.accepted],
      ],
    );
    const twice = await post(`/api/ingest/imports/${found.id}/release`, { ids: [row?.id] });
    assert.equal(twice.statusCode, 404, 'a row is released once');
  });

  it('cannot be released where the figure already stands', async () => {
    const found = await tidy('铬矿');
    const [row] = await held(found.id);
    await mend(row, ['太原市', '2024年', '9']);
    const reply = await post(`/api/ingest/imports/${found.id}/release`, { ids: [row?.id] });
    assert.equal(reply.statusCode, 422);
    assert.match(reply.json().detail, /第 2 行重复/);
    const { rows } = await get(`/api/ingest/imports/${found.id}/quarantine`);
    assert.ok(rows.some(({ id, status }: QuarantineRow) => id === row?.id && status === 'held'));
  });

  it('count as non-data when a person discards them', async () => {
    const found = await tidy('钒矿');
    const [row] = await held(found.id);
    const reply = await post(`/api/ingest/imports/${found.id}/discard`, { ids: [row?.id] });
    const now: Import = reply.json();
    assert.deepEqual(counts(now), [found.read, found.accepted, found.quarantined - 1, found.nonData + 1]);
    assert.equal((await mend(row, ['太原市', '2024年', '1'])).statusCode, 404, 'a discarded row is closed');
  });

  it('of a cross table are mended in their place: the labels above them still hold', async () => {
    const csv = '指标,地区,2023年,2024年\n粮食产量(万吨),太原市,1,2\n,大同市,3,四\n,阳泉市,5,6\n';
    const found = await importFile(call, '交叉.csv', Buffer.from(csv));
    const [row] = await held(found.id);
    assert.equal(row?.line, 3);
    assert.equal((await mend(row, ['', '大同市', '3', '4'])).json().mendedReason, '');
    const released = await post(`/api/ingest/imports/${found.id}/release`, { ids: [row?.id] });
    assert.equal(released.statusCode, 200, released.body);
    const table = `ingest.ds_${found.resourceId?.replaceAll('-', '')}`;
    assert.deepEqual(await ask(app, `SELECT period, m1, _col FROM ${table} WHERE region = '140200' ORDER BY period`), [
      ['2023', 3, 2],
      ['2024', 4, 3],
    ]);
  });

  it('of an import that gave way to another reading are closed', async () => {
    const found = await tidy('钼矿');
    const [row] = await held(found.id);
    const corrections = [{ table: 0, correction: { kind: 'unit', unit: '千克', column: 2 } }];
    const { import: queued } = await accept(call, { fileHash: found.fileHash, sheet: 0, corrections });
    assert.equal((await ended(call, queued.id)).status, 'done');
    const reply = await mend(row, ['大同市', '2024年', '1']);
    assert.deepEqual([reply.statusCode, reply.json().code], [409, 'ingest.superseded']);
  });

  it('beyond ten thousand are kept in the warehouse and listed behind the others', { timeout: 120_000 }, async () => {
    const lines = ['地区,日期,数量(件)'];
    for (let i = 0; i < 23_000; i++) {
      const date = new Date(Date.UTC(1960, 0, 1 + i)).toISOString().slice(0, 10);
      lines.push(`太原市,${date},${i % 2 === 0 ? i : `坏${i}`}`);
    }
    const found = await importFile(call, '许多坏行.csv', Buffer.from(`${lines.join('\n')}\n`));
    assert.deepEqual([found.status, found.quarantined], ['done', 11_500]);
    const page = await get(`/api/ingest/imports/${found.id}/quarantine?page=21&size=500`);
    assert.deepEqual([page.total, page.rows.length, page.rows[0].id], [11_500, 500, null]);
    const last = await get(`/api/ingest/imports/${found.id}/quarantine?page=23&size=500`);
    assert.equal(last.rows.at(-1).line, 23_001);
    const edge = await get(`/api/ingest/imports/${found.id}/quarantine?page=34&size=300`);
    assert.equal(edge.rows.length, 300, 'a page over the edge is whole');
    assert.deepEqual([edge.rows.filter(({ id }: QuarantineRow) => id !== null).length], [100]);
  });
});

describe('where a figure comes from', () => {
  it('is told down to the cell, its text and its header', async () => {
    const csv =
      '2024年主要指标\n地区,地区生产总值(亿元),同比增长(%),用电量(亿千瓦时)\n太原市,"5,418.87",1.5,300\n大同市,1900.1,2.5,200.5\n';
    const found = await importFile(call, '来源.csv', Buffer.from(csv));
    const { batches } = await get(`/api/catalogue/resources/${found.resourceId}/batches`);
    const [{ no }] = batches;
    const { items } = await get(`/api/catalogue/resources/${found.resourceId}`);
    const power = items.find(({ name }: { name: string }) => name === '用电量').columnName;
    const trace = await get(`/api/ingest/source?batch=${no}&line=4&column=${power}`);
    assert.deepEqual([trace.fileName, trace.line, trace.col, trace.text], ['来源.csv', 4, 3, '200.5']);
    assert.deepEqual(trace.header, ['用电量(亿千瓦时)']);
    assert.deepEqual(
      trace.around.map(({ line }: { line: number }) => line),
      [2, 3, 4],
    );
    const gdp = await get(`/api/ingest/source?batch=${no}&line=3&col=1`);
    assert.equal(gdp.text, '5,418.87');
    const nowhere = await call({ method: 'GET', url: '/api/ingest/source?batch=999999&line=3' });
    assert.equal(nowhere.statusCode, 404);
  });
});

describe('rows of a dataset', () => {
  it('are those of the regions that one answers for', async () => {
    const found = await tidy('铝土矿');
    const mayor = await app.signInAs('city');
    const reply = await mayor({ method: 'GET', url: `/api/catalogue/resources/${found.resourceId}/rows` });
    assert.equal(reply.statusCode, 200, reply.body);
    const { rows } = reply.json();
    assert.deepEqual(
      rows.map(({ cells }: { cells: unknown[] }) => cells[0]),
      ['太原市'],
    );
  });

  it('of an open batch are seen by nobody', async () => {
    const found = await tidy('石膏');
    const table = `ingest.ds_${found.resourceId?.replaceAll('-', '')}`;
    const bytes = encodeRows([[987_654, 2, '140100', 77]]);
    await app.platform.olap.insert({
      table,
      columns: ['_batch', '_row', 'region', 'm1'],
      format: 'JSONCompactEachRow',
      bytes,
    });
    const { total } = await get(`/api/catalogue/resources/${found.resourceId}/rows`);
    assert.equal(total, found.accepted);
  });
});
