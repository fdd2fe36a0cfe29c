import type { QueryRequest } from '#contract/indicators';
import { useQuestion } from './use-question.ts';

export const NATION = '100000';

/** Whether figures of other provinces are there for an indicator, so that there is a nation to look at. */
export function useNation(indicator: string | null): boolean {
  const { data } = useQuestion(indicator === null ? null : questionOf(indicator));
  return (data?.rows.filter((row) => row.value !== null).length ?? 0) > 1;
}

function questionOf(indicator: string): QueryRequest {
  return {
    indicators: [indicator],
    regions: { childrenOf: NATION },
    periods: { latest: true },
    operators: ['value'],
  };
}
