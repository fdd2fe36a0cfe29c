import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Board, Screen } from '#contract/cockpit';
import { useDevice } from '#web/device.tsx';
import { Forbidden, Problem, Stale } from '#web/kit/problem.tsx';
import type { PanelState } from '#web/panel-state.ts';
import { useProblemText } from '#web/problem-text.ts';
import { boardName, useBoards } from '#web/shell/boards.ts';
import { CardDrawer } from './drawer/card-drawer.tsx';
import { AsOfBanner } from './header/as-of.tsx';
import { KeyHelp } from './key-help.tsx';
import { ScreenHeader } from './screen-header.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { useReach } from './use-reach.ts';
import { useScreen } from './use-screen.ts';
import { useWhere } from './use-where.ts';
import { timeText, useSpeech } from './words.ts';
import './screen-page.css';

interface ScreenPageProps {
  readonly board: string;
  /** What stands on the page; null is a screen on its way. */
  readonly children: (screen: Screen | null, waiting: boolean) => ReactNode;
}

/** A page that shows one board's screen: its header, what is to be said over it, its content and the drawer. */
export function ScreenPage({ board, children }: ScreenPageProps) {
  const { where, drill } = useWhere();
  const { state, waiting } = useScreen(board, where);
  const screen = state.kind === 'ready' || state.kind === 'stale' ? state.data : null;
  const mayEnter = useReach();
  const search = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  usePageKeys({
    onSearch: () => search.current?.focus(),
    onHelp: () => setHelp(true),
    onUp: () => {
      const above = screen?.place.path.at(-2);
      if (above && mayEnter(above.code)) drill(above.code);
    },
  });
  return (
    <>
      <Heading board={board} />
      {screen && <ScreenHeader screen={screen} search={search} />}
      <Notices state={state} board={board} screen={screen} />
      {state.kind === 'error' || state.kind === 'forbidden' ? <NoScreen state={state} /> : children(screen, waiting)}
      {screen && <CardDrawer screen={screen} />}
      <KeyHelp open={help} onClose={() => setHelp(false)} />
    </>
  );
}

/** The board of a page, when it is one of the reader's. */
export function useBoard(id: string): Board | undefined {
  return useBoards().find((board) => board.id === id);
}

function Heading({ board }: { readonly board: string }) {
  const { language } = useSpeech();
  const found = useBoard(board);
  return <h1 className="visually-hidden">{found ? boardName(found, language) : board}</h1>;
}

interface NoticesProps {
  readonly state: PanelState<Screen>;
  readonly board: string;
  readonly screen: Screen | null;
}

/** Over the screen: figures of an earlier day, figures that could not be renewed, and what feeds the board. */
function Notices({ state, board, screen }: NoticesProps) {
  const { language } = useSpeech();
  const { layout } = useDevice();
  const opened = useBoard(board)?.opensAt != null && screen?.place.region.level === 'nation';
  const feeds = useFeeds(board, opened);
  const { asOf } = useWhere().where;
  const stale = state.kind === 'stale' ? state : null;
  if (!asOf && !stale && (!feeds || layout === 'wall')) return null;
  return (
    <div className="notices">
      {asOf && <AsOfBanner asOf={asOf} />}
      {stale && <Stale time={timeText(new Date(stale.since).toISOString(), language)} onRetry={stale.retry} />}
      {feeds && layout !== 'wall' && <p className="board-feeds">{feeds}</p>}
    </div>
  );
}

/** Boards that are whole need not say what feeds them. */
const WHOLE: ReadonlySet<string> = new Set(['overview', 'economy', 'regions']);

/** A board that stands where it was to begin has been fed. */
function useFeeds(id: string, opened: boolean): string | null {
  const { language } = useSpeech();
  const board = useBoard(id);
  if (!board || opened || WHOLE.has(id)) return null;
  return language === 'en' ? board.feedsEn : board.feeds;
}

type Failed = Extract<PanelState<Screen>, { readonly kind: 'error' | 'forbidden' }>;

function NoScreen({ state }: { readonly state: Failed }) {
  const { say } = useSpeech();
  return (
    <section className="panel no-screen">
      {state.kind === 'forbidden' ? <Forbidden /> : <Failure state={state} />}
      <Link className="no-screen-back" to="?">
        {say('screen.back')}
      </Link>
    </section>
  );
}

function Failure({ state }: { readonly state: Extract<Failed, { readonly kind: 'error' }> }) {
  return <Problem problem={useProblemText(state.problem)} onRetry={state.retry} />;
}
