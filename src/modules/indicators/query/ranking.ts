import type { PeriodKey } from '#platform/period/key.ts';
import type { Rank, RankChange, RankKey } from '../contract.ts';
import { rankChange, rankRegions } from '../rules/rank.ts';
import { type Ground, moved, type Place, valueAt } from './figure.ts';
import { progressAt, yearGrowthAt } from './operators.ts';
import { nameOf, sistersOf } from './world.ts';

/** Rankings of an answer: each is made once for all regions that it ranks. */
export interface Rankings {
  at(place: Place): Rank;
  changeAt(place: Place): RankChange;
  /** 1 for the last place; null when not ranked. */
  fromEnd(place: Place): number | null;
}

/** Rankings by `rankBy`, or by each indicator's first key. */
export function openRankings(ground: Ground, rankBy: RankKey | undefined): Rankings {
  const made = new Map<string, Map<string, Rank>>();
  const of = (place: Place): Map<string, Rank> => {
    const parent = ground.world.regions.get(place.region)?.parent ?? '';
    const key = `${place.indicator.code} ${place.basis} ${place.period} ${parent}`;
    const known = made.get(key) ?? makeRanking(ground, place, rankKeyOf(place, rankBy));
    made.set(key, known);
    return known;
  };
  const at = (place: Place): Rank => of(place).get(place.region) ?? unranked(rankKeyOf(place, rankBy));
  const previous = (place: Place): PeriodKey =>
    ground.world.calendar.previous(place.period, place.indicator.current.definition.mergedJanFeb);
  return {
    at,
    changeAt: (place) => rankChange(at(moved(place, previous(place))).rank, at(place).rank),
    fromEnd: (place) => {
      const { rank, of: members } = at(place);
      return rank === null ? null : members - rank + 1;
    },
  };
}

/** The key a place is ranked by. */
export function rankKeyOf({ indicator }: Place, rankBy: RankKey | undefined): RankKey {
  return rankBy ?? indicator.current.definition.rankKeys[0] ?? 'level';
}

function makeRanking(ground: Ground, place: Place, by: RankKey): Map<string, Rank> {
  const { definition } = place.indicator.current;
  const members = sistersOf(ground.world, place.region);
  if (members.length < 2 || isProvinceWithoutOthers(ground, place, members)) return new Map();
  const entries = members.map((region) => ({ region, value: rankedValue(ground, { ...place, region }, by) }));
  const decimals = by === 'level' ? definition.decimals : 1;
  return rankRegions({ definition, by, decimals, members }, entries, (region) => nameOf(ground.world, region));
}

/** Provinces are ranked only when figures of other provinces are there at all. */
function isProvinceWithoutOthers(ground: Ground, place: Place, members: readonly string[]): boolean {
  if (ground.world.regions.level(place.region) !== 'province') return false;
  return members.filter((region) => valueAt(ground, { ...place, region }) !== null).length * 2 < members.length;
}

function unranked(by: RankKey): Rank {
  return { rank: null, of: 0, by, status: 'not-applicable', words: '没有同级地区可比' };
}

/** What is compared: the figure, its growth, the completion, or the improvement on the year (better is larger). */
function rankedValue(ground: Ground, place: Place, by: RankKey): number | null {
  if (by === 'level') return valueAt(ground, place);
  if (by === 'completion') return progressAt(ground, place).share ?? null;
  const { definition } = place.indicator.current;
  if (by === 'growth' && definition.measure === 'growth') return valueAt(ground, place);
  const growth = yearGrowthAt(ground, place).value;
  return by === 'improvement' && growth !== null && definition.direction === 'lower' ? -growth : growth;
}
