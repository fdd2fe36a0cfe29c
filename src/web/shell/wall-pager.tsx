import { useEffect, useEffectEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { shellTexts } from '../i18n/shell.ts';
import { useLanguage, useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../kit/icon.tsx';
import { boardAt, boardBeside, boardName, useBoards, useStaying } from './boards.ts';

/** The wall has no navigation: digits and arrow keys turn its pages, and a small counter says where it stands. */
export function WallPager() {
  const say = useTexts(shellTexts);
  const language = useLanguage();
  const boards = useBoards();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const here = boardAt(boards, pathname);
  const addressOf = useStaying();
  const turn = (step: number) => go(boardBeside(boards, pathname, step));
  const go = (board: (typeof boards)[number] | undefined) => {
    if (board !== undefined) navigate(addressOf(board));
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (/^[1-9]$/.test(event.key)) go(boards[Number(event.key) - 1]);
    if (event.key === 'ArrowRight' || event.key === 'PageDown') turn(1);
    if (event.key === 'ArrowLeft' || event.key === 'PageUp') turn(-1);
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  if (boards.length === 0) return null;
  const at = { at: here ? boards.indexOf(here) + 1 : 1, of: boards.length };
  return (
    <nav className="wall-pager" aria-label={say('nav.boards')}>
      <button type="button" className="wall-previous" aria-label={say('nav.previous')} onClick={() => turn(-1)}>
        <Icon name="back" />
      </button>
      <span>
        {here && boardName(here, language)}
        <span className="visually-hidden">{say('nav.page', at)}</span>
        <span aria-hidden="true">
          {' '}
          {at.at} / {at.of}
        </span>
      </span>
      <button type="button" className="wall-next" aria-label={say('nav.next')} onClick={() => turn(1)}>
        <Icon name="back" />
      </button>
    </nav>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable], [role=slider]');
}
