import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { useDevice } from '#web/device.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import type { BoardViewProps } from '../board-view.ts';
import { ScreenPage } from '../screen-page.tsx';
import { ScreenView } from '../screen-view.tsx';

type LazyView = LazyExoticComponent<ComponentType<BoardViewProps>>;

/** Boards with more than the common panels; their code comes when they are opened. */
const views: Readonly<Record<string, LazyView>> = {
  economy: lazyView(() => import('../boards/economy.tsx')),
  regions: lazyView(() => import('../boards/regions.tsx')),
  departments: lazyView(() => import('../boards/departments.tsx')),
  reports: lazyView(() => import('../boards/reports.tsx')),
  direct: lazyView(() => import('../boards/direct.tsx')),
};

function lazyView(load: () => Promise<{ readonly View: ComponentType<BoardViewProps> }>): LazyView {
  return lazy(() => load().then(({ View }) => ({ default: View })));
}

/** A board by its id. A wall shows every board by the common panels: it has no one to choose a view. */
export function Page() {
  const { board = '' } = useParams();
  const { layout } = useDevice();
  const View = layout === 'wall' ? ScreenView : (views[board] ?? ScreenView);
  return (
    <ScreenPage key={board} board={board}>
      {(screen, waiting) => (
        <Suspense fallback={<Skeleton lines={8} />}>
          <View board={board} screen={screen} waiting={waiting} />
        </Suspense>
      )}
    </ScreenPage>
  );
}
