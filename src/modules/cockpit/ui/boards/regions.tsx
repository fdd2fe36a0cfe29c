import { Tabs } from '#web/kit/tabs.tsx';
import type { BoardViewProps } from '../board-view.ts';
import { PlaceProfile } from '../panels/place-profile.tsx';
import { SideBySide } from '../panels/side-by-side.tsx';
import { ScreenView } from '../screen-view.tsx';
import { useChosen } from '../use-chosen.ts';
import { useSpeech } from '../words.ts';
import './boards.css';

const VIEWS = ['map', 'profile', 'beside'] as const;

/** 市县纵横: down through the divisions on a map, one place through all its figures, places side by side. */
export function View({ board, screen, waiting }: BoardViewProps) {
  const { say } = useSpeech();
  const [view, choose] = useChosen('view', VIEWS);
  const shown = view ?? 'map';
  return (
    <div className="board-tabs">
      <Tabs
        label={say('regions.views')}
        tabs={VIEWS.map((value) => ({ value, label: say(`regions.${value}`) }))}
        value={shown}
        onChange={(value) => choose(value === 'map' ? null : value)}
      >
        {(shown === 'map' || screen === null) && <ScreenView board={board} screen={screen} waiting={waiting} />}
        {shown === 'profile' && screen && <PlaceProfile screen={screen} />}
        {shown === 'beside' && screen && <SideBySide screen={screen} />}
      </Tabs>
    </div>
  );
}
