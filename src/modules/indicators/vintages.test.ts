import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { periodKey } from '#platform/period/key.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import type { TestApp } from '#platform/testing.ts';
import { publishObservations } from './actions/append.ts';
import { changeIndicator } from './actions/definitions.ts';
import { isDemoShown, removeDemo } from './actions/demo.ts';
import { historyOf } from './actions/history.ts';
import { withPublication } from './actions/publish.ts';
import { recover } from './actions/recover.ts';
import { deskOf } from './desk.ts';
import { addIndicator, openIndicatorApp, PROVINCE, publish, rowOf } from './indicators.test-support.ts';
import { appendObservations } from './olap/observation.ts';

let app: TestApp;
before(async () => {
  app = await openIndicatorApp();
});
after(() => app.dispose());

const october = { regions: { these: [PROVINCE] }, periods: { keys: [periodKey('2026-10')] } };
const figure = (indicator: string, value: number | null) => ({ indicator, region: PROVINCE, period: '2026-10', value });

describe('vintages', () => {
  it('R11 the later figure is current, the earlier is there as of its day, and both are in the history', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ911' });
    await publish(platform, [figure(code, 100)], new Date('2026-11-10T02:00:00Z'));
    await publish(platform, [figure(code, 103.5)], new Date('2026-11-18T02:00:00Z'));
    assert.equal((await rowOf(platform, { indicators: [code], ...october })).value, 103.5);
    const earlier = await rowOf(platform, { indicators: [code], ...october, asOf: '2026-11-15T00:00:00Z' });
    assert.equal(earlier.value, 100);
    const before = await rowOf(platform, { indicators: [code], ...october, asOf: '2026-11-01T00:00:00Z' });
    assert.deepEqual([before.value, before.status], [null, 'not-due']);
    const { vintages } = await historyOf(platform, SYSTEM_ACTOR, code, {
      region: PROVINCE,
      period: periodKey('2026-10'),
    });
    assert.deepEqual(
      vintages.map(({ value, current }) => [value, current]),
      [
        [103.5, true],
        [100, false],
      ],
    );
  });

  it('the drawer of a screen of an earlier day shows that day: its figure, and no vintage that came after', async () => {
    const code = await addIndicator(app.platform, { code: 'JJ919', unit: '%' });
    await publish(app.platform, [figure(code, 4)], new Date('2026-11-10T02:00:00Z'));
    await publish(app.platform, [figure(code, 4.2)], new Date('2026-11-18T02:00:00Z'));
    const governor = await app.signInAs('governor');
    const ask = async (asOf: string, path = 'card') => {
      const query = new URLSearchParams({ region: PROVINCE, period: '2026-10', ...(asOf && { asOf }) });
      const reply = await governor({ method: 'GET', url: `/api/indicators/${code}/${path}?${query}` });
      return { status: reply.statusCode, body: reply.json() };
    };
    const values = (body: { vintages: { value: number }[] }) => body.vintages.map(({ value }) => value);
    const [now, then] = [await ask(''), await ask('2026-11-15T00:00:00Z')];
    assert.deepEqual([now.body.row.value, values(now.body)], [4.2, [4.2, 4]]);
    assert.deepEqual([then.body.row.value, values(then.body)], [4, [4]]);
    assert.equal(then.body.head.measure, 'rate');
    assert.deepEqual(values((await ask('2026-11-15T00:00:00Z', 'history')).body), [4]);
    assert.equal((await ask('yesterday')).status, 400);
  });

  it('a figure published later with an earlier instant does not push aside what is newer', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ912' });
    await publish(platform, [figure(code, 7)], new Date('2026-11-18T02:00:00Z'));
    await publish(platform, [figure(code, 6)], new Date('2026-11-10T02:00:00Z'));
    assert.equal((await rowOf(platform, { indicators: [code], ...october })).value, 7);
  });

  it('R13 a later blank does not hide a figure, and a blank alone is missing, not zero and not late', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ913' });
    await publish(platform, [figure(code, 5)], new Date('2026-11-10T02:00:00Z'));
    await publish(platform, [{ ...figure(code, null), mark: 'missing' }], new Date('2026-11-18T02:00:00Z'));
    assert.equal((await rowOf(platform, { indicators: [code], ...october })).value, 5);
    await publish(platform, [{ ...figure(code, null), period: '2026-09', mark: 'missing' }]);
    const september = { ...october, periods: { keys: [periodKey('2026-09')] } };
    const row = await rowOf(platform, { indicators: [code], ...september });
    assert.deepEqual([row.value, row.status], [null, 'missing']);
  });

  it('a later figure without its growth is current over an earlier one that had it', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ917' });
    await publish(platform, [{ ...figure(code, 24525.2), growth: 5.2 }], new Date('2026-11-10T02:00:00Z'));
    await publish(platform, [figure(code, 25353.5)], new Date('2026-11-18T02:00:00Z'));
    assert.equal((await rowOf(platform, { indicators: [code], ...october })).value, 25353.5);
  });

  it('a growth that comes on its own stands beside the figure that came before', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ914', growthMethod: 'constant-price' });
    await publish(platform, [figure(code, 50)], new Date('2026-11-10T02:00:00Z'));
    await publish(platform, [{ ...figure(code, null), growth: 4.2 }], new Date('2026-11-18T02:00:00Z'));
    const row = await rowOf(platform, { indicators: [code], ...october });
    assert.deepEqual([row.value, row.yoy?.value, row.yoy?.source], [50, 4.2, 'published']);
  });

  it('R17 a change of caliber breaks the series: no growth across it, and a mark where it begins', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ915' });
    const months = ['2025-09', '2025-10', '2026-09', '2026-10'];
    await publish(
      platform,
      months.map((period, i) => ({ ...figure(code, 10 + i), period })),
    );
    const ask = { indicators: [code], ...october, operators: ['yoy' as const, 'trend' as const] };
    assert.equal((await rowOf(platform, ask)).yoy?.status, 'ok');
    const change = { changes: { caliber: '新口径' }, validFrom: '2026-01-01', breaksSeries: true, reason: '普查' };
    await changeIndicator(platform, SYSTEM_ACTOR, code, change);
    const row = await rowOf(platform, ask);
    assert.deepEqual([row.yoy?.status, row.yoy?.value], ['refused', null]);
    assert.ok(row.trend?.marks.some(({ period, mark }) => period === '2026-01' && mark === 'caliber-changed'));
  });
});

describe('publications', () => {
  it('do not count before they are committed, and leave nothing behind when they fail', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ921' });
    const at = new Date('2026-11-20T00:00:00Z');
    const opening = { source: 'system', binding: null, sourceBatch: null, stage: 'final', at } as const;
    const rows = [{ ...figure(code, 1), period: periodKey('2026-10'), basis: 'CUM' as const }];
    const failing = withPublication(platform, SYSTEM_ACTOR, opening, async (publication) => {
      await appendObservations(platform, rows, { publication, at, stage: 'final' });
      assert.equal((await rowOf(platform, { indicators: [code], ...october })).value, null);
      throw new Error('the writer broke');
    });
    await assert.rejects(failing, /the writer broke/);
    assert.equal((await rowOf(platform, { indicators: [code], ...october })).value, null);
    const left = await platform.olap.rows(`SELECT count() FROM indicators.observation WHERE indicator = '${code}'`);
    assert.deepEqual(left, [[0]]);
  });

  it('one bad observation refuses them all', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ922' });
    const rows = [
      { ...figure(code, 1), period: periodKey('2026-10'), basis: 'CUM' as const },
      { ...figure(code, Number.NaN), period: periodKey('2026-09'), basis: 'CUM' as const },
    ];
    const options = { stage: 'final', at: new Date(), source: 'system' } as const;
    await assert.rejects(publishObservations(platform, SYSTEM_ACTOR, rows, options), {
      code: 'indicators.bad-observation',
    });
    assert.equal((await rowOf(platform, { indicators: [code], ...october })).value, null);
  });

  it('a death between rows and commit: the rows never count and are gone at the next start', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ923' });
    await publish(platform, [figure(code, 10)]);
    const at = new Date('2026-11-21T00:00:00Z');
    const opening = { source: 'system', binding: null, sourceBatch: null, stage: 'final', at } as const;
    const never = new Promise<never>(() => {});
    let written: () => void = () => {};
    const rowsAreIn = new Promise<void>((resolve) => {
      written = resolve;
    });
    const rows = [{ ...figure(code, 99), period: periodKey('2026-10'), basis: 'CUM' as const }];
    void withPublication(platform, SYSTEM_ACTOR, opening, async (publication) => {
      await appendObservations(platform, rows, { publication, at, stage: 'final' });
      written();
      return never;
    });
    await rowsAreIn;
    deskOf(platform).changed();
    assert.equal((await rowOf(platform, { indicators: [code], ...october })).value, 10);
    app = await app.reopen();
    const later = app.platform;
    const left = await later.olap.rows(`SELECT value FROM indicators.observation WHERE indicator = '${code}'`);
    assert.deepEqual(left, [[10]]);
    assert.equal((await rowOf(later, { indicators: [code], ...october })).value, 10);
    assert.deepEqual(await recover(later), []);
  });

  it('demo figures are told, and leave without a trace', async () => {
    const { platform } = app;
    const code = await addIndicator(platform, { code: 'JJ924' });
    assert.equal(await isDemoShown(platform), false);
    const rows = [{ ...figure(code, 3), period: periodKey('2026-10'), basis: 'CUM' as const, mark: 'simulated' }];
    await publishObservations(platform, SYSTEM_ACTOR, rows, {
      stage: 'final',
      at: new Date('2026-11-20'),
      source: 'demo',
    });
    assert.equal(await isDemoShown(platform), true);
    const row = await rowOf(platform, { indicators: [code], ...october });
    assert.deepEqual([row.value, row.flags], [3, ['simulated']]);
    assert.deepEqual(await removeDemo(platform, SYSTEM_ACTOR), { publications: 1 });
    assert.equal(await isDemoShown(platform), false);
    assert.equal((await rowOf(platform, { indicators: [code], ...october })).value, null);
    assert.deepEqual(
      await platform.olap.rows(`SELECT count() FROM indicators.observation WHERE indicator = '${code}'`),
      [[0]],
    );
  });
});
