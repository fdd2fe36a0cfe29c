import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { periodKey } from '#platform/period/key.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import type { TestApp } from '#platform/testing.ts';
import { cardDetail } from './actions/card.ts';
import { exportCsv } from './actions/export.ts';
import { setTargets } from './actions/targets.ts';
import {
  actorWith,
  addIndicator,
  CITIES,
  openIndicatorApp,
  PROVINCE,
  publish,
  rowOf,
  rowsOf,
} from './indicators.test-support.ts';
import { query } from './query/query.ts';

let app: TestApp;
before(async () => {
  app = await openIndicatorApp();
});
after(() => app.dispose());

const at = (period: string) => ({ regions: { these: [PROVINCE] }, periods: { keys: [periodKey(period)] } });
const series = (indicator: string, values: Readonly<Record<string, number>>, region = PROVINCE) =>
  Object.entries(values).map(([period, value]) => ({ indicator, region, period, value }));

describe('statistical rules, from the stored figure to the reply', () => {
  it('R1 the figure of a month follows from cumulative ones and is marked; that of GDP does not', async () => {
    const { platform } = app;
    await publish(platform, series('JJ015', { '2026-08': 400, '2026-09': 460.3, '2026-10': 530.4 }));
    const row = await rowOf(platform, { indicators: ['JJ015'], ...at('2026-10'), basis: 'CUR' });
    assert.deepEqual([row.value, row.flags, row.periodLabel], [70.1, ['derived'], '2026年10月']);
    const gdp = await query(platform, SYSTEM_ACTOR, { indicators: ['JJ001'], ...at('2026-Q3'), basis: 'CUR' });
    assert.deepEqual([gdp.rows, gdp.refusals.map(({ code }) => code)], [[], ['basis-not-derivable']]);
  });

  it('R2 there is no January: February is 1—2月, January merged, neither zero nor late', async () => {
    const { platform } = app;
    await publish(platform, series('JJ015', { '2026-02': 90, '2025-12': 900 }));
    const february = await rowOf(platform, { indicators: ['JJ015'], ...at('2026-02'), operators: ['mom'] });
    assert.equal(february.periodLabel, '2026年1—2月');
    const january = await rowOf(platform, { indicators: ['JJ015'], ...at('2026-01') });
    assert.deepEqual([january.value, january.status], [null, 'merged']);
  });

  it('R3 quarters of the year so far are 一季度, 上半年, 前三季度, 全年', async () => {
    const { platform } = app;
    await publish(platform, series('JJ001', { '2025-Q1': 1, '2025-Q2': 2, '2025-Q3': 3, '2025-Q4': 4 }));
    const rows = await rowsOf(platform, {
      indicators: ['JJ001'],
      regions: { these: [PROVINCE] },
      periods: { from: periodKey('2025-Q1'), to: periodKey('2025-Q4') },
    });
    assert.deepEqual(
      rows.map(({ periodLabel }) => periodLabel),
      ['2025年一季度', '2025年上半年', '2025年前三季度', '2025年全年'],
    );
  });

  it('R4 growth at constant prices is published, never computed; a gap between the two is told', async () => {
    const { platform } = app;
    await publish(platform, [
      ...series('JJ001', { '2026-Q2': 6 }),
      { indicator: 'JJ001', region: PROVINCE, period: '2026-Q3', value: 9, growth: 5.6 },
    ]);
    assert.equal((await rowOf(platform, { indicators: ['JJ001'], ...at('2026-Q3') })).yoy?.value, 5.6);
    assert.equal((await rowOf(platform, { indicators: ['JJ001'], ...at('2026-Q2') })).yoy?.status, 'refused');
    const code = await addIndicator(platform, { code: 'JJ951' });
    await publish(platform, [
      ...series(code, { '2025-10': 100 }),
      { indicator: code, region: PROVINCE, period: '2026-10', value: 110, growth: 7 },
    ]);
    const row = await rowOf(platform, { indicators: [code], ...at('2026-10') });
    assert.deepEqual([row.yoy?.value, row.yoy?.source], [10, 'computed']);
    assert.match(row.yoy?.note ?? '', /基数调整或口径变动/);
  });

  it('R5 R6 R7 rates differ by points, amounts by percent, months are not adjusted unless said', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ952', unit: '%', measure: 'rate', basis: 'RATE' });
    await publish(
      platform,
      series(code, { '2025-10': 93, '2026-09': 94.5, '2026-10': 95 }).map((r) => ({ ...r, basis: 'RATE' as const })),
    );
    const row = await rowOf(platform, { indicators: [code], ...at('2026-10'), operators: ['yoy', 'mom'] });
    assert.deepEqual([row.yoy?.words, row.yoy?.unit], ['提高2.0个百分点', '百分点']);
    assert.deepEqual([row.mom?.words, row.mom?.note], ['提高0.5个百分点', '比上月（未季调）']);
  });

  it('R9 a ceiling has room left and no share; a seasonal target follows its own curve', async () => {
    const { platform } = app;
    const ceiling = await addIndicator(platform, {
      code: 'JJ953',
      targetKind: 'ceiling',
      direction: 'lower',
      basis: 'AVG',
    });
    const seasonal = await addIndicator(platform, { code: 'JJ954', targetKind: 'accumulate' });
    await publish(platform, [
      { indicator: ceiling, region: PROVINCE, period: '2026-10', value: 33, basis: 'AVG' },
      ...series(seasonal, { '2026-10': 95 }),
    ]);
    const curve = [0, 0, 10, 40, 60, 70, 75, 80, 88, 95, 98, 100];
    const target = { region: PROVINCE, year: 2026, source: '测试' };
    await setTargets(platform, SYSTEM_ACTOR, [
      { ...target, indicator: ceiling, value: 35 },
      { ...target, indicator: seasonal, value: 100, curve },
    ]);
    const room = await rowOf(platform, { indicators: [ceiling], ...at('2026-10'), operators: ['progress'] });
    assert.deepEqual([room.progress?.headroom, room.progress?.share], [2, undefined]);
    const share = await rowOf(platform, { indicators: [seasonal], ...at('2026-10'), operators: ['progress'] });
    assert.deepEqual([share.progress?.share, share.progress?.timeShare, share.progress?.gap], [95, 95, 0]);
  });

  it('R10 ties share a place, a missing city is named, and what must not be ranked says so', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ955', rankKeys: ['level'], direction: 'higher' });
    const values = [9, 8, 8, 7, 6, 5, 4, 3, 2, 1, 0];
    await publish(
      platform,
      CITIES.map((region, i) => ({ indicator: code, region, period: '2026-10', value: values[i] ?? 0 })),
    );
    await publish(
      platform,
      CITIES.slice(1).map((region) => ({ indicator: code, region, period: '2026-09', value: 1 })),
    );
    const cities = { indicators: [code], regions: { childrenOf: PROVINCE }, operators: ['rank' as const] };
    const ranked = await rowsOf(platform, { ...cities, periods: { latest: true } });
    assert.deepEqual(
      ranked.map(({ rank }) => rank?.rank),
      [1, 2, 2, 4, 5, 6, 7, 8, 9, 10, 11],
    );
    const [second] = await rowsOf(platform, { ...cities, periods: { keys: [periodKey('2026-09')] } });
    assert.deepEqual([second?.rank?.rank, second?.rank?.words], [null, '不参与排名（缺太原）']);
    const petitions = await addIndicator(platform, { code: 'ZL951', domain: 'ZL', rankKeys: [] });
    await publish(
      platform,
      CITIES.map((region) => ({ indicator: petitions, region, period: '2026-10', value: 1 })),
    );
    const unranked = await rowsOf(platform, { ...cities, indicators: [petitions], periods: { latest: true } });
    assert.ok(unranked.every(({ rank }) => rank?.status === 'not-applicable' && rank.rank === null));
  });
});

describe('questions without an answer', () => {
  it('are refused by kind, part by part, and the rest is answered', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ956', levels: ['province', 'city'] });
    await publish(platform, series(code, { '2026-10': 5 }));
    const reply = await query(platform, SYSTEM_ACTOR, {
      indicators: [code, 'ZZ999', 'JJ032'],
      regions: { these: [PROVINCE, '140105', '149999'] },
      periods: { keys: [periodKey('2026-10'), periodKey('2026-Q3')] },
    });
    assert.deepEqual(
      reply.rows.map(({ value }) => value),
      [5],
    );
    const kinds = reply.refusals.map(({ code: kind, indicator, region, period }) => [
      kind,
      indicator ?? region,
      period,
    ]);
    assert.deepEqual(
      kinds.filter(([kind]) => kind === 'unknown-region'),
      [['unknown-region', '149999', undefined]],
    );
    assert.ok(kinds.some(([kind, what]) => kind === 'unknown-indicator' && what === 'ZZ999'));
    assert.ok(kinds.some(([kind, what]) => kind === 'level-not-collected' && what === code));
    assert.ok(
      kinds.some(([kind, what, period]) => kind === 'period-not-fitting' && what === code && period === '2026-Q3'),
    );
    const nothing = await query(platform, SYSTEM_ACTOR, {
      indicators: ['JJ032'],
      regions: { these: [PROVINCE] },
      periods: { latest: true },
    });
    assert.deepEqual(
      nothing.refusals.map(({ code: kind }) => kind),
      ['nothing-yet'],
    );
  });

  it('too many rows at once are refused as a whole', async () => {
    const request = {
      indicators: ['JJ015'],
      regions: { level: 'county' as const },
      periods: { last: 400 },
    };
    await publish(app.platform, series('JJ015', { '2026-10': 1 }, '140105'));
    await assert.rejects(query(app.platform, SYSTEM_ACTOR, request), { code: 'indicators.too-many-rows' });
  });
});

describe('what leaves or is protected is on record', () => {
  it('exports are safe for spreadsheets and audited; so is a look at a restricted indicator', async () => {
    const { platform } = app;
    const name = '=HYPERLINK("http://x")';
    const code = await addIndicator(platform, { code: 'JJ957', name, secrecy: 'restricted' });
    await publish(platform, series(code, { '2026-10': -5 }));
    const request = { indicators: [code], regions: { these: [PROVINCE] }, periods: { latest: true as const } };
    const csv = await exportCsv(platform, SYSTEM_ACTOR, request);
    assert.ok(csv.startsWith('\uFEFF指标代码'));
    assert.ok(csv.includes('"\'=HYPERLINK(""http://x"")"'), csv);
    assert.ok(csv.includes(',-5,'));
    await cardDetail(platform, actorWith(['indicator:read', 'indicator:read-internal']), code, { region: PROVINCE });
    const audit = await platform
      .db()
      .selectFrom('platform.audit')
      .select('action')
      .where('subject_id', '=', code)
      .execute();
    const actions = audit.map(({ action }) => action);
    assert.ok(actions.includes('indicators.export') && actions.includes('indicators.read-restricted'), actions.join());
  });
});
