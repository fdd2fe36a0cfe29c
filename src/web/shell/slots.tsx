import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';

/** Places in the header that the page fills. Their room is there from the start. */
export type SlotName = 'region' | 'period' | 'search' | 'freshness';

interface Slots {
  readonly places: Readonly<Partial<Record<SlotName, HTMLElement | null>>>;
  readonly setPlace: (name: SlotName, element: HTMLElement | null) => void;
}

const SlotsContext = createContext<Slots>({ places: {}, setPlace: () => undefined });

export function SlotsPlace({ children }: { readonly children: ReactNode }) {
  const [places, setPlaces] = useState<Slots['places']>({});
  const slots = useMemo(
    () => ({
      places,
      setPlace: (name: SlotName, element: HTMLElement | null) => setPlaces((all) => ({ ...all, [name]: element })),
    }),
    [places],
  );
  return <SlotsContext value={slots}>{children}</SlotsContext>;
}

/** Put something of the page into the header: its region, its period, a search, how fresh its data is. */
export function HeaderSlot({ name, children }: { readonly name: SlotName; readonly children: ReactNode }) {
  const place = useContext(SlotsContext).places[name];
  return place ? createPortal(children, place) : null;
}

/** Where a slot stands; `fallback` shows while no page fills it. */
export function SlotOutlet({ name, fallback }: { readonly name: SlotName; readonly fallback?: ReactNode }) {
  const { setPlace } = useContext(SlotsContext);
  const [keep] = useState(() => (element: HTMLElement | null) => setPlace(name, element));
  return (
    <>
      <div ref={keep} className={`slot slot-${name}`} />
      {fallback && <div className="slot slot-fallback">{fallback}</div>}
    </>
  );
}
