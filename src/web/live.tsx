import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState } from 'react';
import { createLiveLine, type LiveLine, type OnLive } from './events.ts';

const LiveContext = createContext<LiveLine>({ subscribe: () => () => undefined });

/** Holds the one line of the page; it opens when somebody listens. */
export function LivePlace({ children }: { readonly children: ReactNode }) {
  const [line] = useState(() => createLiveLine());
  return <LiveContext value={line}>{children}</LiveContext>;
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
