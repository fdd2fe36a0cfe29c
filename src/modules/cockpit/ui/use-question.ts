import { useQuery } from '@tanstack/react-query';
import { QueryReply, type QueryRequest } from '#contract/indicators';
import { apiSend } from '#web/api.ts';

const PATH = '/api/indicators/query';

/** The answer to a question about figures, cached by the question; null asks nothing. */
export function useQuestion(question: QueryRequest | null) {
  return useQuery({
    queryKey: ['get', `${PATH}#${JSON.stringify(question)}`],
    queryFn: ({ signal }) => apiSend('POST', PATH, question, QueryReply, { signal }),
    enabled: question !== null,
  });
}
