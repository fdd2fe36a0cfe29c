import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { read, utils, write } from '@e965/xlsx';
import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import { identity } from '../identity/module.ts';
import { removeDemo } from './actions/demo.ts';
import { itemFields, resourceFields } from './catalogue.test-support.ts';
import { demandUncollected, findExisting } from './index.ts';
import { catalogue } from './module.ts';
import { COLUMNS, linesOf } from './rules/sheet.ts';

let app: TestApp;
let officer: Caller;
let bureau: Caller;

before(async () => {
  app = await openTestApp({}, [identity, catalogue]);
  [officer, bureau] = await Promise.all([app.signInAs('officer'), app.signInAs('bureau')]);
});
after(() => app.dispose());

async function ask(call: Caller, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const reply = await call({ method, url: `/api/catalogue/${url}`, payload });
  return { status: reply.statusCode, body: reply.json() };
}

describe('what is in the catalogue is not collected again', () => {
  it('finds the demo’s published items by name, synonym and unit, and blocks none that are plain or keys', async () => {
    const found = await findExisting(app.platform, {
      items: [{ name: '注册资金', unit: '亿元' }, { name: '法定代表人姓名' }, { name: '备注' }],
    });
    const [first] = found;
    assert.equal(first?.title, '法人登记信息');
    assert.deepEqual(
      first?.items.map(({ asked, name }) => [asked, name]),
      [
        ['法定代表人姓名', '法定代表人'],
        ['注册资金', '注册资本'],
      ],
    );
    assert.deepEqual(await findExisting(app.platform, { items: [{ name: '注册资本', unit: '人' }] }), []);
    const { body } = await ask(officer, 'POST', 'collection-checks', {
      items: [{ name: '身份证号' }, { name: '备注' }],
    });
    assert.equal(body.mayCollect, true);
    assert.ok(body.existing.length > 3);
  });

  it('stops a collection until the named person has approved an exception', async () => {
    const collection = 'form:test';
    const form = { collection, items: [{ name: '注册资本' }, { name: '没有的项' }] };
    await assert.rejects(demandUncollected(app.platform, form), { code: 'catalogue.already-there' });
    const wish = {
      collection,
      title: '企业调查',
      items: ['注册资本'],
      reason: '口径不同',
      approver: 'bureau',
      dept: 'D28',
    };
    assert.equal(
      (await ask(officer, 'POST', 'exceptions', { ...wish, items: ['没有的项'] })).body.code,
      'catalogue.nothing-excepted',
    );
    assert.equal(
      (await ask(officer, 'POST', 'exceptions', { ...wish, approver: 'officer' })).body.code,
      'catalogue.same-hand',
    );
    assert.equal((await ask(officer, 'POST', 'exceptions', { ...wish, dept: 'D06' })).body.code, 'catalogue.not-yours');
    const other = await ask(officer, 'POST', 'exceptions', { ...wish, collection: 'form:other', approver: 'director' });
    const made = await ask(officer, 'POST', 'exceptions', wish);
    const decide = (id: string, event: string) =>
      ask(bureau, 'POST', `exceptions/${id}/decision`, { event, reason: '同意' });
    assert.equal((await decide(other.body.exceptions[0].id, 'approve')).body.code, 'catalogue.not-named');
    const { id } = made.body.exceptions.find((one: { collection: string }) => one.collection === collection);
    assert.equal((await decide(id, 'approve')).status, 200);
    assert.equal((await decide(id, 'refuse')).status, 409);
    await demandUncollected(app.platform, form);
  });

  it('lists pairs across departments that look like one, and keeps what was decided', async () => {
    const double = resourceFields('全省法人登记台账', { items: [itemFields('企业名称'), itemFields('厂房面积')] });
    assert.equal((await ask(officer, 'POST', 'resources', double)).status, 200);
    const { body } = await ask(bureau, 'GET', 'duplicates');
    const pair = body.duplicates.find((one: { why: string }) => one.why === 'name');
    assert.deepEqual([pair.a.title, pair.b.title].sort(), ['全省法人登记台账', '法人登记信息'].sort());
    const verdict = { a: pair.a.id, b: pair.b.id, decision: 'same', reason: '并入市场监管局的目录' };
    const { body: after } = await ask(bureau, 'PUT', 'duplicates', verdict);
    assert.ok(after.duplicates.some((one: { decision: string }) => one.decision === 'same'));
  });
});

describe('coverage', () => {
  it('counts each department, those with nothing too', async () => {
    const { body } = await ask(officer, 'GET', 'coverage');
    const of = (dept: string) => body.departments.find((row: { dept: string }) => row.dept === dept);
    assert.deepEqual([of('D25').registered, of('D25').published, of('D25').mounted, of('D25').open], [4, 4, 0, 3]);
    assert.equal(of('D22').registered, 0);
    assert.ok(body.departments.length >= 40);
    assert.ok(body.total.registered > 40);
  });
});

describe('the workbook', () => {
  const upload = (bytes: Buffer) => {
    const boundary = 'x-boundary';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n`;
    return officer({
      method: 'POST',
      url: '/api/catalogue/workbook',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  };
  const bookOf = (lines: string[][]): Buffer => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([[...COLUMNS], ...lines]), '目录');
    return Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }));
  };
  const known = { code: '', providerName: '省统计局', publishedAt: '' };
  const count = async () => (await ask(officer, 'GET', 'resources')).body.total;

  it('registers all or none, and names the row and column', async () => {
    const before = await count();
    const good = linesOf(resourceFields('表中一'), known);
    const bad = linesOf(resourceFields('表中二', { providerDept: 'D06' }), known);
    const refused = await upload(bookOf([...good, ...bad]));
    assert.equal(refused.statusCode, 422);
    assert.match(refused.json().detail, /第 4 行 E 列 提供方代码：只能编制本部门的目录/);
    const twice = await upload(bookOf(linesOf(resourceFields('全省法人登记台账'), known)));
    assert.match(twice.json().detail, /第 2 行 C 列/);
    assert.equal(await count(), before);
    assert.equal((await upload(bookOf(good))).json().registered, 1);
    assert.equal(await count(), before + 1);
    assert.equal((await upload(Buffer.from('名称,值'))).json().code, 'catalogue.bad-workbook');
  });

  it('hands out what a list shows, without a cell that would run', async () => {
    await ask(officer, 'POST', 'resources', resourceFields('=HYPERLINK("http://x")'));
    const reply = await officer({ method: 'GET', url: '/api/catalogue/workbook?provider=D28' });
    const book = read(reply.rawPayload, { type: 'buffer' });
    const rows = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 });
    assert.deepEqual(rows[0], [...COLUMNS]);
    assert.ok(rows.some((row) => row[2] === '\'=HYPERLINK("http://x")'));
    assert.ok(rows.slice(1).every((row) => row[4] === 'D28'));
  });
});

describe('the demo', () => {
  it('leaves with the demo province, and the search with it', async () => {
    const before = (await ask(officer, 'GET', 'resources?search=法人登记')).body;
    assert.ok(before.resources.some(({ isDemo }: { isDemo: boolean }) => isDemo));
    await removeDemo(app.platform);
    await removeDemo(app.platform);
    const after = (await ask(officer, 'GET', 'resources?search=法人登记')).body;
    assert.ok(after.resources.every(({ isDemo }: { isDemo: boolean }) => !isDemo));
  });
});
