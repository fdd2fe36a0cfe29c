import assert from 'node:assert/strict';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { read as readWorkbook, write as writeWorkbook } from '@e965/xlsx';
import type { InjectOptions } from 'fastify';
import { resourceFields } from '../src/modules/catalogue/catalogue.test-support.ts';
import { sha256 } from '../src/modules/exchange/nodes/call.ts';
import { nextDirectory, strangerOf } from '../src/modules/exchange/nodes/node.test-support.ts';
import { sendMessage } from '../src/modules/exchange/nodes/send.ts';
import { createKeepers } from '../src/modules/identity/actions/create-keepers.ts';
import { codeAt } from '../src/modules/identity/identity.test-support.ts';
import { acceptSheet } from '../src/modules/ingest/actions/accept.ts';
import { mustFindFile } from '../src/modules/ingest/actions/file.ts';
import { ended, importFile, multipart, uploadFile } from '../src/modules/ingest/ingest.test-support.ts';
import { collect, endOf } from '../src/modules/ingest/sources/sources.test-support.ts';
import { SYSTEM_ACTOR } from '../src/platform/scope.ts';
import { type Caller, LIGHT_MODULES, openTestApp, TEST_PASSWORD, type TestApp } from '../src/platform/testing.ts';
import { type Guarded, probeInto } from './routes.ts';

/** Routes that are no GET and change nothing: questions too long for an address. */
const QUESTIONS = new Set([
  'POST /api/catalogue/collection-checks',
  'POST /api/indicators/query',
  'POST /api/indicators/cards',
  'POST /api/ingest/files/:hash/sheets/:sheet/reading',
]);

const routes: Guarded[] = [];
const called = new Set<string>();
let app: TestApp;
const callers = new Map<string, Caller>();

before(async () => {
  app = await openTestApp({ frozenNow: new Date('2026-11-24T08:00:00+08:00') }, [probeInto(routes), ...LIGHT_MODULES]);
  for (const name of ['sysadmin', 'secadmin', 'officer', 'director', 'bureau', 'analyst', 'governor'])
    callers.set(name, await app.signInAs(name));
});
after(() => app.dispose());

function as(username: string): Caller {
  const caller = callers.get(username);
  assert.ok(caller, username);
  return caller;
}

/** Let the calendar go on, so that a code of the second factor is a fresh one. */
function pass(seconds: number): Date {
  const { clock } = app.platform;
  const now = new Date(clock.now().getTime() + seconds * 1000);
  if ('set' in clock && typeof clock.set === 'function') clock.set(now);
  return now;
}

const audited = () => app.platform.db().selectFrom('platform.audit').selectAll().orderBy('seq').execute();

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What a call of a route leaves in the audit, by whom. */
type Trace = readonly [username: string, action: string];

/** Call a route of the table; it must succeed, and leave this trace. */
async function write(route: string, call: Caller, options: InjectOptions, [username, action]: Trace) {
  const start = (await audited()).length;
  const method = METHODS.find((one) => route.startsWith(`${one} `));
  const reply = await call({ ...options, method });
  assert.ok(reply.statusCode < 300, `${route}: ${reply.statusCode} ${reply.body}`);
  const rows = (await audited()).slice(start);
  const found = rows.filter((row) => row.username === username && row.action === action && row.outcome === 'done');
  assert.equal(found.length, 1, `${route}: ${action} by ${username} in ${JSON.stringify(rows)}`);
  called.add(route);
  return reply;
}

const TIDY = (measure: string) =>
  Buffer.from(
    `地区,时间,${measure}(吨)\n太原市,2024年,1.5\n大同市,2024年,停产\n阳泉市,2024年,3.5\n长治市,2024年,4.5\n晋城市,2024年,坏\n`,
  );

test('signing in and out, one’s sessions, password and second factor', async () => {
  const door = (options: InjectOptions) => app.http.inject({ headers: { 'x-yiping': '1' }, ...options });
  const payload = { username: 'duty', password: TEST_PASSWORD };
  await write('POST /api/session', door, { url: '/api/session', payload }, ['duty', 'session.open']);
  const [first, second] = [await app.signInAs('duty'), await app.signInAs('duty')];
  const { sessions } = (await first({ url: '/api/sessions' })).json();
  const other = sessions.find(({ current }: { current: boolean }) => !current);
  await write('DELETE /api/sessions/:id', first, { url: `/api/sessions/${other.id}` }, ['duty', 'session.close']);
  const open = (await second({ url: '/api/session' })).statusCode === 200 ? second : first;
  await write('DELETE /api/session', open, { url: '/api/session' }, ['duty', 'session.close']);

  const caller = await app.signInAs('editor');
  const proof = { password: TEST_PASSWORD };
  const base = '/api/account/totp';
  const offer = await write('POST /api/account/totp', caller, { url: base, payload: proof }, [
    'editor',
    'second-factor.offer',
  ]);
  const { secret } = offer.json();
  const confirmation = { totp: codeAt(secret, app.platform.clock.now()) };
  await write('POST /api/account/totp/confirm', caller, { url: `${base}/confirm`, payload: confirmation }, [
    'editor',
    'second-factor.enable',
  ]);
  const end = { ...proof, totp: codeAt(secret, pass(60)) };
  await write('POST /api/account/totp/disable', caller, { url: `${base}/disable`, payload: end }, [
    'editor',
    'second-factor.disable',
  ]);
  const change = { current: TEST_PASSWORD, next: '汾河晚渡-双塔凌霄-蒙山' };
  await write('POST /api/account/password', caller, { url: '/api/account/password', payload: change }, [
    'editor',
    'password.change',
  ]);
});

test('what the keepers do', async () => {
  const [system, security] = [as('sysadmin'), as('secadmin')];
  const bySystem = (action: string): Trace => ['sysadmin', action];
  const bySecurity = (action: string): Trace => ['secadmin', action];
  const person = { username: 'zhang.wei', name: '张伟', post: '科员', unit: { kind: 'body', code: 'D28' } };
  const made = await write('POST /api/users', system, { url: '/api/users', payload: person }, bySystem('user.create'));
  const at = `/api/users/${made.json().user.id}`;
  const of = '/api/users/:id';
  await write(`PATCH ${of}`, system, { url: at, payload: { name: '张薇' } }, bySystem('user.change'));
  await write(`POST ${of}/disable`, system, { url: `${at}/disable` }, bySystem('user.disable'));
  await write(`POST ${of}/enable`, system, { url: `${at}/enable` }, bySystem('user.enable'));
  await write(`POST ${of}/reset-password`, system, { url: `${at}/reset-password` }, bySystem('user.reset-password'));
  const grant = { role: 'officer', scope: { regions: ['140000'], departments: ['D28'] } };
  await write(`POST ${of}/roles`, security, { url: `${at}/roles`, payload: grant }, bySecurity('role.grant'));
  await write(`DELETE ${of}/roles/:role`, security, { url: `${at}/roles/officer` }, bySecurity('role.revoke'));
  await write(`POST ${of}/unlock`, security, { url: `${at}/unlock` }, bySecurity('user.unlock'));
  const demand = { url: `${at}/second-factor`, payload: { required: true } };
  await write(`PUT ${of}/second-factor`, security, demand, bySecurity('second-factor.require'));
  await write(`DELETE ${of}/second-factor`, security, { url: demand.url }, bySecurity('second-factor.reset'));
  const policy = { idleMinutes: 30, secondFactorRoles: ['sysadmin'] };
  const settings = { url: '/api/security-policy', payload: policy };
  await write('PUT /api/security-policy', security, settings, bySecurity('policy.change'));
});

test('a file’s way: received, accepted, cancelled, tried again, its held rows mended, released, discarded', async () => {
  const officer = as('officer');
  const by = (action: string): Trace => ['officer', action];
  const upload = { url: '/api/ingest/files', ...multipart('铁矿.csv', TIDY('铁矿')) };
  const received = await write('POST /api/ingest/files', officer, upload, by('ingest.receive'));
  const acceptance = { fileHash: received.json().file.hash, sheet: 0 };
  const all = '/api/ingest/imports';
  const accepted = await write(`POST ${all}`, officer, { url: all, payload: acceptance }, by('ingest.accept'));
  await ended(officer, accepted.json().import.id);

  const waiting = await uploadFile(officer, '锰矿.csv', TIDY('锰矿'));
  const file = await mustFindFile(app.platform, waiting.file.hash);
  const { row } = await acceptSheet(app.platform, SYSTEM_ACTOR, { file, sheet: 0, only: true, providerDept: 'D28' });
  await write(`POST ${all}/:id/cancel`, officer, { url: `${all}/${row.id}/cancel` }, by('ingest.cancel'));
  await write(`POST ${all}/:id/retry`, officer, { url: `${all}/${row.id}/retry` }, by('ingest.retry'));
  await ended(officer, row.id);

  const { id } = await importFile(officer, '铬矿.csv', TIDY('铬矿'));
  const { rows } = (await officer({ url: `${all}/${id}/quarantine` })).json();
  const [first, second] = rows;
  const mend = { url: `/api/ingest/quarantine/${first.id}`, payload: { cells: ['大同市', '2024年', '2'] } };
  await write('PUT /api/ingest/quarantine/:row', officer, mend, by('ingest.mend'));
  const release = { url: `${all}/${id}/release`, payload: { ids: [first.id] } };
  await write(`POST ${all}/:id/release`, officer, release, by('ingest.release'));
  const discard = { url: `${all}/${id}/discard`, payload: { ids: [second.id] } };
  await write(`POST ${all}/:id/discard`, officer, discard, by('ingest.discard'));
});

test('data quality: a rule laid down, changed, run, its slip answered and closed, the rule ended', async () => {
  const [officer, bureau] = [as('officer'), as('bureau')];
  const by = (action: string): Trace => ['officer', action];
  const { resourceId } = await importFile(officer, '镍矿.csv', TIDY('镍矿'), { providerDept: 'D28' });
  const of = '/api/quality/resources/:id';
  const at = `/api/quality/resources/${resourceId}`;
  const draft = { severity: 'warn', check: { kind: 'row-count', min: 100 } };
  const made = await write(`POST ${of}/rules`, officer, { url: `${at}/rules`, payload: draft }, by('quality.add-rule'));
  const rule = `/api/quality/rules/${made.json().id}`;
  const change = { url: rule, payload: { name: '收全' } };
  await write('PATCH /api/quality/rules/:id', officer, change, by('quality.change-rule'));
  await write(`POST ${of}/runs`, officer, { url: `${at}/runs` }, by('quality.run'));
  const [slip] = (await officer({ url: `/api/quality/slips?resourceId=${resourceId}` })).json().slips;
  const url = `/api/quality/slips/${slip.id}/steps`;
  const steps = 'POST /api/quality/slips/:id/steps';
  const answer = { url, payload: { event: 'explain', reason: '本就不多' } };
  await write(steps, officer, answer, by('quality.slip-explain'));
  await write(steps, bureau, { url, payload: { event: 'close' } }, ['bureau', 'quality.slip-close']);
  await write('DELETE /api/quality/rules/:id', officer, { url: rule }, by('quality.end-rule'));
});

test('sources: kept, tried, changed, collected from, stopped at the gate and decided', async () => {
  const bureau = as('bureau');
  const by = (action: string): Trace => ['bureau', action];
  const inbox = app.config.inboxDir;
  await mkdir(inbox, { recursive: true });
  await writeFile(join(inbox, '甲.csv'), '编号,名称\n1,甲\n');
  const connection = { kind: 'folder', settings: { path: '' } };
  const all = '/api/ingest/sources';
  const trial = { url: '/api/ingest/connection-test', payload: { connection } };
  await write('POST /api/ingest/connection-test', bureau, trial, by('ingest.connection-test'));
  const payload = { name: '审计来源', class: 'government', providerDept: null, connection };
  const { id } = (await write(`POST ${all}`, bureau, { url: all, payload }, by('ingest.source-create'))).json();
  await write(`POST ${all}/:id/test`, bureau, { url: `${all}/${id}/test` }, by('ingest.source-test'));
  const change = { url: `${all}/${id}`, payload: { class: 'social' } };
  await write(`PATCH ${all}/:id`, bureau, change, by('ingest.source-change'));
  const collection = await collect(bureau, id, { schema: '', name: '*.csv' }, { title: '审计采集' }, (request) =>
    write(`POST ${all}/:id/collections`, bureau, request, by('ingest.collection-create')),
  );
  const one = `/api/ingest/collections/${collection.id}`;
  const hourly = { url: one, payload: { schedule: { kind: 'every', minutes: 60 } } };
  await write('PATCH /api/ingest/collections/:id', bureau, hourly, by('ingest.collection-change'));
  await writeFile(join(inbox, '乙.csv'), '编号,名称,又一列\n2,乙,x\n');
  await utimes(join(inbox, '乙.csv'), new Date(), new Date(Date.now() + 5_000));
  const { run } = (
    await write('POST /api/ingest/collections/:id/run', bureau, { url: `${one}/run` }, by('ingest.pull-ask'))
  ).json();
  assert.equal((await endOf(bureau, collection.id, run)).status, 'gated');
  const decision = { url: `${one}/drift`, payload: { choice: 'ignore', reason: '不用这一列' } };
  await write('POST /api/ingest/collections/:id/drift', bureau, decision, by('ingest.drift-decide'));
  const spare = (await bureau({ method: 'POST', url: all, payload: { ...payload, name: '空来源' } })).json();
  await write(`DELETE ${all}/:id`, bureau, { url: `${all}/${spare.id}` }, by('ingest.source-remove'));
});

test('lineage: events of an outside tool are received', async () => {
  const payload = {
    eventType: 'COMPLETE',
    eventTime: '2026-11-20T02:00:00.000Z',
    run: { runId: '0193a7c0-0000-7000-8000-000000000001' },
    job: { namespace: 'etl', name: 'nightly' },
    producer: 'https://example.org/etl',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  };
  const url = '/api/lineage/openlineage';
  await write(`POST ${url}`, as('bureau'), { url, payload }, ['bureau', 'lineage.receive']);
});

test('indicators: defined, changed, targets and releases set, measures bound, published and let go, figures taken out', async () => {
  const officer = as('officer');
  const by = (action: string): Trace => ['officer', action];
  const of = '/api/indicators/definitions';
  const draft = {
    name: '审计指标',
    domain: 'JJ',
    ownerDept: 'D28',
    unit: '吨',
    frequency: 'Y',
    basis: 'CUM',
    caliber: '口径',
  };
  const made = await write(`POST ${of}`, officer, { url: of, payload: draft }, by('indicators.define'));
  const { code } = made.json();
  const change = { changes: { caliber: '新口径' }, validFrom: '2026-01-01', breaksSeries: false, reason: '修订' };
  const version = { url: `${of}/${code}/versions`, payload: change };
  await write(`POST ${of}/:code/versions`, officer, version, by('indicators.redefine'));
  const release = { indicator: 'JJ001', period: '2026-Q4', releaseAt: '2027-01-18T10:00:00+08:00' };
  const calendar = { url: '/api/indicators/releases', payload: release };
  await write('POST /api/indicators/releases', officer, calendar, by('indicators.set-release'));
  const target = { indicator: 'JJ001', region: '140000', year: 2027, value: 5, source: '政府工作报告' };
  const targets = { url: '/api/indicators/targets', payload: { targets: [target] } };
  await write('POST /api/indicators/targets', as('director'), targets, ['director', 'indicators.set-targets']);

  const bindings = '/api/indicators/bindings';
  const { resourceId } = await importFile(officer, '钒矿.csv', TIDY('钒矿'));
  const wish = { url: bindings, payload: { resourceId, measure: 'm1', indicator: code } };
  const { id } = (await write(`POST ${bindings}`, officer, wish, by('indicators.bind'))).json().binding;
  // As if the node had died between binding and publishing: this is what the route is for.
  await app.platform.pg.script(`
    delete from indicators.publication_part where publication in
      (select no from indicators.publication where binding = '${id}');
    delete from indicators.publication where binding = '${id}'`);
  const publish = { url: `${bindings}/${id}/publish` };
  await write(`POST ${bindings}/:id/publish`, officer, publish, by('indicators.publish'));
  await write(`DELETE ${bindings}/:id`, officer, { url: `${bindings}/${id}` }, by('indicators.unbind'));
  const question = { indicators: ['JJ001'], regions: { these: ['140000'] }, periods: { latest: true } };
  const taken = { url: '/api/indicators/export', payload: question };
  await write('POST /api/indicators/export', as('governor'), taken, ['governor', 'indicators.export']);
});

/** A workbook of one resource, as the catalogue hands it out, under another title. */
async function fillWorkbook(call: Caller): Promise<Buffer> {
  const { rawPayload } = await call({ url: '/api/catalogue/workbook?search=审计用目录二' });
  const book = readWorkbook(rawPayload);
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  for (const row of [2, 3]) sheet[`C${row}`] = { t: 's', v: '审计用目录三' };
  return Buffer.from(writeWorkbook(book, { type: 'buffer', bookType: 'xlsx' }));
}

test('the catalogue: registered, edited, submitted, recalled, returned, published, changed, retired; a class added', async () => {
  const [officer, bureau] = [as('officer'), as('bureau')];
  const of = '/api/catalogue/resources';
  const by = (action: string): Trace => ['officer', action];
  const fields = resourceFields('审计用目录');
  const made = await write(`POST ${of}`, officer, { url: of, payload: fields }, by('catalogue.create'));
  const at = `${of}/${made.json().resource.id}`;
  const edit = { url: at, payload: { fields: { ...fields, items: made.json().items }, revision: 1 } };
  await write(`PUT ${of}/:id`, officer, edit, by('catalogue.edit'));
  const submit = { url: `${at}/steps`, payload: { event: 'submit', revision: 2 } };
  await write(`POST ${of}/:id/steps`, officer, submit, by('catalogue.submit'));
  const publish = { url: `${at}/decisions`, payload: { event: 'publish', revision: 3 } };
  await write(`POST ${of}/:id/decisions`, bureau, publish, ['bureau', 'catalogue.publish']);
  const added = { url: '/api/catalogue/classes', payload: { code: '328002', name: '普查' } };
  await write('POST /api/catalogue/classes', bureau, added, ['bureau', 'catalogue.add-class']);
  const other = (await officer({ method: 'POST', url: of, payload: resourceFields('审计用目录二') })).json();
  const pair = { a: made.json().resource.id, b: other.resource.id, decision: 'different', reason: '范围不同' };
  const duplicates = '/api/catalogue/duplicates';
  const verdict = { url: duplicates, payload: pair };
  await write(`PUT ${duplicates}`, bureau, verdict, ['bureau', 'catalogue.decide-duplicate']);
  const exceptions = '/api/catalogue/exceptions';
  const wish = {
    collection: 'form:1',
    title: '调查',
    items: ['企业名称'],
    reason: '急需',
    approver: 'bureau',
    dept: 'D28',
  };
  const ask = { url: exceptions, payload: wish };
  const asked = await write(`POST ${exceptions}`, officer, ask, by('catalogue.request-exception'));
  const decision = {
    url: `${exceptions}/${asked.json().exceptions[0].id}/decision`,
    payload: { event: 'approve', reason: '同意' },
  };
  await write(`POST ${exceptions}/:id/decision`, bureau, decision, ['bureau', 'catalogue.approve-exception']);
  const workbook = '/api/catalogue/workbook';
  const filled = await fillWorkbook(officer);
  await write(
    `POST ${workbook}`,
    officer,
    { url: workbook, ...multipart('目录.xlsx', filled) },
    by('catalogue.import'),
  );
});

test('what keeps a node, what other nodes call, and a directory that comes from the province', async () => {
  const { platform } = app;
  const [keeper, nodes] = [as('sysadmin'), '/api/exchange/nodes'];
  const kept = (action: string): Trace => ['sysadmin', action];
  const wish = { id: 'city-08', name: '市级节点', address: null, transport: 'plain' };
  const ask = { url: `${nodes}/request`, payload: { ...wish, kind: 'city' } };
  await write(`POST ${nodes}/request`, keeper, ask, kept('node.set-up'));
  // As if it had never asked: one node is either of a city or of the province.
  await platform.pg.script('delete from exchange.node_self');
  const found = { url: `${nodes}/self`, payload: { ...wish, id: 'province' } };
  await write(`POST ${nodes}/self`, keeper, found, kept('node.set-up'));
  const { request, call, message } = await strangerOf(app, 'city-09');
  const admit = { url: `${nodes}/members`, payload: { file: request } };
  const admitted = await write(`POST ${nodes}/members`, keeper, admit, kept('node.directory'));
  const take = { url: `${nodes}/admission`, payload: admitted.json() };
  await write(`POST ${nodes}/admission`, keeper, take, kept('node.trust-province'));
  const rotate = { url: `${nodes}/keys`, payload: { suite: 'sm2' } };
  await write(`POST ${nodes}/keys`, keeper, rotate, kept('node.rotate-key'));
  const status = { url: `${nodes}/members/city-09/status`, payload: { status: 'active' } };
  await write(`PUT ${nodes}/members/:id/status`, keeper, status, kept('node.directory'));
  const revoke = { url: `${nodes}/members/city-09/keys/no-such` };
  await write(`DELETE ${nodes}/members/:id/keys/:key`, keeper, revoke, kept('node.directory'));
  const note = { to: 'city-09', type: 'note', body: { text: '一' } };
  const id = await platform
    .db()
    .transaction()
    .execute((tx) => sendMessage(tx, platform, note));
  await platform.pg.script(`update exchange.node_outbox set state = 'dead' where id = '${id}'`);
  const replay = { url: `${nodes}/letters/${id}/replay` };
  await write(`POST ${nodes}/letters/:id/replay`, as('bureau'), replay, ['bureau', 'node.replay']);
  const door = (options: InjectOptions) => app.http.inject(options);
  const by = (action: string): Trace => ['node:city-09', action];
  const [hash, text] = [sha256('数据'), '数据'];
  const bytes = Buffer.byteLength(text);
  const said = call(
    'POST',
    '/api/node/messages',
    'application/x-ndjson',
    message(1, [{ hash, bytes, name: 'a', sm3: null }]),
  );
  await write('POST /api/node/messages', door, said, by('node.receive'));
  const pieces = JSON.stringify({ hash, bytes, from: 0, chunks: [hash] });
  const told = call('POST', '/api/node/parts', 'application/json', pieces);
  await write('POST /api/node/parts', door, told, by('node.announce-part'));
  const piece = call('PUT', `/api/node/parts/${hash}/chunks/0`, 'application/octet-stream', text);
  await write('PUT /api/node/parts/:hash/chunks/:no', door, piece, by('node.receive-part'));
  const next = await nextDirectory(app);
  const brought = call('POST', '/api/node/directory', 'application/json', JSON.stringify({ directories: [next] }));
  await write('POST /api/node/directory', door, brought, ['system', 'node.directory']);
});

test('open data: a version checked, published and withdrawn, what the public says answered, scenes and proposals moved on', async () => {
  const bureau = as('bureau');
  const by = (action: string): Trace => ['bureau', action];
  const { resourceId } = await importFile(as('officer'), '锡矿.csv', TIDY('锡矿'));
  await app.platform.pg.script(`
    update catalogue.resource set stage = 'published', version = 1, opening_type = 'free' where id = '${resourceId}';
    update catalogue.item set opening_type = 'free' where resource_id = '${resourceId}'`);
  const policies = '/api/portal/policies';
  const { policy } = (await bureau({ url: `${policies}/${resourceId}` })).json();
  const change = { url: `${policies}/${resourceId}`, payload: { ...policy, k: 3 } };
  await write(`PUT ${policies}/:id`, bureau, change, by('portal.change-policy'));
  const releases = '/api/portal/releases';
  const begun = { url: releases, payload: { resourceId } };
  const { id } = (await write(`POST ${releases}`, bureau, begun, by('portal.check'))).json();
  await untilChecked(id);
  const decide = { url: `${releases}/${id}/decision`, payload: { event: 'publish' } };
  await write(`POST ${releases}/:id/decision`, bureau, decide, by('portal.publish'));
  const say = (url: string, payload: object) =>
    app.http.inject({ method: 'POST', url, payload, headers: { 'x-yiping': '1' } });
  const voice = (await say('/open/api/voices', { kind: 'request', title: '公交', body: '' })).json().id;
  const answer = { url: `/api/portal/voices/${voice}/decision`, payload: { event: 'answer', text: '好' } };
  await write('POST /api/portal/voices/:id/decision', bureau, answer, by('portal.voice-answer'));
  await say('/open/api/keys', { name: '甲', contact: 'a@example.org' });
  const [key] = (await bureau({ url: '/api/portal/keys' })).json().keys;
  const quota = { url: `/api/portal/keys/${key.id}`, payload: { quota: 5 } };
  await write('PATCH /api/portal/keys/:id', bureau, quota, by('portal.manage-key'));
  const site = (await bureau({ url: '/api/portal/site' })).json();
  await write('PUT /api/portal/site', bureau, { url: '/api/portal/site', payload: site }, by('portal.change-site'));
  const scenes = '/api/portal/scenes';
  const words = { title: '场景', body: '说明' };
  const scene = (
    await write(`POST ${scenes}`, bureau, { url: scenes, payload: words }, by('portal.write-scene'))
  ).json().id;
  await write(`PUT ${scenes}/:id`, bureau, { url: `${scenes}/${scene}`, payload: words }, by('portal.edit-scene'));
  const opening = { url: `${scenes}/${scene}/decision`, payload: { event: 'open' } };
  await write(`POST ${scenes}/:id/decision`, bureau, opening, by('portal.scene-open'));
  const entry = { team: '乙', title: '方案', body: '内容', contact: 'b@example.org' };
  const proposal = (await say(`/open/api/scenes/${scene}/proposals`, entry)).json().id;
  const at = '/api/portal/proposals';
  const accept = { url: `${at}/${proposal}/decision`, payload: { event: 'accept' } };
  await write(`POST ${at}/:id/decision`, bureau, accept, by('portal.proposal-accept'));
  const sandbox = { url: `${at}/${proposal}/sandbox`, payload: { days: 1, resources: [] } };
  await write(`POST ${at}/:id/sandbox`, bureau, sandbox, by('portal.open-sandbox'));
});

async function untilChecked(id: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const { releases } = (await as('bureau')({ url: '/api/portal/releases' })).json();
    if (releases.some((one: { id: string; state: string }) => one.id === id && one.state !== 'checking')) return;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error('the check did not end');
}

/** Files and subscriptions have receipts; each is asked for under a grant of its way. */
async function writeDeliveries(city: Caller, bureau: Caller, director: Caller, draft: object) {
  const of = '/api/exchange/grants/:id';
  const granted = async (way: string) => {
    const made = await city({ method: 'POST', url: '/api/exchange/requests', payload: { ...draft, way } });
    const url = `/api/exchange/requests/${made.json().request.id}/steps`;
    await bureau({ method: 'POST', url, payload: { event: 'pass' } });
    return (await director({ method: 'POST', url, payload: { event: 'approve' } })).json().grantId;
  };
  const made = async (id: string) => {
    for (let i = 0; i < 600; i++) {
      const found = (await city({ url: `/api/exchange/deliveries/${id}` })).json();
      if (found.hash) return found;
      await pause(100);
    }
    throw new Error('no file within a minute');
  };
  const grantId = await granted('file');
  const wish = { url: `/api/exchange/grants/${grantId}/files`, payload: { format: 'csv', purpose: 'decision' } };
  const order = async () => (await write(`POST ${of}/files`, city, wish, ['city', 'exchange.order-file'])).json();
  const [first, second] = [await made((await order()).id), await made((await order()).id)];
  const payload = (hash: string) => ({ hash, accepted: true });
  const own = { url: `/api/exchange/deliveries/${first.id}/receipt`, payload: payload(first.hash) };
  await write('POST /api/exchange/deliveries/:id/receipt', city, own, ['city', 'exchange.receipt']);
  const issue = {
    method: 'POST',
    url: `/api/exchange/grants/${grantId}/keys`,
    payload: { system: '取文件系统' },
  } as const;
  const { key } = (await city(issue)).json();
  const headers = { authorization: `Bearer ${key}`, 'x-yiping': '1' };
  const door = (options: InjectOptions) => app.http.inject({ headers, ...options });
  const keyed = {
    url: `/api/exchange/grants/${grantId}/deliveries/${second.id}/receipt`,
    payload: payload(second.hash),
  };
  await write(`POST ${of}/deliveries/:delivery/receipt`, door, keyed, ['key:取文件系统', 'exchange.receipt']);
}

test('exchange: asked, moved on, granted, keyed, revealed, stopped; its rules and calendar', async () => {
  const [officer, director, bureau, city] = [as('officer'), as('director'), as('bureau'), await app.signInAs('city')];
  const { resourceId } = await importFile(officer, '铬矿共享.csv', TIDY('铬矿'));
  const all = '/api/exchange/requests';
  const draft = {
    resourceId,
    purposeKind: 'decision',
    purpose: '核对本市产量',
    legalBasis: '国发〔2016〕51号第十二条',
    items: ['m1', 'region'],
    way: 'api',
    startsOn: '2026-11-24',
    endsOn: '2027-06-30',
  };
  const made = await write(`POST ${all}`, city, { url: all, payload: draft }, ['city', 'exchange.submit']);
  const steps = `${all}/${made.json().request.id}/steps`;
  const step = (call: Caller, event: string, by: string, more = {}) =>
    write(`POST ${all}/:id/steps`, call, { url: steps, payload: { event, ...more } }, [by, `exchange.${event}`]);
  await step(bureau, 'pass', 'bureau');
  const masks = { region: { kind: 'token' } };
  const { grantId } = (await step(director, 'approve', 'director', { masks })).json();
  const of = '/api/exchange/grants/:id';
  const at = `/api/exchange/grants/${grantId}`;
  const issue = { url: `${at}/keys`, payload: { system: '产量核对系统' } };
  const { key, view } = (await write(`POST ${of}/keys`, city, issue, ['city', 'exchange.issue-key'])).json();
  const rows = await app.http.inject({
    url: `${at}/rows?purpose=decision`,
    headers: { authorization: `Bearer ${key}` },
  });
  const tokens = [rows.json().rows[0][0], rows.json().rows[0][1]].filter((cell: unknown) => typeof cell === 'string');
  const reveal = { url: `${at}/reveal`, payload: { tokens, reason: '核查数据差错' } };
  await write(`POST ${of}/reveal`, bureau, reveal, ['bureau', 'exchange.reveal']);
  await writeDeliveries(city, bureau, director, draft);
  const stop = { url: `${at}/keys/${view.id}` };
  await write(`DELETE ${of}/keys/:key`, city, stop, ['city', 'exchange.stop-key']);
  const wrong = { grantId, trace: rows.json().rows[0].at(-1), column: 'm1', suggested: '2', evidence: '原始台账为 2' };
  const raise = { url: '/api/exchange/corrections', payload: wrong };
  const raised = await write('POST /api/exchange/corrections', city, raise, ['city', 'exchange.raise-correction']);
  const accept = { url: `/api/exchange/corrections/${raised.json().id}/steps`, payload: { event: 'accept' } };
  await write('POST /api/exchange/corrections/:id/steps', director, accept, ['director', 'exchange.correction-accept']);
  const leak = { url: '/api/exchange/trace-leak', ...multipart('泄露.json', rows.rawPayload) };
  const found = await write('POST /api/exchange/trace-leak', bureau, leak, ['bureau', 'exchange.trace-leak']);
  assert.equal(found.json().found[0].grantId, grantId);
  const revoke = { url: `${at}/steps`, payload: { event: 'revoke', reason: '用途已变' } };
  await write(`POST ${of}/steps`, director, revoke, ['director', 'exchange.grant-revoke']);
  const rules = { url: '/api/exchange/rules', payload: { reason: '试行' } };
  await write('PUT /api/exchange/rules', bureau, rules, ['bureau', 'exchange.change-rules']);
  const year = { url: '/api/exchange/calendar/2028', payload: { source: '试行', days: [] } };
  await write('PUT /api/exchange/calendar/:year', bureau, year, ['bureau', 'exchange.load-calendar']);
});

test('removing the demo province, once others can keep the system', async () => {
  await createKeepers(app.platform);
  await write('DELETE /api/demo', as('sysadmin'), { url: '/api/demo' }, ['sysadmin', 'demo.remove']);
});

test('no write of the interface is without its trace: each was called above, or asks only', () => {
  const writes = routes
    .filter(({ method, url, asks }) => method !== 'GET' && method !== 'OPTIONS' && url.startsWith('/api/') && !asks)
    .map(({ method, url }) => `${method} ${url}`);
  assert.ok(writes.length > 30);
  assert.deepEqual(
    writes.filter((route) => !called.has(route) && !QUESTIONS.has(route)),
    [],
  );
  assert.deepEqual(
    [...QUESTIONS].filter((route) => !writes.includes(route)),
    [],
  );
});
