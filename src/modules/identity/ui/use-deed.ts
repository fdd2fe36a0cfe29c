import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '#web/problem.ts';

/** Something a person does that writes: whether it is under way, and what spoke against it the last time. */
export interface Deed {
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  /** Do it; answers read from addresses that begin with one of `stale` are asked for again. False when refused. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

export function useDeed(...stale: readonly string[]): Deed {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      await client.invalidateQueries({ predicate: ({ queryKey }) => isStale(queryKey, stale) });
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

/** Addresses stand second in the key of an answer; the session has a key of its own. */
function isStale(key: readonly unknown[], stale: readonly string[]): boolean {
  const name = key[0] === 'get' ? key[1] : key[0];
  return typeof name === 'string' && stale.some((start) => name.startsWith(start));
}
