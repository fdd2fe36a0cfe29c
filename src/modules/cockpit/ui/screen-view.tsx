import { type ReactNode, useState } from 'react';
import type { Screen } from '#contract/cockpit';
import { useDevice } from '#web/device.tsx';
import type { Say } from '#web/i18n/texts.ts';
import { classes } from '#web/kit/classes.ts';
import { Tabs } from '#web/kit/tabs.tsx';
import { PanelFrame } from '#web/panel.tsx';
import type { PanelState } from '#web/panel-state.ts';
import type { CockpitText } from './i18n.ts';
import { type Area, nationLayout, type PanelName, screenLayouts } from './layouts.ts';
import { Panel as Domains } from './panels/domains.tsx';
import { Panel as Exceptions } from './panels/exceptions.tsx';
import { Panel as FocusMap } from './panels/map.tsx';
import { Panel as Ranking } from './panels/ranking.tsx';
import { Panel as Trend } from './panels/trend.tsx';
import { useSpeech } from './words.ts';
import './screen-view.css';

/** The panels of the first view come with it; other boards reach the same ones by their names in the registry. */
const panels = { exceptions: Exceptions, domains: Domains, map: FocusMap, ranking: Ranking, trend: Trend } as const;

interface ScreenViewProps {
  /** Null while it is on its way: frames of the same size stand there. */
  readonly screen: Screen | null;
  /** The screen shown is that of the place before. */
  readonly waiting: boolean;
}

/** A screen in the layout of the device: the same panels, each layout a list. */
export function ScreenView({ screen, waiting }: ScreenViewProps) {
  const { layout } = useDevice();
  const nation = screen?.place.region.level === 'nation';
  const areas = nation ? nationLayout : screenLayouts[layout];
  return (
    <div
      className={classes(
        'screen',
        screen && screen.board !== 'overview' && 'screen-long',
        nation && 'screen-nation',
        waiting && 'screen-waiting',
      )}
      aria-busy={waiting || screen === null}
    >
      {areas.map((area) => (
        <div key={area.name} className={`area area-${area.name}`}>
          <AreaView area={area} screen={screen} />
        </div>
      ))}
    </div>
  );
}

interface AreaViewProps {
  readonly area: Area;
  readonly screen: Screen | null;
}

function AreaView({ area, screen }: AreaViewProps): ReactNode {
  if (area.frame === 'card') return <CardArea area={area} screen={screen} />;
  if (screen === null) return <CardArea area={area} screen={null} />;
  return area.frame === 'tabs' ? <TabArea area={area} screen={screen} /> : <StackArea area={area} screen={screen} />;
}

function CardArea({ area, screen }: AreaViewProps) {
  const { say } = useSpeech();
  const [name = 'exceptions'] = area.panels;
  const Panel = panels[name];
  const state: PanelState<Screen> = screen ? { kind: 'ready', data: screen } : { kind: 'loading' };
  return (
    <PanelFrame
      title={titleOf(name, screen, say)}
      note={<Note name={name} screen={screen} />}
      reserve="12rem"
      state={state}
    >
      {(data) => <Panel key={`${data.board} ${data.place.region.code}`} data={data} />}
    </PanelFrame>
  );
}

function titleOf(name: PanelName, screen: Screen | null, say: Say<CockpitText>): string {
  return name === 'domains' && screen?.board === 'overview' ? say('domains.title.overview') : say(`${name}.title`);
}

function Note({ name, screen }: { readonly name: PanelName; readonly screen: Screen | null }) {
  const { say } = useSpeech();
  const { layout } = useDevice();
  if (name === 'domains') return layout === 'wall' ? null : say('domains.note');
  if (name !== 'exceptions') return null;
  return screen ? say('exceptions.note', { count: screen.exceptionsTotal }) : say('exceptions.order');
}

function StackArea({ area, screen }: { readonly area: Area; readonly screen: Screen }) {
  return (
    <section className="panel stack">
      {area.panels.map((name) => {
        const Panel = panels[name];
        return (
          <div key={name} className={`stack-part stack-${name}`}>
            <Panel data={screen} />
          </div>
        );
      })}
    </section>
  );
}

function TabArea({ area, screen }: { readonly area: Area; readonly screen: Screen }) {
  const { say } = useSpeech();
  const [shown, setShown] = useState<PanelName>(area.panels[0] ?? 'map');
  const Panel = panels[shown];
  return (
    <section className="panel stack stack-tabs">
      <Tabs
        label={screen.focus?.head.name ?? say('map.title')}
        tabs={area.panels.map((value) => ({ value, label: say(`${value}.tab`) }))}
        value={shown}
        onChange={setShown}
      >
        <Panel data={screen} />
      </Tabs>
    </section>
  );
}
