import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { Session, type SignIn } from '#contract/identity';
import { apiGet, apiSend, Nothing } from './api.ts';
import { ApiProblem } from './problem.ts';

const PATH = '/api/session';
const KEY = ['session'];
/** Milliseconds after which a question that had no answer is asked again. */
const RETRY_EVERY = 10_000;

/** Who is at the screen: not known yet, nobody, or a signed-in user. */
type Presence = Session | null | undefined;

const SessionContext = createContext<Session | null>(null);

/**
 * The session of a page inside the shell.
 * @throws {Error} outside of it: only signed-in readers get there.
 */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for pages inside the shell');
  return session;
}

/** Whether the reader's roles allow something, such as `supervision:instruct`. The server decides again. */
export function useMay(permission: string): boolean {
  return useSession().user.permissions.includes(permission);
}

export function SessionPlace({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Ask who is signed in; `problem` when even that has no answer. */
export function usePresence(): { presence: Presence; problem: Error | null; again: () => void } {
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: readSession,
    staleTime: 60_000,
    // A kiosk has nobody who would press a button.
    refetchInterval: (query) => (query.state.status === 'error' ? RETRY_EVERY : false),
  });
  return { presence: data, problem: data === undefined ? error : null, again: () => void refetch() };
}

async function readSession(): Promise<Session | null> {
  try {
    return await apiGet(PATH, Session);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** Sign in and out. Signing in throws the `ApiProblem` that says why not. */
export function useSigning() {
  const client = useQueryClient();
  return {
    signIn: async (entry: SignIn) => {
      const session = await apiSend('POST', PATH, entry, Session);
      setSession(client, session);
    },
    signOut: async () => {
      await apiSend('DELETE', PATH, undefined, Nothing).catch(ignoreSignedOut);
      setSession(client, null);
    },
  };
}

function ignoreSignedOut(error: unknown): void {
  if (!(error instanceof ApiProblem && error.status === 401)) throw error;
}

/** Look again whether the session still stands: something suggests that it may have ended. */
export function recheckSession(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: KEY });
}

/** Forget the session and everything that was read with it. */
export function forgetSession(client: QueryClient): void {
  setSession(client, null);
}

/** Answers to one reader are not for the next. */
function setSession(client: QueryClient, session: Session | null): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
  client.setQueryData(KEY, session);
}
