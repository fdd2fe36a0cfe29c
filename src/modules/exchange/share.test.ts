import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '#platform/scope.ts';
import type { Caller, TestApp } from '#platform/testing.ts';
import { stepRequest } from './actions/request.ts';
import { REQUEST_EVENTS, REQUEST_STATES, type RequestDetail } from './contract.ts';
import {
  columnsOf,
  draftFor,
  grantTo,
  importRegister,
  makeRequest,
  moveTo,
  NOW,
  openExchangeApp,
  sidesOf,
  takeStep,
} from './exchange.test-support.ts';
import { requestFlow } from './flow.ts';

let app: TestApp;
let sides: Awaited<ReturnType<typeof sidesOf>>;
let resourceId: string;
let column: Record<string, string>;

before(async () => {
  app = await openExchangeApp();
  sides = await sidesOf(app);
  resourceId = await importRegister(app, sides.officer, '补贴发放登记');
  column = await columnsOf(app, resourceId);
});
after(() => app.dispose());

const draft = (part = {}) => draftFor(resourceId, [column.姓名 ?? '', column.补贴金额 ?? ''], part);
const detail = async (call: Caller, id: string): Promise<RequestDetail> =>
  (await call({ url: `/api/exchange/requests/${id}` })).json();

/** Another day; sessions of the day before have ended. */
async function goTo(at: string | Date): Promise<void> {
  moveTo(app, at);
  sides = await sidesOf(app);
}

/** What each event needs beside itself. */
const WITH: Record<string, object> = { refuse: { reason: '涉及个人隐私', ground: '《个人信息保护法》第十三条' } };
const step = (call: Caller, id: string, event: string) => takeStep(call, id, event, { reason: '理由', ...WITH[event] });
const by = (event: string): Caller => {
  const permission = requestFlow.arrows[event as keyof typeof requestFlow.arrows].permission;
  return permission === 'exchange:request'
    ? sides.city
    : permission === 'exchange:provide'
      ? sides.director
      : sides.bureau;
};

/** The events that lead to a state. */
const PATHS: Record<string, readonly string[]> = {
  conformity: [],
  supplement: ['return'],
  provider: ['pass'],
  clarify: ['pass', 'ask'],
  rejected: ['reject'],
  refused: ['pass', 'refuse'],
  coordination: ['pass', 'refuse', 'object'],
  upheld: ['pass', 'refuse', 'object', 'uphold'],
  granted: ['pass', 'approve'],
  withdrawn: ['withdraw'],
};

const reach = async (state: string): Promise<string> => {
  const { request } = await makeRequest(sides.city, draft());
  for (const event of PATHS[state] ?? []) {
    const reply = await step(by(event), request.id, event);
    assert.equal(reply.statusCode, 200, `${event} on the way to ${state}: ${reply.body}`);
  }
  return request.id;
};

test('each event leads from each state where the flow says, and is refused from all others', async () => {
  for (const state of REQUEST_STATES.filter((one) => one !== 'draft')) {
    const resting = await reach(state);
    for (const event of REQUEST_EVENTS) {
      const arrow = requestFlow.arrows[event];
      if (!(arrow.from as readonly string[]).includes(state)) {
        assert.equal((await step(by(event), resting, event)).statusCode, 409, `${event} from ${state}`);
        continue;
      }
      const id = await reach(state);
      assert.equal((await step(by(event), id, event)).statusCode, 200, `${event} from ${state}`);
      const moved = await detail(sides.city, id);
      assert.deepEqual([moved.request.state, moved.steps.at(-1)?.label], [arrow.to, arrow.label]);
      assert.equal(moved.grantId !== null, arrow.to === 'granted');
    }
    assert.equal((await detail(sides.city, resting)).request.state, state);
  }
});

test('a step that must say why is refused without a reason, a refusal without a legal ground', async () => {
  const { request } = await makeRequest(sides.city, draft());
  assert.equal((await takeStep(sides.bureau, request.id, 'return')).json().code, 'platform.bad-request');
  await takeStep(sides.bureau, request.id, 'pass');
  const refusal = await takeStep(sides.director, request.id, 'refuse', { reason: '不便提供' });
  assert.equal(refusal.json().code, 'exchange.no-ground');
  assert.equal((await detail(sides.city, request.id)).request.state, 'provider');
});

test('the steps of others are not mine: each role at each step', async () => {
  for (const event of ['pass', 'return', 'reject'] as const) {
    const { request } = await makeRequest(sides.city, draft());
    for (const caller of [sides.city, sides.officer, sides.director])
      assert.ok([403, 404].includes((await step(caller, request.id, event)).statusCode), event);
  }
  const { request } = await makeRequest(sides.city, draft());
  await takeStep(sides.bureau, request.id, 'pass');
  for (const event of ['approve', 'refuse', 'ask'])
    for (const caller of [sides.city, sides.officer, sides.bureau])
      assert.equal((await step(caller, request.id, event)).statusCode, 403, event);
  assert.equal((await step(sides.director, request.id, 'withdraw')).json().code, 'exchange.not-the-requester');
});

test('nobody judges their own request, and nobody takes both reviews', async () => {
  const { request } = await makeRequest(sides.city, draft());
  const everything: Actor = {
    ...{ userId: '00000000-0000-7000-8000-0000000000aa', username: 'all', name: '全能', sessionId: 's' },
    permissions: new Set(['exchange:request', 'exchange:approve', 'exchange:provide']),
    scope: { regions: ['140100'], departments: ['D28'] },
  };
  const refused = (actor: Actor, event: 'pass' | 'approve', code: string) =>
    assert.rejects(stepRequest(app.platform, actor, request.id, { event }), { code });
  const mayor = { ...everything, scope: { regions: ['140100'], departments: [] } };
  await refused(mayor, 'pass', 'exchange.own-request');
  await stepRequest(app.platform, everything, request.id, { event: 'pass' });
  await refused(everything, 'approve', 'exchange.second-step-by-one');
  await refused(
    { ...everything, userId: '00000000-0000-7000-8000-0000000000ab', scope: { regions: 'all', departments: 'all' } },
    'approve',
    'exchange.not-the-provider',
  );
  await assert.rejects(stepRequest(app.platform, everything, request.id, { event: 'withdraw', reason: '不用了' }), {
    code: 'exchange.not-the-requester',
  });
});

test('what is shared without conditions is granted at once; one conditional item makes it a request', async () => {
  const free = await importRegister(app, sides.officer, '无条件登记');
  const names = await columnsOf(app, free);
  await app.platform.pg.script(`update catalogue.resource set sharing_type = 'free' where id = '${free}';
    update catalogue.item set sharing_type = 'free' where resource_id = '${free}' and name = '补贴金额'`);
  const atOnce = await makeRequest(sides.city, draftFor(free, [names.补贴金额 ?? '']));
  assert.deepEqual([atOnce.request.state, atOnce.grantId !== null, atOnce.request.clock], ['granted', true, null]);
  const both = await makeRequest(sides.city, draftFor(free, [names.补贴金额 ?? '', names.姓名 ?? '']));
  assert.equal(both.request.state, 'conformity');
  const filter = [{ column: names.姓名 ?? '', operator: 'starts' as const, values: ['王'] }];
  const sneaking = await makeRequest(sides.city, draftFor(free, [names.补贴金额 ?? ''], { filter }));
  assert.equal(sneaking.request.state, 'conformity', 'a filter on a conditional item tells of it');
});

test('what cannot be asked for is refused with its reason', async () => {
  const ask = async (part: object) =>
    (await sides.city({ method: 'POST', url: '/api/exchange/requests', payload: { ...draft(), ...part } })).json().code;
  assert.equal(await ask({ resourceId: '00000000-0000-7000-8000-000000000000' }), 'exchange.no-such-resource');
  assert.equal(await ask({ items: ['d99'] }), 'exchange.bad-terms');
  assert.equal(await ask({ items: ['m1; drop table'] }), 'exchange.bad-terms');
  const filter = (column: string, operator: string, values: unknown[]) =>
    ask({ filter: [{ column, operator, values }] });
  assert.equal(await filter('_batch', 'eq', ['1']), 'exchange.bad-terms');
  assert.equal(await filter(column.姓名 ?? '', 'eq', [5]), 'exchange.bad-terms');
  assert.equal(await filter(column.姓名 ?? '', 'between', ['a']), 'exchange.bad-terms');
  assert.equal(await ask({ endsOn: '2026-11-24' }), 'exchange.bad-period');
  assert.equal(await ask({ endsOn: '2040-01-01' }), 'exchange.bad-period');
  assert.equal(await ask({ requester: { kind: 'department', code: 'D28' } }), 'exchange.not-your-unit');
  const own = await sides.officer({ method: 'POST', url: '/api/exchange/requests', payload: draft() });
  assert.equal(own.json().code, 'exchange.own-resource');
  await app.platform.pg.script(`update catalogue.resource set is_secret = true where id = '${resourceId}'`);
  assert.equal(await ask({}), 'exchange.not-shared');
  await app.platform.pg.script(`update catalogue.resource set is_secret = false where id = '${resourceId}';
    update catalogue.item set sharing_type = 'none' where resource_id = '${resourceId}' and name = '补贴金额'`);
  assert.equal(await ask({}), 'exchange.item-not-shared');
  await app.platform.pg.script(
    `update catalogue.item set sharing_type = 'conditional' where resource_id = '${resourceId}'`,
  );
});

test('the clock counts working days, rests while the requester amends, and shows how it was counted', async () => {
  await goTo('2026-11-26T10:00:00+08:00');
  const { request } = await makeRequest(sides.city, draft());
  assert.deepEqual([request.clock?.due, request.clock?.left, request.clock?.counted.length], ['2026-11-30', 3, 4]);
  await goTo('2026-11-27T10:00:00+08:00');
  await step(sides.bureau, request.id, 'return');
  const resting = (await detail(sides.city, request.id)).request.clock;
  assert.deepEqual([resting?.paused, resting?.due, resting?.days], [true, null, 2]);
  await goTo('2026-12-07T10:00:00+08:00');
  await takeStep(sides.city, request.id, 'supply', { draft: draft({ purpose: '补充说明后的用途' }) });
  const running = (await detail(sides.city, request.id)).request;
  assert.deepEqual([running.clock?.due, running.purpose], ['2026-12-09', '补充说明后的用途']);
  await goTo('2026-12-14T10:00:00+08:00');
  const late = (await sides.bureau({ url: '/api/exchange/requests?view=overdue' })).json().requests;
  const found = late.find(({ id }: { id: string }) => id === request.id);
  assert.equal(found.clock.left, -3);
  await goTo(NOW);
});

test('the bureau edits days and loads a year; a provisional deadline is counted anew', async () => {
  await goTo('2026-12-30T10:00:00+08:00');
  const { request } = await makeRequest(sides.city, draft({ endsOn: '2027-12-31' }));
  assert.deepEqual([request.clock?.due, request.clock?.provisional], ['2027-01-01', true]);
  const year = { source: '国办发明电（试验）', days: [{ day: '2027-01-01', works: false, name: '元旦' }] };
  const load = (call: Caller) => call({ method: 'PUT', url: '/api/exchange/calendar/2027', payload: year });
  assert.equal((await load(sides.city)).statusCode, 403);
  assert.equal((await load(sides.bureau)).statusCode, 200);
  const { clock } = (await detail(sides.city, request.id)).request;
  assert.deepEqual([clock?.due, clock?.provisional], ['2027-01-04', false]);
  const timers = [{ step: 'conformity', days: 3, remindDays: 1, source: '本省新规' }];
  const change = await sides.bureau({
    method: 'PUT',
    url: '/api/exchange/rules',
    payload: { timers, reason: '新规施行' },
  });
  assert.equal(change.json().timers.find(({ step }: { step: string }) => step === 'conformity').days, 3);
  const next = await makeRequest(sides.city, draft({ endsOn: '2027-12-31' }));
  assert.equal(next.request.clock?.days, 3);
  await goTo(NOW);
});

test('masks are proposed for persons, and the provider settles them', async () => {
  const items = [column.姓名 ?? '', column.证件 ?? '', column.补贴金额 ?? ''];
  const { items: terms } = await makeRequest(sides.city, draftFor(resourceId, items));
  assert.deepEqual(terms.map(({ mask }) => mask.kind).sort(), ['hash', 'hash', 'none']);
  const grant = await grantTo(sides, draftFor(resourceId, items), { [column.证件 ?? '']: { kind: 'token' } });
  assert.equal(grant.items.find(({ column: name }) => name === column.证件)?.mask.kind, 'token');
  const { request } = await makeRequest(sides.city, draftFor(resourceId, items));
  await takeStep(sides.bureau, request.id, 'pass');
  const wrong = await takeStep(sides.director, request.id, 'approve', {
    masks: { [column.姓名 ?? '']: { kind: 'noise', share: 0.1 } },
  });
  assert.equal(wrong.json().code, 'exchange.bad-terms');
});

test('a request is not seen by those whom it does not concern', async () => {
  const { request } = await makeRequest(sides.city, draft());
  const county = await app.signInAs('county');
  assert.equal((await county({ url: `/api/exchange/requests/${request.id}` })).statusCode, 404);
  const { requests } = (await county({ url: '/api/exchange/requests' })).json();
  assert.deepEqual(requests, []);
  const desk = (await sides.bureau({ url: '/api/exchange/requests?view=desk' })).json();
  assert.ok(desk.requests.some(({ id }: { id: string }) => id === request.id));
});
