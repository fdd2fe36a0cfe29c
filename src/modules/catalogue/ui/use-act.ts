import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '#web/problem.ts';

/** Something a person does here that writes. */
export interface Act {
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  /** Do it; what was read of the catalogue is asked for again. False when refused. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

export function useAct(): Act {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/catalogue') });
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
