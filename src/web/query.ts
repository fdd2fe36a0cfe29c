import { QueryCache, QueryClient, useQuery } from '@tanstack/react-query';
import type { TSchema } from 'typebox';
import { apiGet } from './api.ts';
import { ApiProblem } from './problem.ts';

/** Key of the answer to an address in the query cache. */
export function keyOf(path: string): readonly ['get', string] {
  return ['get', path];
}

/**
 * The cache of answers. It never tries again by itself (`apiGet` does) and keeps what it has when a refresh fails;
 * an answer 401 calls `onSignedOut`.
 */
export function createQueryClient(onSignedOut: (client: QueryClient) => void): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 401) onSignedOut(client);
      },
    }),
    defaultOptions: {
      queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: true, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
}

interface GetOptions {
  readonly enabled?: boolean;
  /** Ask again every so many milliseconds, for a wall. */
  readonly every?: number;
  /** The answer does not change while the page is open. */
  readonly fixed?: boolean;
}

/** The answer to an address, held against its contract, cached by the address. */
export function useGet<S extends TSchema>(path: string, schema: S, options: GetOptions = {}) {
  return useQuery({
    queryKey: keyOf(path),
    queryFn: ({ signal }) => apiGet(path, schema, { signal }),
    enabled: options.enabled,
    refetchInterval: options.every,
    ...(options.fixed && { staleTime: Number.POSITIVE_INFINITY }),
  });
}
