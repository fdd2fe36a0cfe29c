import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Caller, TestApp } from '#platform/testing.ts';
import type { Import } from '../contract.ts';
import { importFile, openIngestApp } from '../ingest.test-support.ts';
import type { ResourceQuality, Slip, SlipDetail } from './contract.ts';
import { layDown } from './quality.test-support.ts';

const HEAD = '地区,时间,煤炭产量(万吨)\n';
const table = (figure: number, year = 2024) =>
  Buffer.from(`${HEAD}山西省,${year}年,${figure}\n太原市,${year}年,30\n大同市,${year}年,70\n`);
const PROVIDER = { providerDept: 'D28' };

let app: TestApp;
let officer: Caller;
let bureau: Caller;
let mayor: Caller;
let resourceId: string;

before(async () => {
  app = await openIngestApp();
  [officer, bureau, mayor] = [await app.signInAs('officer'), await app.signInAs('bureau'), await app.signInAs('city')];
  resourceId = (await bring(table(100))).resourceId ?? '';
});
after(() => app.dispose());

async function bring(bytes: Buffer): Promise<Import> {
  return importFile(officer, '煤炭产量.csv', bytes, PROVIDER);
}

async function quality(): Promise<ResourceQuality> {
  const reply = await officer({ url: `/api/quality/resources/${resourceId}` });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json();
}

async function slips(call: Caller, query = ''): Promise<Slip[]> {
  return (await call({ url: `/api/quality/slips?resourceId=${resourceId}${query}` })).json().slips;
}

async function measureColumn(): Promise<string> {
  return (await quality()).columns.find(({ numeric }) => numeric)?.column ?? '';
}

/** Wait for the run that a commit brings about. */
async function lookedAt(batch: number): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if ((await quality()).runs.some((run) => run.cause === 'commit' && run.batch === batch)) return;
    await setTimeout(100);
  }
  throw new Error(`batch ${batch} was not looked at within 30 s`);
}

test('a rule that blocks keeps a batch from becoming visible, opens a slip, and lets the next one through', async () => {
  const column = await measureColumn();
  const rule = await layDown(officer, resourceId, { kind: 'range', column, min: 0, max: 1000 }, 'block');
  const failed = await bring(table(99_999, 2023));
  assert.equal(failed.status, 'failed');
  assert.match(failed.failure ?? '', /没有通过质量规则：“煤炭产量/);
  const rows = await officer({ url: `/api/catalogue/resources/${resourceId}/rows` });
  assert.equal(rows.json().total, 3, 'nothing of the batch is visible');

  const [slip] = await slips(officer);
  assert.deepEqual([slip?.ruleId, slip?.state, slip?.failed, slip?.ownerDept], [rule.id, 'pending', 1, 'D28']);
  const detail: SlipDetail = (await officer({ url: `/api/quality/slips/${slip?.id}` })).json();
  assert.deepEqual(detail.sample?.rows[0]?.slice(-3), ['山西省', '2023', 99_999]);
  assert.deepEqual(
    detail.open.map(({ event }) => event),
    ['explain', 'correct'],
  );

  const good = await bring(table(120, 2023));
  assert.equal(good.status, 'done', JSON.stringify(good.failure));
  const batches = await officer({ url: `/api/catalogue/resources/${resourceId}/batches` });
  await lookedAt(batches.json().batches[0].no);
  const { score, runs, rules } = await quality();
  assert.equal(score, 100);
  const gates = runs.filter(({ cause }) => cause === 'gate').map(({ outcome }) => outcome);
  assert.deepEqual(gates, ['passed', 'blocked'], 'the newest first');
  assert.equal(rules[0]?.last?.outcome, 'pass');
});

test('a slip goes its way: explained, returned, corrected, closed; and who may not is refused', async () => {
  const [slip] = await slips(officer);
  const step = (call: Caller, payload: object) =>
    call({ method: 'POST', url: `/api/quality/slips/${slip?.id}/steps`, payload });
  assert.equal((await step(mayor, { event: 'explain', reason: 'x' })).json().code, 'ingest.no-such-slip');
  assert.equal((await step(bureau, { event: 'explain', reason: 'x' })).json().code, 'platform.forbidden');
  assert.equal((await step(officer, { event: 'explain' })).json().code, 'platform.bad-request');
  assert.equal((await step(bureau, { event: 'close' })).json().code, 'platform.conflict');
  const explained = await step(officer, { event: 'explain', reason: '单位填成了吨' });
  assert.deepEqual([explained.json().slip.state, explained.json().slip.answer], ['explained', '单位填成了吨']);
  assert.equal((await step(officer, { event: 'close' })).json().code, 'platform.forbidden');
  assert.equal((await step(bureau, { event: 'return' })).json().code, 'platform.bad-request');
  assert.equal((await step(bureau, { event: 'return', reason: '请更正' })).json().slip.state, 'pending');
  assert.equal((await step(officer, { event: 'correct', reason: '已按万吨重报' })).json().slip.state, 'corrected');
  const closed = await step(bureau, { event: 'close' });
  assert.equal(closed.json().slip.state, 'closed');
  assert.deepEqual(closed.json().open, []);
  assert.deepEqual(
    closed.json().steps.map(({ event }: { event: string }) => event),
    ['explain', 'return', 'correct', 'close'],
  );
  assert.equal((await step(officer, { event: 'explain', reason: 'x' })).json().code, 'platform.conflict');
});

test('a warning is told and does not hold the batch; a correction that did not help comes back', async () => {
  const column = await measureColumn();
  const rule = await layDown(officer, resourceId, { kind: 'reconcile', column, whole: '140000', tolerance: 0.01 });
  const sum = await layDown(officer, resourceId, { kind: 'aggregate', column, of: 'sum', max: 100 });
  const run = await officer({ method: 'POST', url: `/api/quality/resources/${resourceId}/runs` });
  assert.equal(run.json().run.outcome, 'warned', run.body);
  const open = await slips(officer, '&open=true');
  assert.deepEqual(
    open.map(({ ruleId }) => ruleId),
    [sum.id],
    'of eleven cities two are there: nothing to reconcile',
  );
  const url = `/api/quality/slips/${open[0]?.id}/steps`;
  await officer({ method: 'POST', url, payload: { event: 'correct', reason: '已更正' } });
  await officer({ method: 'POST', url: `/api/quality/resources/${resourceId}/runs` });
  const [again] = await slips(officer, '&open=true');
  assert.deepEqual([again?.state, again?.times], ['pending', 2]);
  const { score, openSlips, rules } = await quality();
  assert.deepEqual([score, openSlips], [75, 1]);
  assert.equal(rules.find(({ id }) => id === rule.id)?.last?.checked, 0);
});

test('rules are kept by the provider and the bureau alone, and are held to what the dataset has', async () => {
  const column = await measureColumn();
  const rules = `/api/quality/resources/${resourceId}/rules`;
  const lay = (check: object) => officer({ method: 'POST', url: rules, payload: { severity: 'warn', check } });
  const code = async (check: object) => (await lay(check)).json().code;
  assert.equal(await code({ kind: 'not-null', column: 'm99' }), 'ingest.bad-rule');
  assert.equal(await code({ kind: 'pattern', column, pattern: '(' }), 'ingest.bad-rule');
  assert.equal(await code({ kind: 'range', column }), 'ingest.bad-rule');
  assert.equal(await code({ kind: 'range', column, min: 2, max: 1 }), 'ingest.bad-rule');
  assert.equal(await code({ kind: 'sql', query: 'SELECT * FROM system.users' }), 'ingest.bad-rule');
  assert.equal(
    await code({ kind: 'reference', column, resourceId: '00000000-0000-7000-8000-000000000009', otherColumn: 'm1' }),
    'ingest.bad-rule',
  );
  const [rule] = (await quality()).rules;
  const at = `/api/quality/rules/${rule?.id}`;
  const changed = await bureau({ method: 'PATCH', url: at, payload: { severity: 'warn', name: '产量在合理范围' } });
  assert.deepEqual([changed.json().severity, changed.json().version], ['warn', 2], changed.body);
  assert.equal((await mayor({ method: 'PATCH', url: at, payload: { enabled: false } })).statusCode, 403);
  assert.equal((await officer({ method: 'DELETE', url: at })).statusCode, 204);
  assert.equal((await officer({ method: 'DELETE', url: at })).json().code, 'ingest.no-such-rule');
});

test('the data suggest rules; one that is laid down is not suggested again', async () => {
  const url = `/api/quality/resources/${resourceId}/suggestions`;
  const { rows, suggestions } = (await officer({ url })).json();
  assert.equal(rows, 6);
  const unique = suggestions.find(({ draft }: { draft: { check: { kind: string } } }) => draft.check.kind === 'unique');
  assert.ok(unique);
  const reply = await officer({
    method: 'POST',
    url: `/api/quality/resources/${resourceId}/rules`,
    payload: unique.draft,
  });
  assert.equal(reply.statusCode, 200, reply.body);
  const next = (await officer({ url })).json().suggestions;
  assert.equal(next.length, suggestions.length - 1);
});

test('the overview tells each department’s score, and does not take unseen data for good', async () => {
  await importFile(officer, '别的.csv', Buffer.from('地区,时间,发电量(亿千瓦时)\n太原市,2024年,30\n'), PROVIDER);
  const { departments } = (await bureau({ url: '/api/quality/overview' })).json();
  const [own] = departments;
  assert.deepEqual([own.dept, own.resources, own.scored, own.openSlips], ['D28', 2, 1, 1]);
  assert.equal(typeof own.score, 'number');
});
