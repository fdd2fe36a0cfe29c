import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState } from 'react';
import { createLiveLine, type LiveLine, type OnLive } from './events.ts';
import { recheckSession } from './session.tsx';

const LiveContext = createContext<LiveLine>({ subscribe: () => () => undefined, rest: () => undefined });
const LostContext = createContext<number | null>(null);

/** One failure is a short break, or the server letting go of an old line; at the second the line is down. */
const FAILURES_TO_TELL = 2;

/** Holds the one line of the page; it opens when somebody listens. */
export function LivePlace({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [since, setSince] = useState<number | null>(null);
  const [line] = useState(() =>
    createLiveLine(undefined, (failures) => {
      if (failures > 0) recheckSession(client);
      if (failures === 0) setSince(null);
      if (failures === FAILURES_TO_TELL) setSince(lastAnswer(client));
    }),
  );
  useEffect(() => {
    const look = () => line.rest(document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [line]);
  return (
    <LiveContext value={line}>
      <LostContext value={since}>{children}</LostContext>
    </LiveContext>
  );
}

/** When what is shown was last answered by the server, while the line to it is down: milliseconds since 1970, else null. */
export function useLostLine(): number | null {
  return useContext(LostContext);
}

function lastAnswer(client: QueryClient): number {
  const answers = client.getQueryCache().getAll();
  return Math.max(0, ...answers.map(({ state }) => state.dataUpdatedAt));
}

/** Hear of changes in topics while the component is on screen. */
export function useLive(topics: readonly string[], onEvent: OnLive): void {
  const line = useContext(LiveContext);
  const hear = useEffectEvent(onEvent);
  const joined = topics.join(',');
  useEffect(() => line.subscribe(joined.split(','), (topic, message) => hear(topic, message)), [line, joined]);
}

/** Ask anew for all answers under these paths when a topic has changed, or may have while the line was broken. */
export function useLiveRefresh(topics: readonly string[], paths: readonly string[]): void {
  const client = useQueryClient();
  useLive(topics, () => {
    const isUnder = (key: readonly unknown[]) => paths.some((path) => String(key[1]).startsWith(path));
    void client.invalidateQueries({ predicate: (query) => isUnder(query.queryKey) });
  });
}
