import { useLayoutEffect, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { Board } from '#contract/cockpit';
import { shellTexts } from '../i18n/shell.ts';
import { useLanguage, useTexts } from '../i18n/use-texts.ts';
import { classes } from '../kit/classes.ts';
import { Icon } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { useSize } from '../kit/use-size.ts';
import { useSession } from '../session.tsx';
import { boardAt, boardName, useBoards, useStaying } from './boards.ts';
import { fitCount } from './fit.ts';
import { placesFor, readsFigures } from './places.ts';
import './desk-nav.css';

/** The row under the header: boards, or the pages of those who are shown no figures. */
export function DeskNav() {
  return readsFigures(useSession().user) ? <BoardRow /> : <PlaceRow />;
}

function PlaceRow() {
  const say = useTexts(shellTexts);
  const places = placesFor(useSession().user.permissions);
  return (
    <nav className="shell-nav" aria-label={say('nav.places')}>
      <div className="nav-row">
        {places.map(({ key, route }) => (
          <NavLink key={key} to={route} className={hereClass}>
            {say(`place.${key}`)}
          </NavLink>
        ))}
      </div>
    </nav>
  );
}

const hereClass = ({ isActive }: { readonly isActive: boolean }) => classes('nav-entry', isActive && 'nav-here');

/** The boards in one row; those without room stand under 更多. */
function BoardRow() {
  const say = useTexts(shellTexts);
  const language = useLanguage();
  const boards = useBoards();
  const here = boardAt(boards, useLocation().pathname);
  const [row, size] = useSize<HTMLDivElement>();
  const [ruler, fit] = useFit(boards.map((board) => boardName(board, language)).join(), size?.width ?? 0);
  const rest = boards.slice(fit);
  const addressOf = useStaying();
  return (
    <nav className="shell-nav" aria-label={say('nav.boards')}>
      <div className="nav-hidden" aria-hidden="true">
        <div ref={ruler} className="nav-ruler">
          {boards.map((board) => (
            <span key={board.id} className="nav-entry">
              <BoardWords board={board} />
            </span>
          ))}
          <span className="nav-entry">
            {say('nav.more')}
            <Icon name="chevron" />
          </span>
        </div>
      </div>
      <div ref={row} className="nav-row">
        {boards.slice(0, fit).map((board) => (
          <BoardLink key={board.id} board={board} />
        ))}
        {rest.length > 0 && (
          <Menu
            label={say('nav.more.count', { count: rest.length })}
            className={classes('nav-entry nav-more', here && rest.includes(here) && 'nav-here')}
            button={
              <>
                {here && rest.includes(here) ? boardName(here, language) : say('nav.more')}
                <Icon name="chevron" />
              </>
            }
          >
            {(close) =>
              rest.map((board) => (
                <NavLink
                  key={board.id}
                  to={addressOf(board)}
                  end={board.route === '/'}
                  className="menu-item"
                  onClick={close}
                >
                  <BoardWords board={board} />
                </NavLink>
              ))
            }
          </Menu>
        )}
      </div>
    </nav>
  );
}

function BoardLink({ board }: { readonly board: Board }) {
  const addressOf = useStaying();
  return (
    <NavLink to={addressOf(board)} end={board.route === '/'} className={hereClass}>
      <BoardWords board={board} />
    </NavLink>
  );
}

/** Name and number of what waits there. */
export function BoardWords({ board }: { readonly board: Board }) {
  const say = useTexts(shellTexts);
  const language = useLanguage();
  return (
    <>
      {boardName(board, language)}
      {board.badge ? (
        <span className="badge" role="img" aria-label={say('nav.waiting', { count: board.badge })}>
          {board.badge}
        </span>
      ) : null}
    </>
  );
}

/** Measures an unseen row of all entries, and says how many of them fit; again when the row changes its size. */
function useFit(names: string, room: number) {
  const [ruler, size] = useSize<HTMLDivElement>();
  const [fit, setFit] = useState(Number.POSITIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: names, type size and a late font change the widths.
  useLayoutEffect(() => {
    const widths = [...(ruler.current?.children ?? [])].map((entry) => entry.getBoundingClientRect().width);
    const gap = Number.parseFloat(ruler.current ? getComputedStyle(ruler.current).columnGap : '0') || 0;
    setFit(fitCount(widths.slice(0, -1), gap, room, widths.at(-1) ?? 0));
  }, [names, room, size]);
  return [ruler, fit] as const;
}
