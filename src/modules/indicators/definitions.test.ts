import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import type { Caller, TestApp } from '#platform/testing.ts';
import { describeIndicator } from './actions/definition-list.ts';
import { changeIndicator } from './actions/definitions.ts';
import { prepareDefinitions } from './actions/prepare.ts';
import { setTargets } from './actions/targets.ts';
import type { DefinitionDetail, DefinitionList, ReleaseList } from './contract.ts';
import { deskOf } from './desk.ts';
import { actorWith, addIndicator, openIndicatorApp, PROVINCE, publish } from './indicators.test-support.ts';
import { INDICATOR_DEFINITIONS } from './seed/definitions.ts';
import { indicatorSubject } from './subjects.ts';

let app: TestApp;
let officer: Caller;
before(async () => {
  app = await openIndicatorApp();
  officer = await app.signInAs('officer');
});
after(() => app.dispose());

describe('the catalogue of indicators', () => {
  it('holds the 148 and their companions, and finds them by name, synonym, code and domain', async () => {
    const list = async (query: string): Promise<DefinitionList> =>
      (await officer({ method: 'GET', url: `/api/indicators/definitions${query}` })).json();
    const all = await list('');
    assert.ok(all.total <= INDICATOR_DEFINITIONS.length && all.total >= 148, String(all.total));
    assert.equal(new Set(INDICATOR_DEFINITIONS.map(({ group }) => group)).size, 148);
    assert.ok((await list('?search=GDP')).definitions.some(({ code }) => code === 'JJ001'));
    assert.deepEqual(
      (await list('?search=jj015')).definitions.map(({ code }) => code),
      ['JJ015'],
    );
    assert.ok((await list('?domain=NY')).definitions.every(({ domain }) => domain === 'NY'));
  });

  it('is renewed with the product, but not where somebody here has decided', async () => {
    const { platform } = app;
    const version = async () => (await deskOf(platform).snapshot()).version;
    const before = await version();
    await prepareDefinitions(platform);
    assert.equal(await version(), before);
    const change = { changes: { shortName: '省内叫法' }, validFrom: '2026-01-01', breaksSeries: false, reason: '习惯' };
    await changeIndicator(platform, SYSTEM_ACTOR, 'SC001', change);
    const renewed = INDICATOR_DEFINITIONS.map((definition) => ({ ...definition, caliber: `${definition.caliber}。` }));
    await prepareDefinitions(platform, renewed);
    const { indicators } = await deskOf(platform).snapshot();
    assert.ok(indicators.get('SC002')?.current.definition.caliber.endsWith('。'));
    assert.equal(indicators.get('SC001')?.current.definition.shortName, '省内叫法');
    assert.ok(!indicators.get('SC001')?.current.definition.caliber.endsWith('。。'));
    await prepareDefinitions(platform);
  });
});

describe('changing an indicator', () => {
  it('adds a version that ends the one before, says why, and refuses what would spoil the figures', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ941' });
    const change = { validFrom: '2026-07-01', breaksSeries: true, reason: '制度修订' };
    const send = (changes: object, rest: object = change) =>
      officer({ method: 'POST', url: `/api/indicators/definitions/${code}/versions`, payload: { changes, ...rest } });
    assert.equal((await send({ caliber: '新口径' })).json().version, 2);
    const detail: DefinitionDetail = await describeIndicator(platform, SYSTEM_ACTOR, code);
    assert.deepEqual(
      detail.versions.map(({ version, validFrom, validTo, breaksSeries }) => [
        version,
        validFrom,
        validTo,
        breaksSeries,
      ]),
      [
        [1, null, '2026-07-01', false],
        [2, '2026-07-01', null, true],
      ],
    );
    assert.equal((await send({ caliber: '新口径' })).json().code, 'indicators.nothing-changed');
    assert.equal((await send({ caliber: '又一口径' })).json().code, 'indicators.validity-order');
    await publish(platform, [{ indicator: code, region: PROVINCE, period: '2026-10', value: 1 }]);
    const later = { ...change, validFrom: '2026-11-01' };
    assert.equal((await send({ unit: '万元' }, later)).json().code, 'indicators.unit-fixed');
    assert.equal((await send({ unit: '某某' }, later)).json().code, 'indicators.unknown-unit');
    assert.equal((await send({ frequency: 'X' }, later)).statusCode, 400);
  });

  it('R15 is its owner’s alone', async () => {
    const other = actorWith(['definition:write', 'indicator:read'], { departments: ['D02'] });
    const change = { changes: { caliber: '越权' }, validFrom: '2026-09-01', breaksSeries: false, reason: '无' };
    await assert.rejects(changeIndicator(app.platform, other, 'JJ001', change), { code: 'indicators.not-permitted' });
    const target = { indicator: 'JJ001', region: PROVINCE, year: 2026, value: 5, source: '无' };
    await assert.rejects(setTargets(app.platform, other, [target]), { code: 'indicators.not-permitted' });
  });
});

describe('targets', () => {
  it('are kept by version and audited; a curve must rise to 100', async () => {
    const { platform } = app;
    const target = { indicator: 'JJ019', region: PROVINCE, year: 2026, value: 3000, source: '政府工作报告' };
    await setTargets(platform, SYSTEM_ACTOR, [target]);
    await setTargets(platform, SYSTEM_ACTOR, [{ ...target, value: 3100 }]);
    const director = await app.signInAs('director');
    const reply = await director({ method: 'GET', url: '/api/indicators/targets?indicator=JJ019&year=2026' });
    assert.deepEqual([reply.json().targets[0].value, reply.json().targets[0].version], [3100, 2]);
    const falling = { ...target, curve: [10, 5, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100] };
    await assert.rejects(setTargets(platform, SYSTEM_ACTOR, [falling]), { code: 'indicators.bad-target' });
    const audit = await platform
      .db()
      .selectFrom('platform.audit')
      .select('action')
      .where('action', '=', 'indicators.set-targets')
      .execute();
    assert.equal(audit.length, 2);
  });
});

describe('an indicator as a subject', () => {
  it('has title, place and owner, for those who may see it', async () => {
    const kind = indicatorSubject(app.platform);
    const reader = actorWith(['indicator:read']);
    const card = await kind.load('JJ001@140000@2026-Q3', reader);
    assert.deepEqual(
      [card?.title, card?.href, card?.ownerDept],
      ['山西2026年前三季度地区生产总值', '/indicators/JJ001?region=140000&period=2026-Q3', 'D28'],
    );
    assert.equal(await kind.load('JJ031@140000', reader), null);
    assert.equal(await kind.load('JJ001@140200', actorWith(['indicator:read'], { regions: ['140100'] })), null);
    assert.equal(await kind.load('JJ001@999999', reader), null);
    assert.equal(await kind.load('JJ001@140000@2026-13', reader), null);
  });
});

describe('the release calendar', () => {
  it('tells the usual hour, and the hour that was set instead', async () => {
    const officer = await app.signInAs('officer');
    const embargoed = 'JJ001';
    const ask = async () => {
      const reply = await officer({ method: 'GET', url: `/api/indicators/releases?indicator=${embargoed}` });
      assert.equal(reply.statusCode, 200, reply.body);
      const { releases }: ReleaseList = reply.json();
      return releases;
    };
    const [first] = (await ask()).filter(({ isOut }) => !isOut);
    assert.ok(first);
    assert.ok(!first.isSet && first.releaseAt.endsWith('T02:00:00.000Z'), 'ten in the morning in China');
    const payload = { indicator: embargoed, period: first.period, releaseAt: '2027-01-20T10:00:00+08:00' };
    const set = await officer({ method: 'POST', url: '/api/indicators/releases', payload });
    assert.equal(set.statusCode, 204, set.body);
    const now = (await ask()).find(({ period }) => period === first.period);
    assert.deepEqual([now?.isSet, now?.releaseAt], [true, '2027-01-20T02:00:00.000Z']);
  });
});
