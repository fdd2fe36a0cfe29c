import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { read } from '@e965/xlsx';
import type { Caller, TestApp } from '#platform/testing.ts';
import { bring, check, openInCatalogue, openPortalApp, publish, settled } from './portal.test-support.ts';

let app: TestApp;
let bureau: Caller;
before(async () => {
  app = await openPortalApp();
  bureau = await app.signInAs('bureau');
});
after(() => app.dispose());

const nameOf = ({ code }: { code: string }) => code.toLowerCase().replace('/', '-');
const get = (url: string, headers = {}) => app.http.inject({ url, headers });

/** Twelve people of two kinds and one that is alone. */
const PEOPLE = (alone: boolean) =>
  `姓名,年龄段,职业,=次数\n${Array.from({ length: 12 }, (_, i) => `张${i},${i % 2 ? '30-39' : '40-49'},${i % 2 ? '教师' : '=医生()'},${i + 1}`).join('\n')}\n${alone ? '王,80-89,教师,5\n' : ''}`;

describe('a release', () => {
  it('leaves out what is not open, names, and what is personal; files hold the same rows', async () => {
    const id = await bring(app, '体检人次', PEOPLE(false));
    await openInCatalogue(app, id, {
      姓名: "identifier = 'direct'",
      年龄段: "identifier = 'quasi'",
    });
    const release = await publish(bureau, id);
    assert.deepEqual(
      release.fields.map(({ name, quasi }: { name: string; quasi: boolean }) => [name, quasi]),
      [
        ['年龄段', true],
        ['职业', false],
        ['=次数', false],
      ],
    );
    assert.deepEqual(release.finding, { quasi: ['年龄段'], combinations: 2, under: 0, rowsUnder: 0, smallest: 6 });
    const detail = (await get(`/open/api/datasets/${nameOf(release)}`)).json();
    assert.equal(detail.dataset.rows, 12);
    assert.deepEqual(
      detail.files.map(({ format }: { format: string }) => format),
      ['csv', 'json', 'parquet', 'xlsx'],
    );
    assert.ok(!JSON.stringify(detail).includes('张1'));
    const base = `/open/files/${nameOf(release)}/v1`;
    const csv = await get(`${base}.csv`);
    assert.equal(csv.statusCode, 200);
    const lines = csv.body.trimEnd().split('\r\n');
    assert.equal(lines[0], '\uFEFF"年龄段","职业","=次数"');
    assert.equal(lines.length, 13);
    assert.ok(lines[1]?.startsWith(`"40-49","'=医生()"`), lines[1]);
    const json = (await get(`${base}.json`)).json();
    assert.deepEqual(json[0], { 年龄段: '40-49', 职业: '=医生()', '=次数': 1 });
    const book = read((await get(`${base}.xlsx`)).rawPayload);
    assert.deepEqual(book.SheetNames, ['数据']);
    assert.equal(book.Sheets.数据?.B2?.v, '=医生()');
    assert.equal(book.Sheets.数据?.B2?.f, undefined);
    assert.equal(book.Sheets.数据?.['!ref'], 'A1:C13');
    const parquet = await get(`${base}.parquet`);
    assert.equal(parquet.rawPayload.subarray(0, 4).toString(), 'PAR1');
  });

  it('is refused with the reason and the count when a combination stands for fewer than k rows', async () => {
    const id = await bring(app, '体检人次二', PEOPLE(true));
    await openInCatalogue(app, id, {
      姓名: "identifier = 'direct'",
      年龄段: "identifier = 'quasi'",
      职业: "identifier = 'quasi'",
    });
    const release = await check(bureau, id);
    assert.equal(release.state, 'refused');
    assert.deepEqual(release.finding, {
      quasi: ['年龄段', '职业'],
      combinations: 3,
      under: 1,
      rowsUnder: 1,
      smallest: 1,
    });
    assert.match(release.reason, /3 种组合中有 1 种不足 5 行/);
    assert.equal((await get(`/open/api/datasets/${nameOf(release)}`)).statusCode, 404);
    const url = `/api/portal/releases/${release.id}/decision`;
    assert.equal((await bureau({ method: 'POST', url, payload: { event: 'publish' } })).statusCode, 409);
    // Coarser, it may leave: ages are cut to one digit.
    const detail = (await bureau({ url: `/api/portal/policies/${id}` })).json();
    const age = detail.items.find(({ name }: { name: string }) => name === '年龄段').column;
    const job = detail.items.find(({ name }: { name: string }) => name === '职业').column;
    const policy = {
      ...detail.policy,
      k: 2,
      masks: { [age]: { method: 'suppress' }, [job]: { method: 'prefix', keep: 1 } },
    };
    const changed = await bureau({ method: 'PUT', url: `/api/portal/policies/${id}`, payload: policy });
    assert.equal(changed.statusCode, 200, changed.body);
    const again = await publish(bureau, id);
    assert.deepEqual(again.finding, { quasi: ['职业'], combinations: 2, under: 0, rowsUnder: 0, smallest: 6 });
    const { rows } = (await get(`/open/api/datasets/${nameOf(release)}/rows?limit=2`)).json();
    assert.deepEqual(rows, [
      { 职业: '=*', '=次数': 1 },
      { 职业: '教*', '=次数': 2 },
    ]);
  });

  it('is driven by the opening attribute alone, at every call', async () => {
    const id = await bring(app, '学校名录', '学校,人数\n一中,1200\n二中,900\n三中,800\n');
    await app.platform.pg.script(`update catalogue.resource set sharing_type = 'free' where id = '${id}'`);
    const closed = await bureau({ method: 'POST', url: '/api/portal/releases', payload: { resourceId: id } });
    assert.equal(closed.json().code, 'portal.not-open');
    await openInCatalogue(app, id);
    await app.platform.pg.script(`update catalogue.resource set sharing_type = 'none' where id = '${id}'`);
    const code = nameOf(await publish(bureau, id));
    const at = {
      page: `/open/api/datasets/${code}`,
      rows: `/open/api/datasets/${code}/rows`,
      file: `/open/files/${code}/v1.csv`,
    };
    const statuses = async () => Promise.all(Object.values(at).map(async (url) => (await get(url)).statusCode));
    assert.deepEqual(await statuses(), [200, 200, 200]);
    for (const [close, open] of [
      ["resource set opening_type = 'none'", "resource set opening_type = 'free'"],
      ['resource set is_secret = true', 'resource set is_secret = false'],
      ["resource set grade = 'core'", "resource set grade = 'general'"],
      ["resource set stage = 'retired'", "resource set stage = 'published'"],
      ["item set opening_type = 'conditional'", "item set opening_type = 'free'"],
      ["item set personal = 'personal'", "item set personal = 'none'"],
      ["item set identifier = 'direct'", "item set identifier = 'none'"],
    ]) {
      const of = (change = '') =>
        `update catalogue.${change} where ${change.startsWith('item') ? 'resource_id' : 'id'} = '${id}'`;
      await app.platform.pg.script(of(close));
      assert.deepEqual(await statuses(), [404, 404, 404], close);
      const found = (await get(`/api/3/action/package_search?q=${encodeURIComponent('学校名录')}`)).json();
      assert.equal(found.result.count, 0, close);
      await app.platform.pg.script(of(open));
    }
    assert.deepEqual(await statuses(), [200, 200, 200]);
  });

  it('follows new data by itself, keeps old versions, and says whether the promise was kept', async () => {
    const rows = (year: number) =>
      `地区,时间,用水量(万吨)\n太原市,${year}年,1\n大同市,${year}年,2\n阳泉市,${year}年,3\n`;
    const id = await bring(app, '用水量', rows(2023));
    await openInCatalogue(app, id);
    const first = await publish(bureau, id);
    assert.equal(await bring(app, '用水量', rows(2024)), id);
    // Asked of the management: the public interface lets an address ask only so often.
    for (let i = 0; ; i++) {
      const { releases } = (await bureau({ url: '/api/portal/releases' })).json();
      const next = releases.find((one: { resourceId: string }) => one.resourceId === id);
      if (next.version === 2 && next.state === 'published') break;
      assert.ok(i < 400, 'the next version did not come');
      await setTimeout(50);
    }
    const detail = (await get(`/open/api/datasets/${nameOf(first)}`)).json();
    assert.deepEqual([detail.dataset.rows, detail.dataset.periodFrom, detail.dataset.periodTo], [6, '2023', '2024']);
    assert.deepEqual(
      detail.releases.map(({ version, kept }: { version: number; kept: boolean }) => [version, kept]),
      [
        [2, true],
        [1, null],
      ],
    );
    assert.equal((await get(`/open/files/${nameOf(first)}/v1.csv`)).body.trimEnd().split('\r\n').length, 4);
    assert.equal((await get(`/open/files/${nameOf(first)}/v2.csv`)).body.trimEnd().split('\r\n').length, 7);
    const { releases } = (await bureau({ url: '/api/portal/releases' })).json();
    const newest = releases.find((one: { resourceId: string }) => one.resourceId === id);
    assert.deepEqual([newest.automatic, newest.state], [true, 'published']);
    const url = `/api/portal/releases/${newest.id}/decision`;
    assert.equal((await bureau({ method: 'POST', url, payload: { event: 'withdraw' } })).statusCode, 400);
    const withdrawn = await bureau({ method: 'POST', url, payload: { event: 'withdraw', text: '数据有误' } });
    assert.equal(withdrawn.statusCode, 200);
    assert.equal((await get(`/open/api/datasets/${nameOf(first)}`)).statusCode, 404);
  });

  it('goes on after a restart', async () => {
    const id = await bring(app, '公园', '公园,面积\n迎泽,66\n汾河,130\n');
    await openInCatalogue(app, id);
    const wish = { method: 'POST' as const, url: '/api/portal/releases', payload: { resourceId: id } };
    const begun = (await bureau(wish)).json().id;
    app = await app.reopen();
    bureau = await app.signInAs('bureau');
    assert.equal((await settled(bureau, begun)).state, 'ready');
  });
});
