import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Screen } from '#contract/cockpit';
import { apiGet } from '#web/api.ts';
import { useDevice } from '#web/device.tsx';
import { useLiveRefresh } from '#web/live.tsx';
import { type PanelState, panelStateOf } from '#web/panel-state.ts';
import { keyOf } from '#web/query.ts';
import { screenPath, type Where } from './address.ts';

/** A wall asks again by itself, should the line of events be cut off. */
const WALL_EVERY = 5 * 60_000;

/** A board's screen and whether the one shown is still the one before. */
export interface ScreenAnswer {
  readonly state: PanelState<Screen>;
  readonly waiting: boolean;
}

/** One request for the whole screen; while the next place is on its way, the present one stays. */
export function useScreen(board: string, where: Where): ScreenAnswer {
  const { layout } = useDevice();
  const path = screenPath(board, where);
  const answer = useQuery({
    queryKey: keyOf(path),
    queryFn: ({ signal }) => apiGet(path, Screen, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: layout === 'wall' && where.asOf === null ? WALL_EVERY : false,
  });
  useLiveRefresh(['indicators.published'], ['/api/cockpit/', '/api/indicators/']);
  return { state: panelStateOf(answer), waiting: answer.isPlaceholderData };
}
