import { ApiProblem, problemOf } from './problem.ts';

/** What a panel can be in. `stale` keeps the data and says how old it is. */
export type PanelState<T = unknown> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly data: T }
  | { readonly kind: 'stale'; readonly data: T; readonly since: number; readonly retry: () => void }
  | { readonly kind: 'empty'; readonly title: string; readonly feeds: string }
  | { readonly kind: 'error'; readonly problem: ApiProblem; readonly retry: () => void }
  | { readonly kind: 'forbidden' };

/** The part of a query that decides. */
interface Answer<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  /** When the data came, in milliseconds since 1970. */
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

/** The state of a panel whose data is one answer. Old data is kept when a refresh fails, and marked. */
export function panelStateOf<T>(answer: Answer<T>): PanelState<T> {
  const { data, error, dataUpdatedAt } = answer;
  const retry = () => void answer.refetch();
  if (error instanceof ApiProblem && error.status === 403) return { kind: 'forbidden' };
  if (data !== undefined && error) return { kind: 'stale', data, since: dataUpdatedAt, retry };
  if (data !== undefined) return { kind: 'ready', data };
  return error ? { kind: 'error', problem: problemOf(error), retry } : { kind: 'loading' };
}
