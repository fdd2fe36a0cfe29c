import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { useDevice } from '../device.tsx';
import { ErrorBoundary } from '../error-boundary.tsx';
import { shellTexts } from '../i18n/shell.ts';
import { useLanguage, useTexts } from '../i18n/use-texts.ts';
import { Skeleton } from '../kit/skeleton.tsx';
import { useSession } from '../session.tsx';
import { boardAt, boardName, useBoards } from './boards.ts';
import { DeskNav } from './desk-nav.tsx';
import { Header } from './header.tsx';
import { LostLine } from './lost-line.tsx';
import { PageFailed } from './page-failed.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { SlotsPlace } from './slots.tsx';
import './shell.css';

/** The frame around every page of a signed-in reader. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const say = useTexts(shellTexts);
  const { layout } = useDevice();
  const { pathname } = useLocation();
  const main = usePageFocus(pathname);
  return (
    <SlotsPlace>
      <PageTitle path={pathname} />
      <div className="shell">
        <a className="skip-link" href="#main">
          {say('skip')}
        </a>
        <Header />
        {layout === 'desk' && <DeskNav />}
        <Duty />
        {layout === 'phone' && <LostLine />}
        <main id="main" ref={main} className="shell-main" tabIndex={-1}>
          <ErrorBoundary key={pathname} fallback={(error) => <PageFailed error={error} />}>
            <Suspense fallback={<Skeleton lines={8} />}>{children}</Suspense>
          </ErrorBoundary>
        </main>
        {layout === 'phone' && <PhoneBar />}
      </div>
    </SlotsPlace>
  );
}

/** What the reader's account owes before its roles count. */
function Duty() {
  const say = useTexts(shellTexts);
  const { obligation } = useSession();
  if (!obligation) return null;
  return (
    <div className="duty" role="status">
      {say(`duty.${obligation}`)} <Link to="/account">{say('duty.go')}</Link>
    </div>
  );
}

function PageTitle({ path }: { readonly path: string }) {
  const say = useTexts(shellTexts);
  const language = useLanguage();
  const board = boardAt(useBoards(), path);
  return <title>{board ? `${boardName(board, language)} · ${say('brand')}` : say('brand.full')}</title>;
}

/** A new page starts at its top, and the keyboard starts there too. */
function usePageFocus(path: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
