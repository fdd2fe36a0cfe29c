import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { periodKey } from '#platform/period/key.ts';
import type { Caller, TestApp } from '#platform/testing.ts';
import { accept, ended, importFile, uploadFile } from '../ingest/ingest.test-support.ts';
import { publicationsOf } from './actions/publications.ts';
import { publishPending } from './actions/publish-batch.ts';
import type { BindingReply, HistoryReply, MatchList, PublicationList, QueryReply, Row } from './contract.ts';
import { deskOf } from './desk.ts';
import { actorWith, openIndicatorApp, PROVINCE } from './indicators.test-support.ts';

let app: TestApp;
let officer: Caller;
before(async () => {
  app = await openIndicatorApp();
  officer = await app.signInAs('officer');
});
after(() => app.dispose());

const table = (title: string, unit: string, rows: readonly string[]): Buffer =>
  Buffer.from(`${title}\n单位：${unit}\n地区,2026年8月,2026年9月,2026年10月\n${rows.join('\n')}\n`);

async function bind(payload: object, binder = officer): Promise<BindingReply> {
  const reply = await binder({ method: 'POST', url: '/api/indicators/bindings', payload });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json();
}

async function rowAt(indicator: string, region: string, period: string): Promise<Row> {
  const payload = { indicators: [indicator], regions: { these: [region] }, periods: { keys: [period] } };
  const reply = await officer({ method: 'POST', url: '/api/indicators/query', payload });
  const { rows }: QueryReply = reply.json();
  assert.ok(rows[0], reply.body);
  return rows[0];
}

async function history(indicator: string, region: string, period: string): Promise<HistoryReply> {
  const url = `/api/indicators/${indicator}/history?region=${region}&period=${period}`;
  return (await officer({ method: 'GET', url })).json();
}

describe('a file becomes figures of an indicator', () => {
  it('万元 go into an 亿元 indicator by an explicit factor, exact to the last digit, traceable to file and row', async () => {
    const file = table('社会消费品零售总额', '万元', [
      '山西省,4003081,4503081.5,5003081',
      '太原市,1500001,1600002,1700003',
    ]);
    const found = await importFile(officer, '社零.csv', file);
    assert.equal(found.status, 'done', found.failure ?? '');
    const resourceId = found.resourceId ?? '';
    const matches: MatchList = (
      await officer({ method: 'GET', url: `/api/indicators/matches?resource=${resourceId}` })
    ).json();
    const proposal = matches.measures[0]?.proposals[0];
    assert.deepEqual([proposal?.indicator, proposal?.conversion.verdict], ['JJ015', 'convertible']);
    assert.equal(proposal?.conversion.words, '万元换算为亿元：数值除以10000');

    const preview = await bind({ resourceId, measure: 'm1', indicator: 'JJ015', preview: true });
    assert.deepEqual([preview.binding.id, preview.batches], [null, []]);
    assert.deepEqual([preview.sample[0]?.from, preview.sample[0]?.to], [5_003_081, 500.3081]);
    assert.equal((await rowAt('JJ015', PROVINCE, '2026-10')).value, null);

    const bound = await bind({ resourceId, measure: 'm1', indicator: 'JJ015' });
    assert.equal(bound.batches[0]?.rows, 6);
    assert.equal((await rowAt('JJ015', PROVINCE, '2026-10')).value, 500.3081);
    assert.equal((await rowAt('JJ015', PROVINCE, '2026-08')).value, 400.3081);
    const source = (await history('JJ015', '140100', '2026-09')).vintages[0]?.source;
    assert.deepEqual([source?.kind, source?.fileName, source?.row], ['file', '社零.csv', 5]);
    assert.equal(source?.conversion, '万元换算为亿元：数值除以10000');
  });

  it('another dimension is refused, and so is a unit nobody knows', async () => {
    const found = await importFile(officer, '面积.csv', table('某面积', '公顷', ['山西省,1,2,3']));
    const payload = { resourceId: found.resourceId, measure: 'm1', indicator: 'JJ015' };
    const refused = await officer({ method: 'POST', url: '/api/indicators/bindings', payload });
    assert.deepEqual([refused.statusCode, refused.json().code], [422, 'indicators.unit-dimension']);
    const unknown = await officer({
      method: 'POST',
      url: '/api/indicators/bindings',
      payload: { ...payload, unit: '某某' },
    });
    assert.equal(unknown.json().code, 'indicators.unknown-unit');
    assert.equal((await rowAt('JJ015', PROVINCE, '2026-10')).value, 500.3081);
  });

  it('a later file that disagrees is current, the earlier one stays in the history; its batch publishes itself', async () => {
    const file = table('社会消费品零售总额', '万元', [
      '山西省,4003081,4503081.5,5010000',
      '太原市,1500001,1600002,1700003',
    ]);
    const found = await importFile(officer, '社零（更正）.csv', file);
    assert.equal(found.status, 'done', found.failure ?? '');
    for (let i = 0; i < 100 && (await rowAt('JJ015', PROVINCE, '2026-10')).value !== 501; i++) await setTimeout(100);
    assert.equal((await rowAt('JJ015', PROVINCE, '2026-10')).value, 501);
    const { vintages } = await history('JJ015', PROVINCE, '2026-10');
    assert.deepEqual(
      vintages.map(({ value, current, source }) => [value, current, source.fileName]),
      [
        [501, true, '社零（更正）.csv'],
        [500.3081, false, '社零.csv'],
      ],
    );
  });

  it('a batch goes through a binding once, however often and however many ask', async () => {
    const { db } = deskOf(app.platform);
    const count = async () => {
      const rows = await db
        .selectFrom('indicators.publication')
        .select('no')
        .where('status', '=', 'committed')
        .execute();
      return rows.length;
    };
    const before = await count();
    await Promise.all([publishPending(app.platform, null), publishPending(app.platform, null)]);
    assert.equal(await count(), before);
    await db.updateTable('indicators.publication').set({ status: 'aborted' }).where('no', '=', before).execute();
    await Promise.all([publishPending(app.platform, null), publishPending(app.platform, null)]);
    assert.equal(await count(), before);
  });

  it('a new indicator is made from a measure, and a second binding of the same is refused', async () => {
    const found = await importFile(officer, '新指标.csv', table('夜间消费额', '万元', ['山西省,10000,20000,30000']));
    const newIndicator = {
      name: '夜间消费额',
      domain: 'JJ',
      ownerDept: 'D28',
      unit: '亿元',
      frequency: 'M',
      basis: 'CUM',
      caliber: '18时至次日6时的消费额',
    };
    const bound = await bind({ resourceId: found.resourceId, measure: 'm1', newIndicator });
    assert.equal(bound.binding.indicator, 'JJ501');
    assert.equal((await rowAt('JJ501', PROVINCE, '2026-10')).value, 3);
    const listed = await officer({
      method: 'GET',
      url: `/api/indicators/definitions?search=${encodeURIComponent('夜间')}`,
    });
    assert.deepEqual(
      listed.json().definitions.map((one: { code: string; newest: string }) => [one.code, one.newest]),
      [['JJ501', '2026-10']],
    );
    const twin = { resourceId: found.resourceId, measure: 'm1', newIndicator, preview: true };
    const taken = await officer({ method: 'POST', url: '/api/indicators/bindings', payload: twin });
    assert.deepEqual([taken.statusCode, taken.json().code], [409, 'indicators.name-taken']);
    const again = { resourceId: found.resourceId, measure: 'm1', indicator: 'JJ501' };
    const refused = await officer({ method: 'POST', url: '/api/indicators/bindings', payload: again });
    assert.equal(refused.json().code, 'indicators.already-bound');
  });

  it('who may bind but not define is refused a new indicator, and nothing is left of the try', async () => {
    const found = await importFile(officer, '白天.csv', table('白天消费额', '万元', ['山西省,10000,20000,30000']));
    const newIndicator = {
      ...{ name: '白天消费额', domain: 'JJ', ownerDept: 'D28', unit: '亿元' },
      ...{ frequency: 'M', basis: 'CUM', caliber: '6时至18时的消费额' },
    };
    const payload = { resourceId: found.resourceId, measure: 'm1', newIndicator };
    const bureau = await app.signInAs('bureau');
    const refused = await bureau({ method: 'POST', url: '/api/indicators/bindings', payload });
    assert.deepEqual([refused.statusCode, refused.json().code], [403, 'platform.forbidden']);
    const unfit = { ...payload, newIndicator: { ...newIndicator, unit: '吨' } };
    const reply = await officer({ method: 'POST', url: '/api/indicators/bindings', payload: unfit });
    assert.equal(reply.json().code, 'indicators.unit-dimension');
    const known = (await deskOf(app.platform).snapshot()).indicators;
    assert.ok(![...known.values()].some(({ current }) => current.definition.name === '白天消费额'));
  });

  it('a preview after mended rows were released still shows the figures of the import', async () => {
    const bytes = Buffer.from('地区,年份,客运量(万人),货运量(万吨)\n太原市,2024年,1.5,1\n大同市,2024年,,停产\n');
    const found = await importFile(officer, '客运.csv', bytes);
    assert.equal(found.status, 'done', found.failure ?? '');
    const { rows } = (await officer({ method: 'GET', url: `/api/ingest/imports/${found.id}/quarantine` })).json();
    const id = rows[0].id;
    const payload = { cells: ['大同市', '2024年', '', '2'] };
    const mended = await officer({ method: 'PUT', url: `/api/ingest/quarantine/${id}`, payload });
    assert.equal(mended.statusCode, 200, mended.body);
    const url = `/api/ingest/imports/${found.id}/release`;
    const released = await officer({ method: 'POST', url, payload: { ids: [id] } });
    assert.equal(released.statusCode, 200, released.body);
    const newIndicator = {
      ...{ name: '客运量', domain: 'JJ', ownerDept: 'D28', unit: '万人' },
      ...{ frequency: 'Y', basis: 'CUM', caliber: '测试' },
    };
    const preview = await bind({ resourceId: found.resourceId, measure: 'm1', newIndicator, preview: true });
    assert.deepEqual(
      preview.sample.map(({ from }) => from),
      [1.5],
    );
    const matches: MatchList = (
      await officer({ method: 'GET', url: `/api/indicators/matches?resource=${found.resourceId}` })
    ).json();
    assert.equal(matches.frequency, 'Y');
  });

  it('what has been published is listed newest first, in pages, without what the reader may not see', async () => {
    const first = (await officer({ method: 'GET', url: '/api/indicators/publications?limit=2' })).json();
    assert.equal(first.publications.length, 2);
    assert.ok(first.publications[0].no > first.publications[1].no);
    const url = `/api/indicators/publications?limit=2&before=${first.next}`;
    const second = (await officer({ method: 'GET', url })).json();
    assert.ok(second.publications.every(({ no }: { no: number }) => no < first.publications[1].no));
    const outsider = actorWith(['indicator:read']);
    const seen = await publicationsOf(app.platform, outsider, { indicator: 'JJ501', limit: 10 });
    assert.deepEqual(seen.publications, [], 'an internal indicator is not told of');
    const held = await publicationsOf(app.platform, outsider, { indicator: 'JJ015', limit: 10 });
    const open = await publicationsOf(app.platform, actorWith(['indicator:read', 'embargo:read']), {
      ...{ indicator: 'JJ015', limit: 10 },
    });
    assert.ok(held.publications.length <= open.publications.length);
    const empty = (await officer({ method: 'GET', url: '/api/indicators/publications?indicator=JJ999' })).json();
    assert.deepEqual(empty, { publications: [], next: null });
  });

  it('periods that are none of the indicator are skipped and told', async () => {
    const found = await importFile(officer, '季度.csv', table('某月度数', '亿元', ['山西省,1,2,3']));
    const preview = await bind({ resourceId: found.resourceId, measure: 'm1', indicator: 'JJ001', preview: true });
    assert.deepEqual(
      preview.skipped.map(({ period }) => period),
      ['2026-08', '2026-10'],
    );
    assert.equal(preview.sample.find(({ period }) => period === '2026-09')?.stored, '2026-Q3');
  });

  it('R15: figures of an indicator come through its owner, or the bureau that answers for all', async () => {
    const found = await importFile(officer, '外送.csv', table('外送电量', '亿千瓦时', ['山西省,100,110,120']));
    const bureau = await app.signInAs('bureau');
    const payload = { resourceId: found.resourceId, measure: 'm1', indicator: 'NY008' };
    const { binding } = await bind(payload, bureau);
    for (const [method, path] of [
      ['POST', ''],
      ['POST', `/${binding.id}/publish`],
      ['DELETE', `/${binding.id}`],
    ] as const) {
      const url = `/api/indicators/bindings${path}`;
      const reply = await officer({ method, url, ...(path === '' && { payload }) });
      assert.equal(reply.json().code, 'indicators.not-permitted', `${method} ${url}: ${reply.body}`);
    }
    const ended = await bureau({ method: 'DELETE', url: `/api/indicators/bindings/${binding.id}` });
    assert.equal(ended.statusCode, 204);
  });

  it('a better reading of a file takes the place of the earlier one', async () => {
    const bytes = table('发电量', '万千瓦时', ['山西省,10000,20000,30000', '太原市,1,2,3']);
    const { file, sheets } = await uploadFile(officer, '发电.csv', bytes);
    const first = await accept(officer, { fileHash: file.hash, sheet: sheets[0]?.index ?? 0 });
    const done = await ended(officer, first.import.id);
    await bind({ resourceId: done.resourceId, measure: 'm1', indicator: 'NY006' }, await app.signInAs('bureau'));
    assert.equal((await rowAt('NY006', PROVINCE, '2026-10')).value, 3);
    const listed = async (caller = officer): Promise<PublicationList> =>
      (await caller({ method: 'GET', url: '/api/indicators/publications?indicator=NY006' })).json();
    const [entry] = (await listed()).publications;
    assert.deepEqual(
      [entry?.state, entry?.source, entry?.file?.name, entry?.rows, entry?.regions, entry?.indicatorsTotal],
      ['current', 'file', '发电.csv', 6, 2, 1],
    );
    assert.deepEqual(
      entry?.indicators.map(({ first, last, levels }) => [first, last, levels]),
      [['2026年1—8月', '2026年1—10月', ['province', 'city']]],
    );
    const { db } = deskOf(app.platform);
    const published = await db
      .selectFrom('indicators.publication')
      .select(['no', 'source_batch as batch'])
      .orderBy('no', 'desc')
      .executeTakeFirstOrThrow();
    await app.platform.pg.script(
      `update ingest.batch set status = 'superseded', superseded_by = no where no = ${Number(published.batch)}`,
    );
    await publishPending(app.platform, null);
    assert.equal((await rowAt('NY006', PROVINCE, '2026-10')).value, null);
    assert.equal((await history('NY006', PROVINCE, '2026-10')).vintages.length, 0);
    assert.deepEqual(
      (await listed()).publications.map(({ state, regions }) => [state, regions]),
      [['superseded', null]],
    );
  });
});

const DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'nbs');
const skip = existsSync(DATA) ? false : 'the published files are not there (../shared/data)';

describe('published files stand as figures', { skip }, () => {
  it('GDP by province: 山西 2024 = 25353.5 亿元, the sum of the provinces 1337605.8', async () => {
    const found = await importFile(officer, '分省年度数据.csv', await readFile(join(DATA, '分省年度数据.csv')));
    const bound = await bind({ resourceId: found.resourceId, measure: 'm1', indicator: 'JJ001', stage: 'final' });
    assert.equal(bound.skipped.length, 0);
    const row = await rowAt('JJ001', PROVINCE, '2024-Q4');
    assert.deepEqual([row.value, row.periodLabel, row.stage], [25353.5, '2024年全年', 'final']);
    const payload = {
      indicators: ['JJ001'],
      regions: { level: 'province' },
      periods: { keys: [periodKey('2024-Q4')] },
      operators: ['value', 'rank'],
    };
    const { rows }: QueryReply = (await officer({ method: 'POST', url: '/api/indicators/query', payload })).json();
    const sum = rows.reduce((total, { value }) => total + (value ?? 0), 0);
    assert.equal(Math.round(sum * 10) / 10, 1337605.8);
    assert.equal(rows.find(({ region }) => region === PROVINCE)?.rank?.of, 31);
  });
});
