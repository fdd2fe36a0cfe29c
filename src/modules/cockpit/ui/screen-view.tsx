import { type ReactNode, useState } from 'react';
import type { Screen } from '#contract/cockpit';
import { useDevice } from '#web/device.tsx';
import type { Say } from '#web/i18n/texts.ts';
import { classes } from '#web/kit/classes.ts';
import { Tabs } from '#web/kit/tabs.tsx';
import { PanelFrame } from '#web/panel.tsx';
import type { PanelState } from '#web/panel-state.ts';
import type { BoardViewProps } from './board-view.ts';
import type { CockpitText } from './i18n.ts';
import { type Area, nationLayout, type PanelName, screenLayouts } from './layouts.ts';
import { screenPanels } from './panels/screen-panels.ts';
import { useSpeech } from './words.ts';
import './screen-view.css';

/** A screen in the layout of the device: the same panels, each layout a list. */
export function ScreenView({ board, screen, waiting }: BoardViewProps) {
  const { layout } = useDevice();
  const nation = screen?.place.region.level === 'nation';
  const areas = nation ? nationLayout : screenLayouts[layout];
  return (
    <div
      className={classes(
        'screen',
        board !== 'overview' && 'screen-long',
        nation && 'screen-nation',
        waiting && 'screen-waiting',
        screen === null && 'screen-loading',
      )}
      aria-busy={waiting || screen === null}
    >
      {areas.map((area) => (
        <div key={area.name} className={`area area-${area.name}`}>
          <AreaView area={area} board={board} screen={screen} />
        </div>
      ))}
    </div>
  );
}

interface AreaViewProps {
  readonly area: Area;
  readonly board: string;
  readonly screen: Screen | null;
}

function AreaView({ area, board, screen }: AreaViewProps): ReactNode {
  if (area.frame === 'card') return <CardArea area={area} board={board} screen={screen} />;
  if (screen === null) return <CardArea area={area} board={board} screen={null} />;
  return area.frame === 'tabs' ? <TabArea area={area} screen={screen} /> : <StackArea area={area} screen={screen} />;
}

function CardArea({ area, board, screen }: AreaViewProps) {
  const { say } = useSpeech();
  const [name = 'exceptions'] = area.panels;
  const Panel = screenPanels[name];
  const state: PanelState<Screen> = screen ? { kind: 'ready', data: screen } : { kind: 'loading' };
  return (
    <PanelFrame
      title={titleOf(name, board, say)}
      note={<Note name={name} screen={screen} />}
      reserve="12rem"
      state={state}
    >
      {(data) => <Panel key={`${data.board} ${data.place.region.code}`} data={data} />}
    </PanelFrame>
  );
}

function titleOf(name: PanelName, board: string, say: Say<CockpitText>): string {
  return name === 'domains' && board === 'overview' ? say('domains.title.overview') : say(`${name}.title`);
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
        const Panel = screenPanels[name];
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
  const Panel = screenPanels[shown];
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
