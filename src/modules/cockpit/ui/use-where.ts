import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type CardPlace, readWhere, type Where, writeWhere } from './address.ts';

/** Where the page stands, and the ways to go on. Each way is a step that "back" takes back. */
export interface Going {
  readonly where: Where;
  readonly go: (change: Partial<Where>) => void;
  readonly drill: (region: string) => void;
  readonly choose: (focus: string) => void;
  readonly open: (card: CardPlace) => void;
  /** Another card in the open drawer: no step of its own. */
  readonly turn: (card: CardPlace) => void;
  readonly close: () => void;
}

export function useWhere(): Going {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const go = (change: Partial<Where>, replace = false) =>
      setParams((now) => writeWhere(now, change), { replace, preventScrollReset: true });
    return {
      where: readWhere(params),
      go: (change) => go(change),
      drill: (region) => go({ region, card: null }),
      choose: (focus) => go({ focus, card: null }),
      open: (card) => go({ card }),
      turn: (card) => go({ card }, true),
      close: () => go({ card: null }),
    };
  }, [params, setParams]);
}
