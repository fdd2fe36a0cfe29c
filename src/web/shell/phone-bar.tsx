import { NavLink } from 'react-router';
import { shellTexts } from '../i18n/shell.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { classes } from '../kit/classes.ts';
import { useSession } from '../session.tsx';
import { routeOf, useBoards, useStaying } from './boards.ts';
import { placesFor, readsFigures } from './places.ts';
import './phone-bar.css';

/** The five places within reach of the thumb; every board stands under 我的. */
const tabs = [
  { key: 'overview', route: '/' },
  { key: 'indicators', route: '/indicators' },
  { key: 'supervision', route: '/supervision' },
  { key: 'direct', route: '/direct' },
  { key: 'me', route: '/me' },
] as const;

/** The row at the lower edge: the five places, or the pages of those who are shown no figures. */
export function PhoneBar() {
  return readsFigures(useSession().user) ? <BoardTabs /> : <PlaceTabs />;
}

function PlaceTabs() {
  const say = useTexts(shellTexts);
  const places = placesFor(useSession().user.permissions);
  return (
    <nav className="phone-bar" aria-label={say('nav.places')}>
      {places.map(({ key, route }) => (
        <NavLink key={key} to={route} className={hereClass}>
          {say(`place.${key}`)}
        </NavLink>
      ))}
      <NavLink to="/me" className={hereClass}>
        {say('tab.me')}
      </NavLink>
    </nav>
  );
}

const hereClass = ({ isActive }: { readonly isActive: boolean }) => classes('phone-tab', isActive && 'phone-here');

function BoardTabs() {
  const say = useTexts(shellTexts);
  const addressOf = useStaying();
  const boards = useBoards();
  return (
    <nav className="phone-bar" aria-label={say('nav.boards')}>
      {tabs.map((tab) => {
        const waiting = boards.find((board) => board.id === tab.key)?.badge;
        return (
          <NavLink
            key={tab.key}
            to={addressOf({ route: routeOf(boards, tab.key, tab.route) })}
            end={tab.key === 'overview'}
            className={hereClass}
          >
            {say(`tab.${tab.key}`)}
            {waiting ? (
              <span className="badge" role="img" aria-label={say('nav.waiting', { count: waiting })}>
                {waiting}
              </span>
            ) : null}
          </NavLink>
        );
      })}
    </nav>
  );
}
