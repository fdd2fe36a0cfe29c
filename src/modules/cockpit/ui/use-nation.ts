import type { QueryRequest } from '#contract/indicators';
import type { PeriodKey } from '#platform/period/key.ts';
import { newestShared } from './read/newest-shared.ts';
import { useQuestion } from './use-question.ts';

export const NATION = '100000';

/** Provinces that stand for all others: a file of the nation holds them, whatever else it leaves out. */
const WITNESSES = ['110000', '130000', '310000', '440000', '510000'];
/** How many periods one looks back: national files often hold years where the province reports months. */
const PERIODS = 36;

/** The newest period of which figures of other provinces are there, so that there is a nation to look at; else null. */
export function useNation(indicator: string | null): PeriodKey | null {
  const { data } = useQuestion(indicator === null ? null : questionOf(indicator));
  return newestShared(data?.rows ?? []);
}

function questionOf(indicator: string): QueryRequest {
  return {
    indicators: [indicator],
    regions: { these: WITNESSES },
    periods: { last: PERIODS },
    operators: ['value'],
  };
}
