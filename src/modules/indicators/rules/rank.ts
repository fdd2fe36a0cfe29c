/** R10: places among sister regions. Four rankings differ: 总量, 增速, 完成率, 改善率. */
import { roundDecimal, subtractDecimal } from '#platform/decimal.ts';
import type { Direction, Rank, RankChange, RankKey } from '../contract.ts';
import type { IndicatorDefinition } from './definition.ts';

export interface RankEntry {
  region: string;
  value: number | null;
}

export interface RankTraits {
  definition: Pick<IndicatorDefinition, 'rankKeys' | 'direction'>;
  by: RankKey;
  /** Decimals as published: figures that read the same share a place. */
  decimals: number;
  /** The regions that must all be there (the 11 cities, or the counties of a city). */
  members: readonly string[];
}

/**
 * The place of each member. Ties share a place and the next is skipped (1, 2, 2, 4). When a member has no figure nobody
 * is ranked, and everybody's result says who is missing; an indicator that must not be ranked says so.
 */
export function rankRegions(
  traits: RankTraits,
  entries: readonly RankEntry[],
  nameOf: (region: string) => string,
): Map<string, Rank> {
  const { members, by, definition } = traits;
  const same = { rank: null, of: members.length, by };
  const all = (rank: Omit<Rank, 'rank' | 'of' | 'by'>) =>
    new Map(members.map((m): [string, Rank] => [m, { ...same, ...rank }]));
  if (!definition.rankKeys.includes(by)) return all({ status: 'not-applicable', words: '该指标不作排名' });
  const found = new Map(entries.map(({ region, value }) => [region, value]));
  const missing = members.filter((member) => (found.get(member) ?? null) === null);
  if (missing.length > 0) return all({ status: 'missing', words: missingWords(missing.map(nameOf)), missing });
  const listed = members.flatMap((region) => {
    const value = found.get(region) ?? null;
    return value === null ? [] : [{ region, value: roundDecimal(value, traits.decimals) }];
  });
  return places(listed, traits);
}

/** 位次变化 = previous − present: positive is forward (前移). */
export function rankChange(previous: number | null, present: number | null): RankChange {
  if (previous === null || present === null) return { change: null, previous, words: '无上期位次' };
  const change = previous - present;
  const words = change === 0 ? '位次不变' : `${change > 0 ? '前移' : '后退'}${Math.abs(change)}位`;
  return { change, previous, words };
}

/** Whether less is better in this ranking: only the level and growth of an indicator one wants low. A completion or an
 * improvement is better when larger, whatever the indicator. */
export function isAscending(by: RankKey, direction: Direction): boolean {
  return direction === 'lower' && (by === 'level' || by === 'growth');
}

function places(listed: readonly { region: string; value: number }[], traits: RankTraits): Map<string, Rank> {
  const sign = isAscending(traits.by, traits.definition.direction) ? 1 : -1;
  const sorted = listed.toSorted((a, b) => sign * (a.value - b.value));
  let first = 0;
  return new Map(
    sorted.map(({ region, value }, i): [string, Rank] => {
      if (sorted[first]?.value !== value) first = i;
      const ahead = sorted[first - 1];
      const behindNext = ahead ? { behindNext: Math.abs(subtractDecimal(ahead.value, value)) } : {};
      const rank = first + 1;
      return [
        region,
        { rank, of: traits.members.length, by: traits.by, status: 'ok', words: `第${rank}位`, ...behindNext },
      ];
    }),
  );
}

/** Names up to three of those that are missing. */
function missingWords(names: readonly string[]): string {
  const listed = names.slice(0, 3).join('、');
  return names.length > 3 ? `不参与排名（缺${listed}等${names.length}地）` : `不参与排名（缺${listed}）`;
}
