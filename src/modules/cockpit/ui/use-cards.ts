import { useQuery } from '@tanstack/react-query';
import { CardReply, type CardRequest } from '#contract/indicators';
import { apiSend } from '#web/api.ts';

const PATH = '/api/indicators/cards';

/** Cards of any indicators of a place, with rank, light and trend; null asks nothing. */
export function useCards(request: CardRequest | null) {
  return useQuery({
    queryKey: ['get', `${PATH}#${JSON.stringify(request)}`],
    queryFn: ({ signal }) => apiSend('POST', PATH, request, CardReply, { signal }),
    enabled: request !== null,
  });
}
