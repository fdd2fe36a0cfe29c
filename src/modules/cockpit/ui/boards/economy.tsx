import { Tabs } from '#web/kit/tabs.tsx';
import type { BoardViewProps } from '../board-view.ts';
import { AllFigures } from '../panels/all-figures.tsx';
import { Comparison } from '../panels/comparison.tsx';
import { ProgressPanel } from '../panels/progress.tsx';
import { ScreenView } from '../screen-view.tsx';
import { useChosen } from '../use-chosen.ts';
import { useSpeech } from '../words.ts';
import './boards.css';

const VIEWS = ['overview', 'progress', 'compare', 'figures'] as const;

/** 经济运行: the whole, progress against the calendar, the cities by four keys, and all figures. */
export function View({ board, screen, waiting }: BoardViewProps) {
  const { say } = useSpeech();
  const [view, choose] = useChosen('view', VIEWS);
  const shown = view ?? 'overview';
  return (
    <div className="board-tabs">
      <Tabs
        label={say('economy.views')}
        tabs={VIEWS.map((value) => ({ value, label: say(`economy.${value}`) }))}
        value={shown}
        onChange={(value) => choose(value === 'overview' ? null : value)}
      >
        {(shown === 'overview' || screen === null) && <ScreenView board={board} screen={screen} waiting={waiting} />}
        {shown === 'progress' && screen && <ProgressPanel screen={screen} />}
        {shown === 'compare' && screen && <Comparison screen={screen} />}
        {shown === 'figures' && screen && <AllFigures screen={screen} />}
      </Tabs>
    </div>
  );
}
