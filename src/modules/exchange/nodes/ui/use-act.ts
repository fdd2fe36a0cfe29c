import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '#web/problem.ts';

/** Something a keeper does; the page is asked anew when it is done. */
export function useAct() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      await client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/exchange/nodes'),
      });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
