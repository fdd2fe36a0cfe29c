import { Link } from 'react-router';
import { shellTexts } from '../i18n/shell.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../kit/button.tsx';
import { Card } from '../kit/card.tsx';
import { useSession } from '../session.tsx';
import { useBoards, useStaying } from '../shell/boards.ts';
import { BoardWords } from '../shell/desk-nav.tsx';
import { placesFor } from '../shell/places.ts';
import { UserFacts, useSignOut } from '../shell/user-menu.tsx';
import { ViewChoices } from '../shell/view-menu.tsx';

/** All pages and boards, how this device shows them, and the account. On a phone the way to everything. */
export function Page() {
  const say = useTexts(shellTexts);
  const boards = useBoards();
  const addressOf = useStaying();
  const places = placesFor(useSession().user.permissions);
  const signOut = useSignOut();
  return (
    <div className="page-column">
      <h1 className="visually-hidden">{say('me.title')}</h1>
      {boards.length > 0 && (
        <Card title={say('me.boards')}>
          <nav className="board-list" aria-label={say('me.boards')}>
            {boards.map((board) => (
              <Link key={board.id} to={addressOf(board)}>
                <BoardWords board={board} />
              </Link>
            ))}
          </nav>
        </Card>
      )}
      <Card title={say('me.places')}>
        <nav className="board-list" aria-label={say('me.places')}>
          {places.map(({ key, route }) => (
            <Link key={key} to={route}>
              {say(`place.${key}`)}
            </Link>
          ))}
        </nav>
      </Card>
      <Card title={say('me.view')}>
        <ViewChoices />
      </Card>
      <Card title={say('me.account')}>
        <div className="account">
          <UserFacts />
          <Button onClick={signOut}>{say('user.sign-out')}</Button>
        </div>
      </Card>
    </div>
  );
}
