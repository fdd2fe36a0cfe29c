import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import { identity } from '../identity/module.ts';
import { itemFields, resourceFields } from './catalogue.test-support.ts';
import type { ResourceDetail, ResourceFields } from './contract.ts';
import { catalogue } from './module.ts';

let app: TestApp;
let officer: Caller;
let bureau: Caller;

before(async () => {
  app = await openTestApp({}, [identity, { ...catalogue, seed: undefined }]);
  [officer, bureau] = await Promise.all([app.signInAs('officer'), app.signInAs('bureau')]);
});
after(() => app.dispose());

const BASE = '/api/catalogue/resources';

async function answer(call: Caller, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const reply = await call({ method, url, payload });
  return { status: reply.statusCode, body: reply.json() };
}

async function register(fields: ResourceFields): Promise<ResourceDetail> {
  const { status, body } = await answer(officer, 'POST', BASE, fields);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

const at = (detail: ResourceDetail) => `${BASE}/${detail.resource.id}`;

/** Take a step that must succeed; what the actor then sees. */
async function step(call: Caller, detail: ResourceDetail, event: string, reason?: string): Promise<ResourceDetail> {
  const way = ['publish', 'return', 'retire'].includes(event) ? 'decisions' : 'steps';
  const wish = { event, reason, revision: detail.resource.revision };
  const { status, body } = await answer(call, 'POST', `${at(detail)}/${way}`, wish);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

async function refused(call: Caller, detail: ResourceDetail, event: string, reason?: string): Promise<string> {
  const way = ['publish', 'return', 'retire'].includes(event) ? 'decisions' : 'steps';
  const wish = { event, reason, revision: detail.resource.revision };
  const { status, body } = await answer(call, 'POST', `${at(detail)}/${way}`, wish);
  assert.ok(status >= 400, `${event} should be refused`);
  return body.code;
}

const fieldsOf = ({ resource, items }: ResourceDetail, rest: Partial<ResourceFields> = {}): ResourceFields => ({
  ...resourceFields(resource.title),
  ...{ providerDept: resource.providerDept, summary: resource.summary },
  items: items.map(({ columnName: _, key: __, role: ___, basis: ____, ...item }) => item),
  ...rest,
});

async function save(detail: ResourceDetail, fields: ResourceFields) {
  return answer(officer, 'PUT', at(detail), { fields, revision: detail.resource.revision });
}

describe('the life of a resource', () => {
  it('goes from 编制 over 审核 to 发布, with a code of its class', async () => {
    let seen = await register(resourceFields('工业企业名录'));
    assert.match(seen.resource.code, /^D28-/);
    assert.deepEqual(seen.may.steps, ['submit']);
    seen = await step(officer, seen, 'submit');
    assert.match(seen.resource.code, /^328001\/\d{6}$/);
    assert.equal(await refused(officer, seen, 'submit'), 'platform.conflict');
    assert.equal((await save(seen, fieldsOf(seen))).body.code, 'catalogue.not-editable');
    assert.equal(await refused(officer, seen, 'publish'), 'platform.forbidden');
    assert.equal(await refused(bureau, seen, 'return'), 'platform.bad-request');
    seen = await step(bureau, seen, 'return', '摘要太短');
    assert.equal(seen.resource.stage, 'draft');
    seen = await step(bureau, await step(officer, seen, 'submit'), 'publish');
    assert.equal(seen.resource.version, 1);
    assert.equal(await refused(bureau, seen, 'retire'), 'platform.bad-request');
  });

  it('keeps what stands until a change is published, and says what the change changed', async () => {
    let seen = await register(resourceFields('投资项目名录'));
    seen = await step(bureau, await step(officer, seen, 'submit'), 'publish');
    seen = await step(officer, seen, 'change');
    const wish = fieldsOf(seen, {
      sharingType: 'free',
      items: [...fieldsOf(seen).items, itemFields('投资额', { unit: '万元' })],
    });
    seen = (await save(seen, wish)).body;
    assert.equal(seen.resource.sharingType, 'conditional');
    assert.equal(seen.pending?.sharingType, 'free');
    assert.equal(seen.pending?.sharingCondition, '');
    assert.equal(seen.items.length, 2);
    const { body: before } = await answer(officer, 'GET', `${at(seen)}/history`);
    assert.ok(before.pending.some(({ field }: { field: string }) => field === 'sharingType'));
    seen = await step(bureau, await step(officer, seen, 'submit'), 'publish', '扩大共享');
    assert.equal(seen.resource.sharingType, 'free');
    assert.equal(seen.items.length, 3);
    const { body } = await answer(bureau, 'GET', `${at(seen)}/history`);
    assert.equal(body.versions.length, 2);
    const [latest, first] = body.versions;
    assert.deepEqual(first.differences, []);
    assert.deepEqual(
      latest.differences.map(({ kind, field, item }: Record<string, string>) => [kind, field, item]),
      [
        ['changed', 'sharingType', null],
        ['changed', 'sharingCondition', null],
        ['item-added', '', '投资额'],
      ],
    );
    assert.equal(body.steps.length, 5);
    await assert.rejects(app.platform.pg.script(`update catalogue.version set reason = 'x'`), /never rewritten/);
  });

  it('drops a change that is abandoned, recalls what was submitted, retires with a reason', async () => {
    let seen = await register(resourceFields('名录三'));
    seen = await step(officer, await step(officer, seen, 'submit'), 'recall');
    assert.equal(seen.resource.stage, 'draft');
    seen = await step(bureau, await step(officer, seen, 'submit'), 'publish');
    seen = (await save(await step(officer, seen, 'change'), fieldsOf(seen, { summary: '另一个' }))).body;
    seen = await step(officer, await step(officer, seen, 'submit'), 'recall');
    assert.equal(seen.resource.stage, 'changing');
    seen = await step(officer, seen, 'abandon');
    assert.equal(seen.pending, null);
    assert.equal(seen.resource.summary, '全省规模以上工业企业名录');
    seen = await step(bureau, seen, 'retire', '并入新目录');
    assert.deepEqual(seen.may.steps, []);
    assert.equal(await refused(officer, seen, 'change'), 'platform.conflict');
  });

  it('does not take a save of what has changed meanwhile, of another’s, or against the law', async () => {
    const seen = await register(resourceFields('名录四'));
    const stale = { ...seen, resource: { ...seen.resource, revision: 0 } };
    assert.equal((await save(stale, fieldsOf(seen))).body.code, 'catalogue.stale');
    const foreign = await answer(officer, 'POST', BASE, resourceFields('公安的', { providerDept: 'D06' }));
    assert.equal(foreign.body.code, 'catalogue.not-yours');
    const again = await answer(officer, 'POST', BASE, resourceFields('名录四'));
    assert.equal(again.body.code, 'catalogue.title-taken');
    const secret = await save(seen, fieldsOf(seen, { isSecret: true }));
    assert.equal(secret.body.code, 'catalogue.contradiction');
    assert.match(secret.body.detail, /涉密信息不得共享/);
    const bare = await save(seen, fieldsOf(seen, { sharingType: 'none', noSharingBasis: ' ' }));
    assert.deepEqual(bare.body.shortcomings, [{ rule: 'basis-missing', item: null }]);
    assert.equal(await refused(officer, bare.body, 'submit'), 'catalogue.incomplete');
  });

  it('does not let the hand that submitted decide', async () => {
    const seen = await step(officer, await register(resourceFields('名录五')), 'submit');
    const both = { ...(await actorOf('officer')), permissions: new Set(['catalogue:review', 'catalogue:write']) };
    const { decide } = await import('./actions/steps.ts');
    const wish = { event: 'publish', revision: seen.resource.revision } as const;
    await assert.rejects(decide(app.platform, both, seen.resource.id, wish), { code: 'catalogue.same-hand' });
  });
});

async function actorOf(username: string) {
  const user = await app.platform
    .db<{ 'identity.app_user': { id: string; username: string } }>()
    .selectFrom('identity.app_user')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  const scope = { regions: 'all', departments: 'all' } as const;
  return { userId: user.id, username, name: username, permissions: new Set<string>(), scope, sessionId: 'test' };
}

describe('the search', () => {
  const find = async (query: string) => (await answer(bureau, 'GET', `${BASE}?${new URLSearchParams(query)}`)).body;
  const titles = async (query: string) => (await find(query)).resources.map(({ title }: { title: string }) => title);

  it('finds by words, parts, items, sound and initials, the title before the rest', async () => {
    await register(resourceFields('不动产登记信息', { items: [itemFields('坐落'), itemFields('权利人姓名')] }));
    await register(resourceFields('抵押台账', { summary: '与不动产登记配套', items: [itemFields('抵押物坐落')] }));
    assert.deepEqual(await titles('search=不动产登记'), ['不动产登记信息', '抵押台账']);
    assert.deepEqual(await titles('search=budongchan'), ['不动产登记信息']);
    assert.deepEqual(await titles('search=bdcdj'), ['不动产登记信息']);
    assert.deepEqual(await titles('search=djxx'), ['不动产登记信息']);
    assert.deepEqual(await titles('search=动产登'), ['不动产登记信息']);
    assert.deepEqual(await titles('search=产登记信'), ['不动产登记信息']);
    assert.deepEqual(await titles('search=quanliren'), ['不动产登记信息']);
    assert.deepEqual((await titles('search=坐落')).sort(), ['不动产登记信息', '抵押台账']);
    assert.deepEqual(await titles('search=不动产的登记'), ['不动产登记信息', '抵押台账']);
    assert.deepEqual(await titles('search=不存在的词'), []);
  });

  it('is right after each change, and counts what every further choice would leave', async () => {
    const seen = await register(resourceFields('改名前的台账'));
    assert.deepEqual(await titles('search=改名前'), ['改名前的台账']);
    await save(seen, fieldsOf(seen, { title: '新名字的台账' }));
    assert.deepEqual(await titles('search=改名前'), []);
    assert.deepEqual(await titles('search=新名字'), ['新名字的台账']);
    const { total, facets } = await find('stage=draft&provider=D28');
    assert.equal(facets.stage.find(({ value }: { value: string }) => value === 'draft').count, total);
    assert.ok(facets.stage.length > 1);
    assert.ok((await find('classCode=3')).total > 0);
    assert.equal((await find('classCode=1')).total, 0);
  });
});
