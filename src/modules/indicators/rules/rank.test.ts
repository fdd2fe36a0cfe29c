import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isAscending, type RankTraits, rankChange, rankRegions } from './rank.ts';

const cities = ['140100', '140200', '140300', '140400'];
const traits: RankTraits = {
  definition: { rankKeys: ['level', 'growth'], direction: 'higher' },
  by: 'level',
  decimals: 1,
  members: cities,
};
const name = (region: string) => `${region.slice(2, 4)}市`;

function rankAll(values: (number | null)[], given: RankTraits = traits) {
  const entries = values.map((value, i) => ({ region: cities[i] ?? '', value }));
  return [...rankRegions(given, entries, name).entries()]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([, rank]) => rank);
}

test('R10 ties share a place and the next is skipped', () => {
  assert.deepEqual(
    rankAll([5, 4, 4, 3]).map((r) => r.rank),
    [1, 2, 2, 4],
  );
  assert.deepEqual(
    rankAll([4.04, 4.01, 9, 3]).map((r) => r.rank),
    [2, 2, 1, 4],
    'equal as published',
  );
});

test('R10 the distance to the next better place', () => {
  assert.deepEqual(
    rankAll([5, 4.2, 4.2, 3]).map((r) => r.behindNext),
    [undefined, 0.8, 0.8, 1.2],
  );
});

test('R10 lower is first where lower is better, except for completion and improvement', () => {
  const lower: RankTraits = { ...traits, definition: { rankKeys: ['level', 'improvement'], direction: 'lower' } };
  assert.deepEqual(
    rankAll([5, 4, 3, 2], lower).map((r) => r.rank),
    [4, 3, 2, 1],
  );
  assert.equal(isAscending('improvement', 'lower'), false);
  assert.equal(isAscending('growth', 'lower'), true);
  assert.equal(isAscending('level', 'neutral'), false);
});

test('R10 a missing member stops the whole ranking and is named', () => {
  const ranks = rankAll([5, null, 4, 3]);
  assert.deepEqual(new Set(ranks.map((r) => r.rank)), new Set([null]));
  assert.equal(ranks[0]?.words, '不参与排名（缺02市）');
  assert.deepEqual(ranks[0]?.missing, ['140200']);
  assert.match(rankAll([null, null, null, null])[0]?.words ?? '', /等4地/);
});

test('R10 what must not be ranked is not ranked', () => {
  const none: RankTraits = { ...traits, definition: { rankKeys: [], direction: 'lower' } };
  assert.deepEqual(rankAll([5, 4, 3, 2], none)[0]?.status, 'not-applicable');
});

test('R10 a place is one more than the number of better ones, and order does not matter', () => {
  const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(values, (list) => {
      const ranks = rankAll(list);
      for (const [i, value] of list.entries()) {
        assert.equal(ranks[i]?.rank, 1 + list.filter((other) => other > value).length);
      }
    }),
  );
});

test('R10 change of place is previous less present', () => {
  assert.deepEqual(rankChange(5, 3), { change: 2, previous: 5, words: '前移2位' });
  assert.deepEqual(rankChange(3, 5).words, '后退2位');
  assert.deepEqual(rankChange(3, 3).words, '位次不变');
  assert.equal(rankChange(null, 3).change, null);
});
