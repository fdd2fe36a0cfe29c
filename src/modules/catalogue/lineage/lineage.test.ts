import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import { importFile } from '../../ingest/ingest.test-support.ts';
import { type LineageGraph, RunEvent } from './contract.ts';
import { recordLineage } from './record.ts';

let app: TestApp;
let officer: Caller;
let bureau: Caller;
let resourceId: string;

before(async () => {
  app = await openTestApp();
  [officer, bureau] = [await app.signInAs('officer'), await app.signInAs('bureau')];
  const bytes = Buffer.from('地区,时间,原煤产量(万吨)\n山西省,2024年,100\n太原市,2024年,30\n');
  resourceId = (await importFile(officer, '原煤.csv', bytes, { providerDept: 'D28' })).resourceId ?? '';
  const payload = { resourceId, measure: 'm1', indicator: 'NY001' };
  const bound = await officer({ method: 'POST', url: '/api/indicators/bindings', payload });
  assert.equal(bound.statusCode, 200, bound.body);
});
after(() => app.dispose());

async function graph(call: Caller, kind: string, id: string, more = ''): Promise<LineageGraph> {
  const reply = await call({ url: `/api/lineage/graph?kind=${kind}&id=${encodeURIComponent(id)}${more}` });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json();
}

const levels = ({ nodes }: LineageGraph) => nodes.map(({ kind, level }) => `${kind} ${level}`);

test('from a file to the boards: every step stands in the graph, without anybody having written an edge', async () => {
  const found = await graph(officer, 'resource', resourceId, '&depth=4');
  const kinds = new Set(levels(found));
  for (const step of ['resource 0', 'file -1', 'item 1', 'indicator 2', 'board 3']) assert.ok(kinds.has(step), step);
  const publish = found.edges.find(({ job }) => job === 'indicators.publish');
  assert.deepEqual([publish?.from, publish?.to, publish?.runs], [`item:${resourceId}/m1`, 'indicator:NY001', 1]);
  const file = found.nodes.find(({ kind }) => kind === 'file');
  assert.deepEqual([file?.name, file?.href?.startsWith('/import/files/')], ['原煤.csv', true]);
});

test('upstream of an indicator ends at the file; depth and direction are kept', async () => {
  const up = await graph(officer, 'indicator', 'NY001', '&direction=up&depth=3');
  assert.deepEqual(levels(up), ['indicator 0', 'item -1', 'resource -2', 'file -3']);
  assert.deepEqual(levels(await graph(officer, 'indicator', 'NY001', '&direction=up&depth=1')), [
    'indicator 0',
    'item -1',
  ]);
});

test('who may not see a subject does not learn of it', async () => {
  const engineer = await app.signInAs('engineer');
  const reply = await engineer({ url: `/api/lineage/graph?kind=resource&id=${resourceId}` });
  assert.equal(reply.json().code, 'platform.not-found');
  const nothing = await officer({ url: '/api/lineage/graph?kind=resource&id=nothing' });
  assert.equal(nothing.json().code, 'platform.not-found');
});

const EVENT = {
  eventTime: '2026-11-20T02:00:00.000Z',
  run: { runId: '0193a7c0-0000-7000-8000-000000000001' },
  job: { namespace: 'airflow', name: 'nightly.coal' },
  producer: 'https://example.org/etl',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
};
const FACET = {
  _producer: EVENT.producer,
  _schemaURL: 'https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json',
};

test('events of an outside tool become edges, by table and by column; told twice they are one; a failed run is none', async () => {
  const source = { namespace: 'oracle://10.1.2.3:1521', name: 'COAL.OUTPUT' };
  const fields = { m1: { inputFields: [{ ...source, field: 'TONNES' }] } };
  const ours = { namespace: 'yiping', name: `resource:${resourceId}`, facets: { columnLineage: { ...FACET, fields } } };
  const start = { ...EVENT, eventType: 'START', inputs: [source] };
  const complete = { ...EVENT, eventType: 'COMPLETE', eventTime: '2026-11-20T02:05:00.000Z', outputs: [ours] };
  const lost = { namespace: 'oracle://10.1.2.3:1521', name: 'COAL.LOST' };
  const failed = {
    ...EVENT,
    run: { runId: '0193a7c0-0000-7000-8000-000000000002' },
    eventType: 'FAIL',
    inputs: [lost],
    outputs: [ours],
  };
  const tell = (payload: object) => bureau({ method: 'POST', url: '/api/lineage/openlineage', payload });
  assert.deepEqual((await tell([start, complete, failed])).json(), { received: 3, known: 0 });
  assert.deepEqual((await tell(complete)).json(), { received: 0, known: 1 });
  const up = await graph(officer, 'resource', resourceId, '&direction=up&depth=1');
  assert.deepEqual(new Set(levels(up)), new Set(['resource 0', 'external -1', 'file -1']));
  assert.equal(up.nodes.find(({ kind }) => kind === 'external')?.name, 'COAL.OUTPUT');
  const item = await graph(officer, 'item', `${resourceId}/m1`, '&direction=up&depth=1');
  assert.ok(item.nodes.some(({ kind, name }) => kind === 'column' && name === 'COAL.OUTPUT.TONNES'));
  assert.equal((await tell({ ...EVENT, run: { runId: 'no uuid' } })).statusCode, 400);
  assert.equal((await officer({ method: 'POST', url: '/api/lineage/openlineage', payload: complete })).statusCode, 403);
});

test('a module records what stands in no table of its own, in its own transaction', async () => {
  const { platform } = app;
  const delivery = { kind: 'delivery', id: 'd-1', name: '向省能源局交付' };
  const record = {
    job: 'exchange.deliver',
    run: 'd-1',
    inputs: [{ kind: 'resource', id: resourceId, name: '' }],
    outputs: [delivery],
  };
  await platform
    .db()
    .transaction()
    .execute((tx) => recordLineage(tx, platform.clock, record));
  const down = await graph(officer, 'resource', resourceId, '&direction=down&depth=1');
  assert.ok(down.nodes.some(({ kind, name }) => kind === 'delivery' && name === delivery.name));
});

test('our runs go out as RunEvents that keep the contract, each with its start and its end', async () => {
  const { events } = (await bureau({ url: '/api/lineage/openlineage/events' })).json();
  assert.ok(events.length >= 4);
  const holds = formats.default(new Ajv2020({ strict: false })).compile(RunEvent);
  for (const event of events) assert.ok(holds(event), JSON.stringify([event, holds.errors]));
  const byRun = Map.groupBy(events as RunEvent[], ({ run }) => run.runId);
  for (const [id, told] of byRun)
    assert.deepEqual(
      told.map(({ eventType }) => eventType),
      ['START', 'COMPLETE'],
      id,
    );
  const jobs = new Set((events as RunEvent[]).map(({ job }) => job.name));
  assert.deepEqual([...jobs].sort(), ['indicators.publish', 'ingest.import']);
  const last = events.at(-1).eventTime;
  const later = await bureau({ url: `/api/lineage/openlineage/events?after=${last}` });
  assert.ok(later.json().events.length <= 2);
});
