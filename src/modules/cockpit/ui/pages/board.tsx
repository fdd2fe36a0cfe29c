import { useParams } from 'react-router';
import { ScreenPage } from '../screen-page.tsx';
import { ScreenView } from '../screen-view.tsx';

/** A board by its id. */
export function Page() {
  const { board = '' } = useParams();
  return (
    <ScreenPage key={board} board={board}>
      {(screen, waiting) => <ScreenView screen={screen} waiting={waiting} />}
    </ScreenPage>
  );
}
