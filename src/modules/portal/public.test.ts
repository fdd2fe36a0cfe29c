import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Action, Portal } from 'ckanapi';
import { DataFactory, Parser, Store } from 'n3';
import type { Caller, TestApp } from '#platform/testing.ts';
import { bring, openInCatalogue, openPortalApp, publish } from './portal.test-support.ts';

let app: TestApp;
let bureau: Caller;
let address: string;
let name: string;
let id: string;
before(async () => {
  app = await openPortalApp();
  bureau = await app.signInAs('bureau');
  id = await bring(app, '医院床位', '地区,时间,床位数(张)\n太原市,2023年,100\n大同市,2023年,200\n阳泉市,2023年,300\n');
  await openInCatalogue(app, id);
  const { code } = await publish(bureau, id);
  name = code.toLowerCase().replace('/', '-');
  const other = await bring(app, '学校 <script>', '学校,人数\n一中,1200\n二中,900\n三中,\n', 'D01');
  await openInCatalogue(app, other);
  await publish(bureau, other);
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
});
after(() => app.dispose());

const get = (url: string, headers = {}) => app.http.inject({ url, headers });
const post = (url: string, payload: object, headers = {}) =>
  app.http.inject({ method: 'POST', url, payload, headers: { 'x-yiping': '1', ...headers } });
const ask = async (action: string, payload: object) => {
  const reply = await app.http.inject({ method: 'POST', url: `/api/3/action/${action}`, payload });
  return { status: reply.statusCode, ...reply.json() };
};

describe('CKAN clients', () => {
  it('ckanapi finds, shows and reads', async () => {
    const portal = new Portal(address);
    const call = (action: string, payload?: Parameters<InstanceType<typeof Portal>['invoke']>[1]) =>
      portal.invoke(new Action(action), payload) as Promise<unknown>;
    const status = await call('status_show');
    assert.ok(typeof status === 'object' && status !== null && 'ckan_version' in status);
    assert.ok(((await call('package_list')) as string[]).includes(name));
    const found = (await call('package_search', {
      q: '床位',
      fq: 'organization:d28 AND res_format:(CSV OR XLSX)',
      'facet.field': '["organization", "res_format"]',
      rows: 5,
      sort: 'metadata_modified desc',
    })) as {
      count: number;
      results: { name: string; resources: { id: string; format: string }[] }[];
      search_facets: unknown;
    };
    assert.equal(found.count, 1);
    assert.equal(found.results[0]?.name, name);
    assert.deepEqual((found.search_facets as { organization: unknown }).organization, {
      title: 'organization',
      items: [{ name: 'd28', display_name: '省统计局', count: 1 }],
    });
    const resource = found.results[0]?.resources.find(({ format }) => format === 'CSV');
    const rows = (await call('datastore_search', {
      resource_id: resource?.id ?? '',
      filters: { 地区: '大同市' },
      sort: '_id',
    })) as {
      total: number;
      records: Record<string, unknown>[];
      fields: { id: string; type: string }[];
    };
    assert.equal(rows.total, 1);
    assert.equal(rows.records[0]?._id, 2);
    assert.equal(rows.records[0]?.地区, '大同市');
    assert.deepEqual(rows.fields[0], { id: '_id', type: 'int' });
    const shown = (await call('resource_show', { id: resource?.id ?? '' })) as { url: string; size: number };
    const file = await fetch(shown.url);
    assert.equal((await file.arrayBuffer()).byteLength, shown.size);
    await assert.rejects(
      call('package_show', { id: 'nothing' }),
      (error: { __type: string }) => error.__type === 'Not Found Error',
    );
    await assert.rejects(
      call('package_create', { name: 'x' }),
      (error: { __type: string }) => error.__type === 'Authorization Error',
    );
  });

  it('@portaljs/ckan-api-client-js asks by GET and POST and reads our errors', async () => {
    const { default: client } = createRequire(import.meta.url)('@portaljs/ckan-api-client-js');
    const ckanUrl = address;
    const shown = await client.get(`package_show?id=${name}`, { ckanUrl });
    assert.equal(shown.result.title, '医院床位');
    assert.equal(shown.result.organization.title, '省统计局');
    const list = await client.post('organization_list', { ckanUrl, json: { all_fields: true } });
    assert.deepEqual(
      list.result.map(({ name, package_count }: { name: string; package_count: number }) => [name, package_count]),
      [
        ['d01', 1],
        ['d28', 1],
      ],
    );
    const tags = await client.get('tag_list', { ckanUrl });
    assert.ok(tags.result.includes('床位数'));
    const groups = await client.get('group_list?all_fields=true', { ckanUrl });
    assert.equal(groups.result[0].display_name, '其他');
    await assert.rejects(client.get('datastore_search', { ckanUrl }), /Missing value/);
  });

  it('wrong questions are refused in its own shapes', async () => {
    assert.deepEqual((await get('/api/3/action/nonsense')).json(), 'Bad request - Action name not known: nonsense');
    const resource = (await ask('package_show', { id: name })).result.resources[0].id;
    for (const [action, payload, status, type] of [
      ['package_search', { rows: -1 }, 409, 'Validation Error'],
      ['package_search', { rows: 'x' }, 409, 'Validation Error'],
      ['package_search', { fq: 'nofield:1' }, 409, 'Search Error'],
      ['package_search', { sort: 'title; drop table x' }, 409, 'Validation Error'],
      ['datastore_search', { resource_id: resource, filters: { 无此字段: 1 } }, 409, 'Validation Error'],
      ['datastore_search', { resource_id: resource, filters: '{' }, 409, 'Validation Error'],
      ['datastore_search', { resource_id: resource, sort: 'f0; select 1' }, 409, 'Validation Error'],
      [
        'datastore_search',
        { resource_id: resource, filters: { '床位数（期末，张）': 'many' } },
        409,
        'Validation Error',
      ],
      ['datastore_search', { resource_id: "' or 1=1" }, 404, 'Not Found Error'],
      ['organization_show', { id: 'zz' }, 404, 'Not Found Error'],
    ] as const) {
      const reply = await ask(action, payload);
      assert.deepEqual(
        [reply.status, reply.success, reply.error?.__type],
        [status, false, type],
        JSON.stringify([action, payload, reply]),
      );
    }
    const bad = await app.http.inject({
      method: 'POST',
      url: '/api/3/action/package_list',
      payload: '{',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(bad.statusCode, 400);
    const far = await ask('datastore_search', { resource_id: resource, offset: 999_999_999_999, limit: 999_999 });
    assert.deepEqual([far.status, far.result.records, far.result.total, far.result.limit], [200, [], 3, 10_000]);
  });
});

describe('feeds', () => {
  it('hold to DCAT-AP 3, Turtle and JSON-LD alike', async () => {
    const { Validator } = createRequire(import.meta.url)('shacl-engine');
    const jsonld = createRequire(import.meta.url)('jsonld');
    const turtle = (await get('/catalog.ttl')).body;
    const data = new Store(new Parser().parse(turtle));
    const shapes = new Store(
      new Parser().parse(readFileSync(join(import.meta.dirname, 'testdata', 'dcat-ap-3.ttl'), 'utf8')),
    );
    const report = await new Validator(shapes, { factory: DataFactory }).validate({ dataset: data });
    assert.deepEqual(
      report.results.map((r: { path: unknown; message: unknown; focusNode: unknown }) =>
        JSON.stringify([r.focusNode, r.path, r.message]),
      ),
      [],
    );
    const dataset = DataFactory.namedNode('http://www.w3.org/ns/dcat#Dataset');
    assert.equal(data.match(null, null, dataset).size, 2);
    const broken = new Store(data);
    broken.deleteMatches(undefined, DataFactory.namedNode('http://purl.org/dc/terms/title'));
    assert.ok(!(await new Validator(shapes, { factory: DataFactory }).validate({ dataset: broken })).conforms);
    const quads = await jsonld.canonize(JSON.parse((await get('/catalog.jsonld')).body), {
      format: 'application/n-quads',
    });
    const same = await jsonld.canonize(turtleToNQuads(data), {
      inputFormat: 'application/n-quads',
      format: 'application/n-quads',
    });
    assert.equal(quads, same);
  });

  it('data.json, sitemap, robots and the marks in the page', async () => {
    const pod = (await get('/data.json')).json();
    assert.equal(pod.dataset.length, 2);
    assert.equal(pod.dataset[0].accessLevel, 'public');
    const sitemap = (await get('/sitemap.xml')).body;
    assert.ok(sitemap.includes(`/open/dataset/${name}</loc>`));
    assert.match((await get('/robots.txt')).body, /Sitemap: http:\/\/localhost(:\d+)?\/sitemap\.xml/);
    const page = await get(`/open/dataset/${name}`, { accept: 'text/html' });
    assert.equal(page.statusCode, 200);
    assert.ok(page.body.includes('<title>医院床位 · '));
    const marks = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page.body)?.[1] ?? '';
    assert.equal(JSON.parse(marks)['@type'], 'Dataset');
    const hostile = (await get('/open/datasets')).body;
    assert.ok(hostile.includes('学校 &lt;script&gt;') && !hostile.includes('学校 <script>'));
    assert.equal((await get('/open/dataset/none')).statusCode, 404);
    assert.equal((await get('/open/api/none')).statusCode, 404);
  });

  it('confirm what a reader has, and may be read from other origins', async () => {
    for (const url of [
      '/catalog.ttl',
      '/open/api/datasets',
      `/open/api/datasets/${name}`,
      '/api/3/action/package_list',
      `/open/files/${name}/v1.csv`,
    ]) {
      const first = await get(url);
      assert.equal(first.headers['access-control-allow-origin'], '*', url);
      const tag = String(first.headers.etag);
      const second = await get(url, { 'if-none-match': tag });
      assert.deepEqual([second.statusCode, second.body], [304, ''], url);
    }
    const part = await get(`/open/files/${name}/v1.csv`, { range: 'bytes=3-6' });
    assert.deepEqual(
      [part.statusCode, part.headers['content-range']?.toString().startsWith('bytes 3-6/')],
      [206, true],
    );
    assert.equal((await get(`/open/files/${name}/v1.csv`, { range: 'bytes=99999-' })).statusCode, 416);
  });
});

describe('the public interface', () => {
  it('searches with facets and takes hostile words for words', async () => {
    const found = (await get(`/open/api/datasets?q=${encodeURIComponent('床位')}`)).json();
    assert.deepEqual([found.total, found.facets.provider], [1, [{ value: 'D28', label: '省统计局', count: 1 }]]);
    for (const q of [
      "'; drop table portal.release; --",
      '%',
      '_',
      '\\',
      '"<script>',
      '\u0000'.repeat(3),
      '🏥',
      'a '.repeat(49),
    ]) {
      const reply = await get(`/open/api/datasets?q=${encodeURIComponent(q)}`);
      assert.ok(
        reply.statusCode === 200 || reply.statusCode === 400,
        `${JSON.stringify(q)}: ${reply.statusCode} ${reply.body}`,
      );
    }
    for (const url of ['?page=0', '?page=99999999', '?size=1000', `?q=${'x'.repeat(101)}`, '?sort=evil'])
      assert.equal((await get(`/open/api/datasets${url}`)).statusCode, 400, url);
  });

  it('gives rows by fields, and refuses what is no field, no number, no count', async () => {
    const base = `/open/api/datasets/${name}/rows`;
    const number = encodeURIComponent('床位数（期末，张）');
    const detail = (await get(`/open/api/datasets/${name}`)).json();
    const measure = detail.dataset.fields.at(-1).name;
    const one = (await get(`${base}?${encodeURIComponent(measure)}=200&fields=${encodeURIComponent('地区')}`)).json();
    assert.deepEqual([one.total, one.rows], [1, [{ 地区: '大同市' }]]);
    const sorted = (await get(`${base}?sort=${encodeURIComponent(`${measure} desc`)}&limit=1`)).json();
    assert.equal(sorted.rows[0][measure], 300);
    for (const [url, status] of [
      [`?x=1`, 400],
      ['?limit=1001', 400],
      ['?limit=-1', 400],
      ['?offset=99999999999999', 400],
      [`?${encodeURIComponent(measure)}=many`, 400],
      ['?sort=_id', 400],
      ['?fields=f0', 400],
      [`?q=${'y'.repeat(500)}`, 200],
      ['?offset=1000000000', 200],
    ] as const)
      assert.equal((await get(base + url)).statusCode, status, url + number);
    assert.equal((await get(`${base}`, { 'x-api-key': 'yp_wrong' })).json().code, 'portal.bad-key');
  });

  it('gives a key once, keeps its digest, counts its calls, and holds it to its quota', async () => {
    const made = await post('/open/api/keys', { name: '某团队', contact: 'a@example.org' });
    assert.equal(made.statusCode, 201);
    const { key, prefix } = made.json();
    const stored = await app.platform.pg.script('select * from portal.api_key');
    assert.ok(!JSON.stringify(stored).includes(key));
    const headers = { 'x-api-key': key };
    assert.equal((await get(`/open/api/datasets/${name}/rows`, headers)).statusCode, 200);
    const { keys } = (await bureau({ url: '/api/portal/keys' })).json();
    const mine = keys.find((one: { prefix: string }) => one.prefix === prefix);
    assert.deepEqual([mine.today, mine.rows], [1, 3]);
    const at = `/api/portal/keys/${mine.id}`;
    assert.equal((await bureau({ method: 'PATCH', url: at, payload: { quota: 1 } })).statusCode, 200);
    const over = await get(`/open/api/datasets/${name}/rows`, headers);
    assert.deepEqual([over.statusCode, over.json().code], [429, 'portal.quota-used']);
    assert.ok(Number(over.headers['retry-after']) > 0);
    await bureau({ method: 'PATCH', url: at, payload: { revoked: true } });
    assert.equal((await get(`/open/api/datasets/${name}/rows`, headers)).statusCode, 401);
  });

  it('takes wishes, corrections and scores; shows nothing before a person has looked', async () => {
    const wish = { kind: 'request', title: '想要公交数据', body: '线路和站点', contact: '张三 13800000000' };
    assert.equal((await app.http.inject({ method: 'POST', url: '/open/api/voices', payload: wish })).statusCode, 403);
    const said = await post('/open/api/voices', wish);
    assert.equal(said.statusCode, 202);
    assert.equal((await post('/open/api/voices', { ...wish, website: 'http://spam' })).statusCode, 202);
    const score = { kind: 'rating', dataset: name, title: '好用', body: '', score: 5 };
    assert.equal((await post('/open/api/voices', score)).statusCode, 202);
    assert.equal((await post('/open/api/voices', score)).json().code, 'portal.rated-today');
    assert.equal((await post('/open/api/voices', { ...score, score: 6 })).statusCode, 400);
    assert.equal((await post('/open/api/voices', { ...wish, kind: 'correction' })).statusCode, 422);
    assert.equal((await post('/open/api/voices', { ...wish, title: 'x'.repeat(101) })).statusCode, 400);
    assert.equal((await post('/open/api/voices', { ...wish, body: 'x'.repeat(40_000) })).statusCode, 413);
    assert.equal((await get('/open/api/voices')).json().total, 0);
    const { voices } = (await bureau({ url: '/api/portal/voices?view=waiting' })).json();
    assert.equal(voices.length, 2);
    const decide = (id: string, payload: object) =>
      bureau({ method: 'POST', url: `/api/portal/voices/${id}/decision`, payload });
    assert.equal((await decide(said.json().id, { event: 'answer' })).statusCode, 422);
    assert.equal((await decide(said.json().id, { event: 'hide' })).statusCode, 400);
    assert.equal((await decide(said.json().id, { event: 'answer', text: '已列入计划' })).statusCode, 200);
    const shown = await get('/open/api/voices');
    assert.equal(shown.json().voices[0].answer, '已列入计划');
    assert.ok(!shown.body.includes('13800000000'));
    const rating = voices.find(({ kind }: { kind: string }) => kind === 'rating');
    await decide(rating.id, { event: 'show' });
    assert.deepEqual((await get(`/open/api/datasets/${name}`)).json().rating, { count: 1, mean: 5 });
  });

  it('共创: call, proposal, review, sandbox, pilot, application', async () => {
    const scene = await bureau({
      method: 'POST',
      url: '/api/portal/scenes',
      payload: { title: '智慧就医', body: '征集应用', resources: [id] },
    });
    const sceneId = scene.json().id;
    const entry = { team: '甲队', title: '找床位', body: '按地区查', contact: 'b@example.org' };
    const submit = () => post(`/open/api/scenes/${sceneId}/proposals`, entry);
    assert.equal((await submit()).statusCode, 404);
    const move = (event: string) =>
      bureau({ method: 'POST', url: `/api/portal/scenes/${sceneId}/decision`, payload: { event } });
    assert.equal((await move('open')).statusCode, 200);
    assert.equal((await get('/open/api/scenes')).json().scenes[0].title, '智慧就医');
    const proposal = (await submit()).json().id;
    const decide = (payload: object) =>
      bureau({ method: 'POST', url: `/api/portal/proposals/${proposal}/decision`, payload });
    assert.equal((await decide({ event: 'pilot' })).statusCode, 409);
    assert.equal((await decide({ event: 'accept' })).statusCode, 200);
    const opened = await bureau({
      method: 'POST',
      url: `/api/portal/proposals/${proposal}/sandbox`,
      payload: { days: 30 },
    });
    assert.equal(opened.statusCode, 201, opened.body);
    const headers = { 'x-sandbox-key': opened.json().key };
    const state = async () => (await get('/open/api/sandbox', headers)).json();
    for (let i = 0; (await state()).datasets.length === 0; i++) {
      assert.ok(i < 400, 'the sandbox did not open');
      await new Promise((resume) => setTimeout(resume, 50));
    }
    const question = { dataset: id, groupBy: ['地区'], aggregate: 'count' };
    const small = (await post('/open/api/sandbox/query', question, headers)).json();
    assert.deepEqual(small, { columns: ['地区', '行数'], rows: [], withheld: 3 });
    assert.equal((await get('/open/api/sandbox', { 'x-sandbox-key': 'sb_no' })).statusCode, 401);
    assert.equal((await decide({ event: 'pilot' })).statusCode, 200);
    assert.equal((await decide({ event: 'apply', url: 'https://example.org/app', resources: [id] })).statusCode, 200);
    assert.equal((await get('/open/api/sandbox', headers)).statusCode, 401);
    const { applications } = (await get(`/open/api/datasets/${name}`)).json();
    assert.deepEqual(
      applications.map(({ title }: { title: string }) => title),
      ['找床位'],
    );
  });

  it('slows down who asks too often, and says for how long', async () => {
    let last = await get(`/open/api/datasets/${name}/rows`);
    for (let i = 0; i < 80 && last.statusCode === 200; i++) last = await get(`/open/api/datasets/${name}/rows?limit=1`);
    assert.equal(last.statusCode, 429);
    assert.ok(Number(last.headers['retry-after']) <= 60);
    const resource = (await ask('package_show', { id: name })).result.resources[0].id;
    const refused = await ask('datastore_search', { resource_id: resource });
    assert.deepEqual([refused.status, refused.error.__type], [429, 'Rate Limit Error']);
  });
});

/** The same graph in a notation that the JSON-LD library reads. */
function turtleToNQuads(store: Store): string {
  const term = (t: { termType: string; value: string; language?: string; datatype?: { value: string } }) => {
    if (t.termType === 'NamedNode') return `<${t.value}>`;
    if (t.termType === 'BlankNode') return `_:${t.value.replace(/\W/g, '')}`;
    const text = JSON.stringify(t.value);
    return t.language ? `${text}@${t.language}` : `${text}^^<${t.datatype?.value}>`;
  };
  return [...store]
    .map(({ subject, predicate, object }) => `${term(subject)} ${term(predicate)} ${term(object)} .\n`)
    .join('');
}
