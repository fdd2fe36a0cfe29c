import type { IndicatorHead } from '#contract/indicators';
import { type QueryRequest, RANK_KEYS, type RankKey, type Row } from '#contract/indicators';
import type { Where } from './address.ts';
import { useQuestion } from './use-question.ts';

/** A ranking by one key. */
export interface Ranking {
  readonly by: RankKey;
  readonly rows: readonly Row[];
}

type Asked = Pick<Where, 'period' | 'asOf'>;

/** The rankings that an indicator allows over the places below a region, each by its own key. */
export function useRankings(indicator: string, parent: string, asked: Asked) {
  const answers = [
    useQuestion(questionOf(indicator, parent, asked, 'level')),
    useQuestion(questionOf(indicator, parent, asked, 'growth')),
    useQuestion(questionOf(indicator, parent, asked, 'completion')),
    useQuestion(questionOf(indicator, parent, asked, 'improvement')),
  ];
  const rankings = RANK_KEYS.flatMap((by, index): Ranking[] => {
    const rows = answers[index]?.data?.rows ?? [];
    return rows.some((row) => row.rank && row.rank.status !== 'not-applicable') ? [{ by, rows }] : [];
  });
  const head: IndicatorHead | undefined = answers[0]?.data?.indicators[0];
  return { rankings, head, loading: answers.some(({ isPending }) => isPending), error: answers[0]?.error ?? null };
}

function questionOf(indicator: string, parent: string, { period, asOf }: Asked, rankBy: RankKey): QueryRequest {
  return {
    indicators: [indicator],
    regions: { childrenOf: parent },
    periods: period === null ? { latest: true } : { keys: [period] },
    operators: ['value', 'yoy', 'progress', 'rank', 'rankChange', 'light'],
    rankBy,
    ...(asOf !== null && { asOf }),
  };
}
