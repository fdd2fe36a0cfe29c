import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import { catalogue } from '../catalogue/module.ts';
import { identity } from '../identity/module.ts';
import { importFile } from '../ingest/ingest.test-support.ts';
import { ingest } from '../ingest/module.ts';
import type { GrantDetail, RequestDetail, RequestDraft } from './contract.ts';
import { exchange } from './module.ts';

export const NOW = new Date('2026-11-24T08:00:00+08:00');

/** The product up to exchange, at a day that stands still until a test moves it. */
export function openExchangeApp(): Promise<TestApp> {
  return openTestApp({ frozenNow: NOW }, [identity, catalogue, ingest, exchange]);
}

/** Let the calendar go on. */
export function moveTo(app: TestApp, at: string | Date): void {
  const { clock } = app.platform;
  if ('set' in clock && typeof clock.set === 'function') clock.set(new Date(at));
}

/** Who takes which side in these tests: 统计局 provides, 太原市 asks, 政务信息局 looks at the form. */
export async function sidesOf(app: TestApp) {
  const [officer, director, city, bureau] = await Promise.all(
    ['officer', 'director', 'city', 'bureau'].map((name) => app.signInAs(name)),
  );
  if (!officer || !director || !city || !bureau) throw new Error('no callers');
  return { officer, director, city, bureau };
}

const NAMES = ['王小明', '李芳', '张伟国', '赵六', '孙尚香', '周瑜', '吴用', '郑和'];

/** A register of persons with a number, as a department would bring it. */
export function registerCsv(rows: number): Buffer {
  const line = (i: number) =>
    `${NAMES[i % NAMES.length]}${i},14010519${String(70 + (i % 30))}0101${String(1000 + i)},${['太原市', '大同市', '阳泉市'][i % 3]},${100 + i}.5`;
  return Buffer.from(`姓名,证件,所在城市,补贴金额\n${Array.from({ length: rows }, (_, i) => line(i)).join('\n')}\n`);
}

/** Import a register as 统计局's and say what the catalogue knows of its items. */
export async function importRegister(app: TestApp, officer: Caller, title: string, rows = 30): Promise<string> {
  const found = await importFile(officer, `${title}.csv`, registerCsv(rows), { title });
  if (!found.resourceId) throw new Error(`import failed: ${found.failure}`);
  await app.platform.pg.script(`
    update catalogue.resource set version = 1, stage = 'published' where id = '${found.resourceId}';
    update catalogue.item set personal = 'personal', identifier = 'direct' where resource_id = '${found.resourceId}' and name like '姓名%';
    update catalogue.item set personal = 'sensitive', identifier = 'direct' where resource_id = '${found.resourceId}' and name like '证件%';`);
  return found.resourceId;
}

/** Columns of a resource by their names. */
export async function columnsOf(app: TestApp, resourceId: string): Promise<Record<string, string>> {
  const rows = await app.platform
    .db<{ 'catalogue.pub_item': { resource_id: string; name: string; column_name: string } }>()
    .selectFrom('catalogue.pub_item')
    .select(['name', 'column_name'])
    .where('resource_id', '=', resourceId)
    .execute();
  return Object.fromEntries(rows.map(({ name, column_name }) => [name, column_name]));
}

export function draftFor(resourceId: string, items: readonly string[], part: Partial<RequestDraft> = {}): RequestDraft {
  return {
    resourceId,
    purposeKind: 'decision',
    purpose: '核对本市补贴发放对象',
    legalBasis: '《政务信息资源共享管理暂行办法》第十二条',
    items: [...items],
    way: 'api',
    startsOn: '2026-11-24',
    endsOn: '2027-06-30',
    ...part,
  };
}

export async function makeRequest(call: Caller, draft: RequestDraft): Promise<RequestDetail> {
  const reply = await call({ method: 'POST', url: '/api/exchange/requests', payload: draft });
  if (reply.statusCode !== 200) throw new Error(`request: ${reply.statusCode} ${reply.body}`);
  return reply.json();
}

export function takeStep(call: Caller, id: string, event: string, part: object = {}) {
  return call({ method: 'POST', url: `/api/exchange/requests/${id}/steps`, payload: { event, ...part } });
}

/** Ask, pass, approve: a grant of 太原市 over what 统计局 provides. */
export async function grantTo(
  sides: { city: Caller; bureau: Caller; director: Caller },
  draft: RequestDraft,
  masks: object = {},
): Promise<GrantDetail> {
  const { request } = await makeRequest(sides.city, draft);
  if (request.state === 'conformity') {
    await takeStep(sides.bureau, request.id, 'pass');
    const done = await takeStep(sides.director, request.id, 'approve', { masks });
    if (done.statusCode !== 200) throw new Error(`approve: ${done.body}`);
  }
  const { grantId } = (await sides.city({ url: `/api/exchange/requests/${request.id}` })).json();
  return (await sides.city({ url: `/api/exchange/grants/${grantId}` })).json();
}

export async function keyFor(city: Caller, grantId: string): Promise<string> {
  const payload = { system: '太原市补贴核对系统' };
  const reply = await city({ method: 'POST', url: `/api/exchange/grants/${grantId}/keys`, payload });
  if (reply.statusCode !== 200) throw new Error(`key: ${reply.body}`);
  return reply.json().key;
}

/** Read with a key, as a system would. */
export function readRows(app: TestApp, key: string, grantId: string, query = 'purpose=decision') {
  const headers = { authorization: `Bearer ${key}` };
  return app.http.inject({ url: `/api/exchange/grants/${grantId}/rows?${query}`, headers });
}
