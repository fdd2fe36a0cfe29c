import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { publishObservations } from '#module/indicators';
import { periodKey } from '#platform/period/key.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import type { Screen } from './contract.ts';

let app: TestApp;
let governor: Caller;
before(async () => {
  app = await openTestApp({ frozenNow: new Date('2026-11-24T08:00:00+08:00') });
  governor = await app.signInAs('governor');
});
after(() => app.dispose());

async function screen(query = '', caller = governor): Promise<Screen> {
  const reply = await caller({ method: 'GET', url: `/api/cockpit/screens/peers${query}` });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json();
}

const publish = (indicator: string, period: string, values: Readonly<Record<string, number>>) => {
  const rows = Object.entries(values).map(([region, value]) => ({
    ...{ indicator, region, value, basis: 'CUM' as const },
    period: periodKey(period),
  }));
  const options = { stage: 'final', at: new Date('2026-11-20T00:00:00Z'), source: 'system' } as const;
  return publishObservations(app.platform, SYSTEM_ACTOR, rows, options);
};

describe('他山之石', () => {
  it('begins at home while no other province has a figure, and says what feeds it', async () => {
    await publish('JJ001', '2026-Q3', { '140000': 19000 });
    const { place } = await screen();
    assert.equal(place.region.code, '140000');
    const boards = (await governor({ method: 'GET', url: '/api/cockpit/boards' })).json();
    const peers = boards.find(({ id }: { id: string }) => id === 'peers');
    assert.equal(peers.opensAt, '100000');
    assert.match(peers.feeds, /导入国家统计局分省数据/);
    const nation = await governor({ method: 'GET', url: '/api/cockpit/nation?indicator=JJ001' });
    assert.deepEqual(nation.json(), { period: null });
  });

  it('opens at the nation, in the newest period that the provinces share', async () => {
    const provinces = {
      '110000': 49843.1,
      '130000': 47526.9,
      '310000': 53926.7,
      '440000': 141633.8,
      '140000': 25353.5,
    };
    await publish('JJ001', '2024-Q4', provinces);
    const { place, focus, exceptions, freshness } = await screen();
    assert.equal(place.region.code, '100000');
    assert.equal(focus?.mapOf, '100000');
    const shown = focus?.rows.filter(({ value }) => value !== null) ?? [];
    assert.deepEqual([focus?.rows.length, shown.length, shown[0]?.period], [34, 5, '2024-Q4']);
    assert.deepEqual([exceptions.length, freshness.expected], [0, 0], 'other provinces owe this one nothing');
    const nation = await governor({ method: 'GET', url: '/api/cockpit/nation?indicator=JJ001' });
    assert.deepEqual(nation.json(), { period: '2024-Q4' });
  });

  it('another province is seen among the provinces; one’s own place is seen when chosen', async () => {
    const hebei = await screen('?region=130000');
    assert.equal(hebei.domains[0]?.cards.find(({ indicator }) => indicator === 'JJ001')?.value, 47526.9);
    assert.equal(hebei.focus?.mapOf, '100000');
    assert.equal(hebei.focus?.rows.find(({ region }) => region === '440000')?.value, 141633.8);
    assert.equal((await screen('?region=140000')).focus?.mapOf, '140000');
  });

  it('who reads one city begins in that city', async () => {
    const city = await app.signInAs('city');
    assert.equal((await screen('', city)).place.region.level, 'city');
  });
});
