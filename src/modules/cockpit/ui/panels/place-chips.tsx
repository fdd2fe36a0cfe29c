import type { RegionRef } from '#contract/cockpit';
import { useReach } from '../use-reach.ts';
import { useWhere } from '../use-where.ts';
import './place-profile.css';

interface PlaceChipsProps {
  readonly places: readonly RegionRef[];
  /** The place one is at. */
  readonly here?: string;
}

/** Places to go to, all of them seen. */
export function PlaceChips({ places, here }: PlaceChipsProps) {
  const { drill } = useWhere();
  const mayEnter = useReach();
  return (
    <div className="place-chips">
      {places
        .filter(({ code }) => mayEnter(code))
        .map(({ code, name }) => (
          <button
            key={code}
            type="button"
            className="place-chip"
            aria-current={code === here || undefined}
            onClick={() => drill(code)}
          >
            {name}
          </button>
        ))}
    </div>
  );
}
