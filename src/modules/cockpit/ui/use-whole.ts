import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Shows only the entries that fit into a place whole, so that a wall never cuts a sentence in two. The others stay in
 * the page, unseen and unread, until there is room.
 */
export function useWhole<E extends HTMLElement>(entries: string, asked: boolean): RefObject<E | null> {
  const ref = useRef<E>(null);
  useLayoutEffect(() => {
    if (ref.current && asked) hideCut(ref.current, entries);
  });
  useEffect(() => {
    const place = ref.current;
    if (!place || !asked) return;
    const observer = new ResizeObserver(() => hideCut(place, entries));
    observer.observe(place);
    return () => observer.disconnect();
  }, [entries, asked]);
  return ref;
}

function hideCut(place: HTMLElement, entries: string): void {
  const { bottom } = place.getBoundingClientRect();
  for (const entry of place.querySelectorAll<HTMLElement>(entries)) {
    entry.style.visibility = entry.getBoundingClientRect().bottom > bottom + 1 ? 'hidden' : '';
  }
}
