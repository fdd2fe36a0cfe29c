import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { ErrorBoundary } from './error-boundary.tsx';
import { shellTexts } from './i18n/shell.ts';
import { useLanguage, useTexts } from './i18n/use-texts.ts';
import { Empty } from './kit/empty.tsx';
import { Problem } from './kit/problem.tsx';
import { Skeleton } from './kit/skeleton.tsx';
import { moduleUis } from './modules.ts';
import { problemOf } from './problem.ts';
import { useProblemText } from './problem-text.ts';
import { SessionPlace, usePresence, useSession } from './session.tsx';
import { boardAt, useBoards } from './shell/boards.ts';
import { loginFor } from './shell/next.ts';
import { PageFailed } from './shell/page-failed.tsx';
import { homeFor } from './shell/places.ts';
import { Shell } from './shell/shell.tsx';

interface LazyRoute {
  readonly path: string;
  readonly Page: LazyExoticComponent<ComponentType>;
}

const Login = lazyPage(() => import('./pages/login.tsx'));
const Me = lazyPage(() => import('./pages/me.tsx'));
const routes: readonly LazyRoute[] = moduleUis
  .flatMap((module) => module.routes)
  .map(({ path, load }) => ({ path, Page: lazyPage(load) }));

function lazyPage(load: () => Promise<{ readonly Page: ComponentType }>): LazyExoticComponent<ComponentType> {
  return lazy(() => load().then((file) => ({ default: file.Page })));
}

/** Everything behind an address: signing in, or a page in the shell. */
export function App() {
  return (
    <ErrorBoundary fallback={(error) => <PageFailed error={error} />}>
      <Suspense fallback={null}>
        <Routes>
          <Route path="/login" element={<Login />} />
          <Route path="*" element={<SignedIn />} />
        </Routes>
      </Suspense>
    </ErrorBoundary>
  );
}

function SignedIn() {
  const { presence, problem, again } = usePresence();
  const { pathname, search } = useLocation();
  if (problem) return <Unreachable error={problem} onRetry={again} />;
  if (presence === undefined) return <Skeleton lines={8} />;
  if (presence === null) return <Navigate to={loginFor(pathname + search)} replace />;
  return (
    <SessionPlace session={presence}>
      <Shell>
        <Pages />
      </Shell>
    </SessionPlace>
  );
}

function Pages() {
  const home = homeFor(useSession().user);
  const { pathname } = useLocation();
  if (pathname === '/' && home !== '/') return <Navigate to={home} replace />;
  return (
    <Routes>
      {routes.map(({ path, Page }) => (
        <Route key={path} path={path} element={<Page />} />
      ))}
      <Route path="/me" element={<Me />} />
      <Route path="*" element={<NoPage />} />
    </Routes>
  );
}

/** No page has this address: go to the first board, say that a board is still empty, or that the address is wrong. */
function NoPage(): ReactNode {
  const say = useTexts(shellTexts);
  const language = useLanguage();
  const { pathname } = useLocation();
  const boards = useBoards();
  const [first] = boards;
  const board = boardAt(boards, pathname);
  if (board) return <Empty title={say('page.unbuilt')} feeds={language === 'en' ? board.feedsEn : board.feeds} />;
  if (pathname !== '/') return <Empty title={say('page.lost')} feeds={say('page.lost.help')} />;
  if (first) return <Navigate to={first.route} replace />;
  return <Empty title={say('page.none')} feeds={say('page.none.help')} />;
}

function Unreachable({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return <Problem problem={useProblemText(problemOf(error))} onRetry={onRetry} />;
}
