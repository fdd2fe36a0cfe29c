import { HOME } from '#contract/cockpit';
import { useDevice } from '#web/device.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { RankTable } from '#web/kit/rank-table.tsx';
import type { PanelProps } from '#web/module-ui.ts';
import { hasGrowth } from '../read/focus-figures.ts';
import { isInPoints } from '../read/growth-text.ts';
import { rankRows } from '../read/rank-rows.ts';
import { screenOf } from '../read/screen-data.ts';
import { useWhere } from '../use-where.ts';
import { periodAndBasis, useSpeech } from '../words.ts';
import { placesOf } from './focus-table.tsx';
import './focus.css';

/** A wall shows who leads and who trails; all of them stand on the map. */
const WALL_ROWS = 5;

/** The places by rank, with the distance to the next and the change of place; or the sentence why there is none. */
export function Panel({ data }: PanelProps) {
  const screen = screenOf(data);
  const speech = useSpeech();
  const { say } = speech;
  const { layout } = useDevice();
  const { drill } = useWhere();
  const { focus, place } = screen;
  if (!focus) return null;
  if (focus.rows.length === 0) return <Empty title={say('rank.none')} feeds={focus.note ?? undefined} />;
  const rows = rankRows(focus.rows, focus.head, placesOf(screen), say);
  const by = focus.rows.find((row) => row.rank)?.rank?.by ?? 'level';
  const growthUnit = isInPoints(focus.rows.find((row) => row.yoy)?.yoy?.unit) ? say('unit.points') : '%';
  const dated = focus.rows.find((row) => row.value !== null);
  const apart = layout === 'phone' || place.region.level === 'nation';
  return (
    <div className="focus-ranking">
      {apart && dated && (
        <p className="focus-name">
          <b>{focus.head.name}</b> <span className="note">{periodAndBasis(dated, speech)}</span>
        </p>
      )}
      {focus.note && <p className="focus-note">{focus.note}</p>}
      <RankTable
        caption={say('rank.caption', { name: focus.head.name, by: say(`rank-by.${by}`) })}
        valueHead={`${say('column.value')} ${focus.own?.unit ?? focus.head.unit}`}
        growthHead={hasGrowth(focus) && layout !== 'phone' ? `${say('column.growth')} ${growthUnit}` : undefined}
        rows={layout === 'wall' ? rows.slice(0, WALL_ROWS) : rows}
        markedCode={place.region.level === 'nation' ? HOME : place.region.code}
        onOpen={layout === 'wall' ? undefined : drill}
      />
    </div>
  );
}
