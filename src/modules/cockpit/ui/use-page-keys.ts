import { useEffect, useEffectEvent } from 'react';

/** What keys do on a screen; keys pressed while typing, in an open menu or in a drawer are theirs. */
export interface PageKeys {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
  readonly onUp: () => void;
}

export function usePageKeys(keys: PageKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isBusy(event.target)) return;
    if (event.key === '/') keys.onSearch();
    else if (event.key === '?') keys.onHelp();
    else if (event.key === 'Escape') keys.onUp();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}

function isBusy(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, .menu-sheet') !== null;
}
