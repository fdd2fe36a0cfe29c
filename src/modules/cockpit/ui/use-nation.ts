import { NationReply } from '#contract/cockpit';
import type { PeriodKey } from '#platform/period/key.ts';
import { useGet } from '#web/query.ts';

/** The newest period of which figures of other provinces are there, so that there is a nation to look at; else null. */
export function useNation(indicator: string | null): PeriodKey | null {
  const path = `/api/cockpit/nation?indicator=${encodeURIComponent(indicator ?? '')}`;
  return useGet(path, NationReply, { enabled: indicator !== null }).data?.period ?? null;
}
