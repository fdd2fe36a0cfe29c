import { NavLink } from 'react-router';
import { shellTexts } from '../i18n/shell.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { classes } from '../kit/classes.ts';
import { routeOf, useBoards } from './boards.ts';
import './phone-bar.css';

/** The five places within reach of the thumb; every board stands under 我的. */
const tabs = [
  { key: 'overview', route: '/' },
  { key: 'indicators', route: '/indicators' },
  { key: 'supervision', route: '/supervision' },
  { key: 'direct', route: '/direct' },
  { key: 'me', route: '/me' },
] as const;

export function PhoneBar() {
  const say = useTexts(shellTexts);
  const boards = useBoards();
  return (
    <nav className="phone-bar" aria-label={say('nav.boards')}>
      {tabs.map((tab) => {
        const waiting = boards.find((board) => board.id === tab.key)?.badge;
        return (
          <NavLink
            key={tab.key}
            to={routeOf(boards, tab.key, tab.route)}
            end={tab.key === 'overview'}
            className={({ isActive }) => classes('phone-tab', isActive && 'phone-here')}
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
