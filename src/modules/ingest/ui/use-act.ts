import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '#web/problem.ts';

/** Something a person does that writes: whether it is under way, and what spoke against it the last time. */
export interface Act {
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  /** Do it, then ask anew for answers from addresses that begin with one of `stale`. False when refused. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

export function useAct(...stale: readonly string[]): Act {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const isStale = (key: readonly unknown[]) => stale.some((start) => String(key[1]).startsWith(start));
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      await client.invalidateQueries({ predicate: ({ queryKey }) => isStale(queryKey) });
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
