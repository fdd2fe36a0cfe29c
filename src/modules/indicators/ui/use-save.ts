import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TSchema } from 'typebox';
import { apiSend } from '#web/api.ts';
import { type ApiProblem, problemOf } from '#web/problem.ts';

export interface Saving {
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  /** Whether it was stored; what is shown of indicators is asked again then. */
  save(path: string, body: unknown): Promise<boolean>;
}

/** Send one form, and say why it was refused. */
export function useSave(reply: TSchema): Saving {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = async (path: string, body: unknown) => {
    setBusy(true);
    setProblem(null);
    try {
      await apiSend('POST', path, body, reply);
      await client.invalidateQueries({ predicate: ({ queryKey }) => isOfFigures(queryKey[1]) });
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, save };
}

const isOfFigures = (path: unknown): boolean => typeof path === 'string' && /^\/api\/(indicators|cockpit)\//.test(path);
