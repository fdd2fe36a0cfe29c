import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { regionsOf } from '#module/identity';
import type { Clock } from '#platform/clock.ts';
import { periodKey } from '#platform/period/key.ts';
import type { Actor } from '#platform/scope.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import type { Caller, TestApp } from '#platform/testing.ts';
import { mayReadPlace } from './access.ts';
import { cardDetail } from './actions/card.ts';
import { historyOf } from './actions/history.ts';
import { setRelease } from './actions/release.ts';
import type { CardReply } from './contract.ts';
import { actorWith, addIndicator, CITIES, openIndicatorApp, PROVINCE, publish } from './indicators.test-support.ts';
import { makeCardReply } from './query/cards.ts';
import { query } from './query/query.ts';
import { readyReply } from './query/ready.ts';

const PUBLIC = 'JJ931';
const INTERNAL = 'JJ932';
const RESTRICTED = 'JJ933';
const EMBARGOED = 'JJ934';
const ALL = [PUBLIC, INTERNAL, RESTRICTED, EMBARGOED];
const TAIYUAN = '140100';
const DATONG = '140200';

const READ = 'indicator:read';
const INTERNALLY = 'indicator:read-internal';
const EARLY = 'embargo:read';

/** Who asks, and which of the four indicators and two cities they may see. */
const MATRIX: readonly (readonly [who: string, actor: Actor, sees: readonly string[], places: readonly string[]])[] = [
  ['a reader of public figures', actorWith([READ]), [PUBLIC], [PROVINCE, TAIYUAN, DATONG]],
  [
    'a reader of internal figures',
    actorWith([READ, INTERNALLY]),
    [PUBLIC, INTERNAL, RESTRICTED],
    [PROVINCE, TAIYUAN, DATONG],
  ],
  [
    'an officer of another department',
    actorWith([READ, INTERNALLY], { departments: ['D02'] }),
    [PUBLIC, INTERNAL],
    [PROVINCE, TAIYUAN, DATONG],
  ],
  [
    'an officer of the owning department',
    actorWith([READ, INTERNALLY], { departments: ['D28'] }),
    [PUBLIC, INTERNAL, RESTRICTED],
    [PROVINCE, TAIYUAN, DATONG],
  ],
  ['a leader', actorWith([READ, INTERNALLY, EARLY]), ALL, [PROVINCE, TAIYUAN, DATONG]],
  ['a mayor', actorWith([READ, INTERNALLY], { regions: [TAIYUAN] }), [PUBLIC, INTERNAL, RESTRICTED], [TAIYUAN]],
  ['a county', actorWith([READ], { regions: ['140105'] }), [PUBLIC], []],
];

let app: TestApp;
before(async () => {
  app = await openIndicatorApp();
  const { platform } = app;
  await addIndicator(platform, { code: PUBLIC, rankKeys: ['level'] });
  await addIndicator(platform, { code: INTERNAL, secrecy: 'internal' });
  await addIndicator(platform, { code: RESTRICTED, secrecy: 'restricted' });
  await addIndicator(platform, {
    code: EMBARGOED,
    embargo: true,
    thresholds: [{ colour: 'red', subject: 'value', is: 'below', than: 1 }],
  });
  const places = [PROVINCE, ...CITIES];
  await publish(
    platform,
    ALL.flatMap((indicator) => places.map((region, i) => ({ indicator, region, period: '2026-10', value: 10 + i }))),
  );
  const releaseAt = '2026-12-01T02:00:00Z';
  await setRelease(platform, SYSTEM_ACTOR, { indicator: EMBARGOED, period: periodKey('2026-10'), releaseAt });
});
after(() => app.dispose());

describe('who sees what', () => {
  for (const [who, actor, sees, places] of MATRIX) {
    it(`${who}: figures, cards, drawers and history agree`, async () => {
      for (const region of [PROVINCE, TAIYUAN, DATONG]) {
        const reply = await query(app.platform, actor, {
          indicators: ALL,
          regions: { these: [region] },
          periods: { keys: [periodKey('2026-10')] },
          operators: ['value', 'yoy', 'trend', 'light', 'rank'],
        });
        const shown = reply.rows.filter(({ value }) => value !== null).map(({ indicator }) => indicator);
        const expected = places.includes(region) ? ALL.filter((code) => sees.includes(code)) : [];
        assert.deepEqual(shown, expected, region);
        assertNoTrace(reply.rows, expected);
        for (const code of ALL) await assertDrawer(actor, code, region, expected.includes(code));
      }
    });
  }

  /** Rows without a figure carry none in their course, light or growth either. */
  function assertNoTrace(rows: Awaited<ReturnType<typeof query>>['rows'], expected: readonly string[]): void {
    for (const row of rows.filter(({ indicator }) => !expected.includes(indicator))) {
      assert.equal(row.status, 'suppressed');
      assert.ok((row.trend?.values ?? []).every((value) => value === null));
      assert.equal(row.light?.colour, 'none');
      assert.equal(row.yoy?.value ?? null, null);
    }
  }

  async function assertDrawer(actor: Actor, code: string, region: string, isShown: boolean): Promise<void> {
    const cell = { region, period: periodKey('2026-10') };
    const [history, detail] = await Promise.allSettled([
      historyOf(app.platform, actor, code, cell),
      cardDetail(app.platform, actor, code, cell),
    ]);
    const vintages = history.status === 'fulfilled' ? history.value.vintages.length : 0;
    assert.equal(vintages > 0, isShown, `history of ${code} in ${region}`);
    const value = detail.status === 'fulfilled' ? detail.value.row.value : null;
    assert.equal(value !== null, isShown, `drawer of ${code} in ${region}`);
  }

  it('R14 an embargo ends by itself at its hour, for kept replies too; until then the period before is the newest', async () => {
    const { platform } = app;
    const reader = actorWith([READ]);
    const ask = { region: PROVINCE, indicators: [EMBARGOED] };
    const indicator = EMBARGOED;
    await publish(platform, [{ indicator, region: PROVINCE, period: '2026-09', value: 9 }]);
    const release = { indicator, period: periodKey('2026-10'), releaseAt: '2026-11-24T02:00:00Z' };
    await setRelease(platform, SYSTEM_ACTOR, release);
    const seen = async (actor: Actor) => {
      const ready = await readyReply(platform, actor, ['cards', ask], () => makeCardReply(platform, actor, ask));
      const { cards }: CardReply = JSON.parse(ready.body.toString());
      return cards.map(({ period, value, flags }) => [period, value, flags?.join()]);
    };
    assert.deepEqual(await seen(reader), [['2026-09', 9, undefined]]);
    assert.deepEqual(await seen(actorWith([READ, EARLY])), [['2026-10', 10, 'unreleased']]);
    setClock(platform.clock, new Date('2026-11-24T01:59:59.999Z'));
    assert.deepEqual(await seen(reader), [['2026-09', 9, undefined]]);
    setClock(platform.clock, new Date('2026-11-24T02:00:00Z'));
    assert.deepEqual(await seen(reader), [['2026-10', 10, undefined]]);
    assert.deepEqual(await seen(actorWith([READ, EARLY])), [['2026-10', 10, undefined]]);
  });

  it('a mayor learns the place of the own city, though not the figures of the others', async () => {
    const mayor = actorWith([READ], { regions: [TAIYUAN] });
    const { rows, refusals } = await query(app.platform, mayor, {
      indicators: [PUBLIC],
      regions: { these: [TAIYUAN, DATONG] },
      periods: { latest: true },
      operators: ['rank'],
    });
    assert.deepEqual(
      rows.map(({ region, rank }) => [region, rank?.rank]),
      [[TAIYUAN, 11]],
    );
    assert.deepEqual(
      refusals.map(({ code, region }) => [code, region]),
      [['not-permitted', DATONG]],
    );
    const children = { indicators: [PUBLIC], regions: { childrenOf: PROVINCE }, periods: { latest: true } as const };
    assert.deepEqual(
      (await query(app.platform, mayor, children)).rows.map(({ region }) => region),
      [TAIYUAN],
    );
  });
});

describe('other provinces', () => {
  it('are open to who reads a whole province, and to no city', async () => {
    const regions = await regionsOf(app.platform);
    const province = actorWith([READ], { regions: [PROVINCE] });
    const city = actorWith([READ], { regions: [TAIYUAN] });
    const open = (actor: Actor) =>
      ['100000', '130000', PROVINCE, '130100'].filter((c) => mayReadPlace(actor, regions, c));
    assert.deepEqual(open(province), ['100000', '130000', PROVINCE]);
    assert.deepEqual(open(city), ['100000']);
  });
});

/** Move the clock of a test application, which stands still by itself. */
function setClock(clock: Clock, to: Date): void {
  if (!('set' in clock) || typeof clock.set !== 'function') throw new Error('the clock does not stand still');
  clock.set(to);
}

/** Routes by post: allowed or forbidden. A request that is let in may still be wrong (400, 404, 422). */
const ROUTES: readonly (readonly [method: 'GET' | 'POST' | 'DELETE', url: string, allowed: readonly string[]])[] = [
  ['POST', '/api/indicators/query', ['governor', 'officer', 'county', 'city']],
  ['POST', '/api/indicators/cards', ['governor', 'officer', 'county', 'city']],
  ['POST', '/api/indicators/export', ['governor', 'officer', 'county', 'city']],
  ['GET', '/api/indicators/definitions', ['governor', 'officer', 'county', 'city']],
  ['GET', '/api/indicators/JJ001/card?region=140000', ['governor', 'officer', 'county', 'city']],
  ['GET', '/api/indicators/JJ001/history?region=140000&period=2026-Q3', ['governor', 'officer', 'county', 'city']],
  ['POST', '/api/indicators/definitions', ['officer']],
  ['POST', '/api/indicators/definitions/JJ001/versions', ['officer']],
  ['POST', '/api/indicators/releases', ['officer']],
  ['POST', '/api/indicators/targets', ['director']],
  ['POST', '/api/indicators/bindings', ['officer', 'bureau']],
  ['GET', '/api/indicators/matches?resource=00000000-0000-7000-8000-000000000001', ['officer', 'bureau']],
];
const POSTS = ['governor', 'director', 'officer', 'city', 'county', 'bureau', 'sysadmin', 'secadmin', 'auditor'];

describe('routes by post', () => {
  const callers = new Map<string, Caller>();
  before(async () => {
    for (const post of POSTS) callers.set(post, await app.signInAs(post));
  });

  for (const [method, url, allowed] of ROUTES) {
    it(`${method} ${url}`, async () => {
      const isWrite = allowed.length <= 2;
      for (const post of POSTS) {
        const reply = await callers.get(post)?.({ method, url, ...(method === 'POST' ? { payload: {} } : {}) });
        const code = reply?.json().code;
        const isKeeper = ['sysadmin', 'secadmin', 'auditor'].includes(post);
        if (isKeeper || (isWrite && !allowed.includes(post))) assert.equal(code, 'platform.forbidden', post);
        if (allowed.includes(post)) assert.notEqual(code, 'platform.forbidden', post);
      }
      assert.equal((await app.http.inject({ method, url, headers: { 'x-yiping': '1' } })).statusCode, 401);
    });
  }
});
