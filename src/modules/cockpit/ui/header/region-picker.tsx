import type { Place, RegionRef } from '#contract/cockpit';
import { useDevice } from '#web/device.tsx';
import { Icon } from '#web/kit/icon.tsx';
import { Menu } from '#web/kit/menu.tsx';
import { useReach } from '../use-reach.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';
import './region-picker.css';

/** 山西省 › 太原市 › 小店区: each step leads up, the last opens its neighbours and what lies below it. */
export function RegionPicker({ place }: { readonly place: Place }) {
  const { say } = useSpeech();
  const { layout } = useDevice();
  const { drill } = useWhere();
  const mayEnter = useReach();
  const above = place.path.slice(0, -1);
  if (layout === 'wall') return <b>{place.path.map(({ name }) => name).join(' › ')}</b>;
  return (
    <nav className="crumbs" aria-label={say('region.label')}>
      {layout === 'desk' &&
        above.map((step) => (
          <span key={step.code} className="crumb">
            {mayEnter(step.code) ? (
              <button type="button" className="crumb-up" onClick={() => drill(step.code)}>
                {step.name}
              </button>
            ) : (
              step.name
            )}
            <span aria-hidden="true">›</span>
          </span>
        ))}
      <Menu
        label={say('region.menu', { name: place.region.name })}
        button={
          <>
            <b>{place.region.name}</b>
            <Icon name="chevron" />
          </>
        }
      >
        {(close) => <Places place={place} onChosen={close} />}
      </Menu>
      {layout === 'desk' && <Neighbours place={place} />}
    </nav>
  );
}

function Places({ place, onChosen }: { readonly place: Place; readonly onChosen: () => void }) {
  const { say } = useSpeech();
  return (
    <div className="places">
      <PlaceGroup title={say('region.above')} places={place.path.slice(0, -1)} here={place} onChosen={onChosen} />
      <PlaceGroup title={say('region.beside')} places={place.siblings} here={place} onChosen={onChosen} />
      <PlaceGroup title={say('region.below')} places={place.children} here={place} onChosen={onChosen} />
    </div>
  );
}

interface PlaceGroupProps {
  readonly title: string;
  readonly places: readonly RegionRef[];
  readonly here: Place;
  readonly onChosen: () => void;
}

function PlaceGroup({ title, places, here, onChosen }: PlaceGroupProps) {
  const mayEnter = useReach();
  const { drill } = useWhere();
  const open = places.filter(({ code }) => mayEnter(code));
  if (open.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="note">{title}</h3>
      <div className="place-grid">
        {open.map(({ code, name }) => (
          <button
            key={code}
            type="button"
            className="menu-item"
            aria-current={code === here.region.code || undefined}
            onClick={() => {
              onChosen();
              drill(code);
            }}
          >
            {name}
          </button>
        ))}
      </div>
    </section>
  );
}

/** One step to the neighbour before and after, in their usual order and round the end. */
function Neighbours({ place: { region, siblings } }: { readonly place: Place }) {
  const { say } = useSpeech();
  const { drill } = useWhere();
  const mayEnter = useReach();
  const open = siblings.filter(({ code }) => mayEnter(code));
  const at = open.findIndex(({ code }) => code === region.code);
  const beside = (step: number) => open[(at + step + open.length) % open.length];
  if (open.length < 2) return null;
  return (
    <span className="neighbours">
      {[-1, 1].map((step) => {
        const next = beside(step);
        const label = next && say(step < 0 ? 'region.previous' : 'region.next', { name: next.name });
        return (
          next && (
            <button
              key={step}
              type="button"
              className={step > 0 ? 'neighbour-next' : undefined}
              aria-label={label}
              title={label}
              onClick={() => drill(next.code)}
            >
              <Icon name="back" />
            </button>
          )
        );
      })}
    </span>
  );
}
