import { ScreenPage } from '../screen-page.tsx';
import { ScreenView } from '../screen-view.tsx';

/** 一屏知全省. */
export function Page() {
  return (
    <ScreenPage board="overview">
      {(screen, waiting) => <ScreenView board="overview" screen={screen} waiting={waiting} />}
    </ScreenPage>
  );
}
