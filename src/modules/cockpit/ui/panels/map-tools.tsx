import { NATION, type Screen } from '#contract/cockpit';
import { Segmented } from '#web/kit/segmented.tsx';
import { hasGrowth, shownOf } from '../read/focus-figures.ts';
import { useNation } from '../use-nation.ts';
import { useReach } from '../use-reach.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';
import { IndicatorPicker } from './indicator-picker.tsx';

/** Over a map: another indicator, level or growth, and the way up. */
export function MapTools({ screen }: { readonly screen: Screen }) {
  const { say } = useSpeech();
  const { where, go } = useWhere();
  const { focus } = screen;
  return (
    <div className="map-tools">
      <IndicatorPicker screen={screen} />
      {focus && hasGrowth(focus) && (
        <Segmented
          label={say('map.by')}
          choices={[
            { value: 'level', label: say('map.by.level') },
            { value: 'growth', label: say('map.by.growth') },
          ]}
          value={shownOf(focus, where.by)}
          onChange={(by) => go({ by })}
        />
      )}
      <WayUp screen={screen} />
    </div>
  );
}

/** The place above; above the province the nation, of the newest period that other provinces have figures of. */
function WayUp({ screen }: { readonly screen: Screen }) {
  const { say } = useSpeech();
  const { drill, go } = useWhere();
  const mayEnter = useReach();
  const { place, focus } = screen;
  const atProvince = place.region.level === 'province';
  const nation = useNation(atProvince ? (focus?.head.code ?? null) : null);
  const above = place.path.at(-2);
  if (above && mayEnter(above.code)) {
    return <UpButton words={say('map.up', { name: above.name })} onUp={() => drill(above.code)} />;
  }
  if (!nation || !mayEnter(NATION)) return null;
  return <UpButton words={say('map.nation')} onUp={() => go({ region: NATION, card: null })} />;
}

function UpButton({ words, onUp }: { readonly words: string; readonly onUp: () => void }) {
  return (
    <button type="button" className="map-up" onClick={onUp}>
      ‹ {words}
    </button>
  );
}
