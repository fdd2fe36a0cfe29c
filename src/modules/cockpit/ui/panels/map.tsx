import type { Focus, Screen } from '#contract/cockpit';
import { useDevice } from '#web/device.tsx';
import { useRegionGeo } from '#web/geo.ts';
import { ChartFrame } from '#web/kit/chart-frame.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { Problem } from '#web/kit/problem.tsx';
import { RegionMap } from '#web/kit/region-map.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import type { PanelProps } from '#web/module-ui.ts';
import { problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { type Shows, shownFigure, shownOf, shownUnit } from '../read/focus-figures.ts';
import { mapClasses } from '../read/map-classes.ts';
import { screenOf } from '../read/screen-data.ts';
import { useReach } from '../use-reach.ts';
import { useWhere } from '../use-where.ts';
import { periodAndBasis, sourceText, useSpeech } from '../words.ts';
import { FocusTable, placesOf } from './focus-table.tsx';
import { MapTools } from './map-tools.tsx';
import './focus.css';

/** One indicator over the children of a place; a region leads on to its own screen. */
export function Panel({ data }: PanelProps) {
  const screen = screenOf(data);
  const { say } = useSpeech();
  const { focus } = screen;
  if (!focus) {
    return (
      <div className="focus-empty">
        <MapTools screen={screen} />
        <Empty title={say('map.no-focus')} feeds={say('map.no-focus.help')} />
      </div>
    );
  }
  return <FocusMap screen={screen} focus={focus} />;
}

interface FocusMapProps {
  readonly screen: Screen;
  readonly focus: Focus;
}

function FocusMap({ screen, focus }: FocusMapProps) {
  const speech = useSpeech();
  const { layout } = useDevice();
  const { where } = useWhere();
  const shows = shownOf(focus, where.by);
  const unit = shownUnit(focus, shows, speech.say);
  const dated = focus.rows.find((row) => row.value !== null) ?? focus.own;
  const title = shows === 'growth' ? speech.say('map.growth', { name: focus.head.name }) : focus.head.name;
  return (
    <ChartFrame
      title={title}
      unit={unit}
      period={dated ? periodAndBasis(dated, speech) : ''}
      source={sourceText(focus.ownerName, dated?.at, speech)}
      height="fill"
      table={<FocusTable screen={screen} focus={focus} />}
    >
      <div className="focus-map">
        {layout !== 'wall' && <MapTools screen={screen} />}
        <Drawing screen={screen} focus={focus} shows={shows} unit={unit} title={title} />
      </div>
    </ChartFrame>
  );
}

interface DrawingProps extends FocusMapProps {
  readonly shows: Shows;
  readonly unit: string;
  readonly title: string;
}

function Drawing({ screen, focus, shows, unit, title }: DrawingProps) {
  const { say } = useSpeech();
  const { layout } = useDevice();
  const { drill } = useWhere();
  const mayEnter = useReach();
  const geo = useRegionGeo(focus.mapOf ?? '', focus.mapOf !== null);
  const failure = useProblemText(problemOf(geo.error));
  if (focus.mapOf === null) return <Empty title={say('map.none')} />;
  if (geo.error) return <Problem problem={failure} onRetry={() => void geo.refetch()} />;
  if (!geo.data) return <Skeleton />;
  const figures = focus.rows.map((row) => [row.region, shownFigure(row, focus, shows, say)] as const);
  const closed = placesOf(screen).filter(({ code }) => !mayEnter(code));
  const hidden = closed.map(({ code }) => [code, { value: null, state: 'suppressed' }] as const);
  const values = figures.flatMap(([, { value }]) => value ?? []);
  return (
    <RegionMap
      geo={geo.data}
      figures={Object.fromEntries([...hidden, ...figures])}
      classes={mapClasses(values, say('map.below'))}
      unit={unit}
      summary={say('map.summary', { place: screen.place.region.name, name: title })}
      selected={screen.place.children.length === 0 ? screen.place.region.code : undefined}
      onOpen={layout === 'wall' ? undefined : (code) => mayEnter(code) && drill(code)}
    />
  );
}
