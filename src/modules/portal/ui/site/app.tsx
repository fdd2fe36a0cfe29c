import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Link, NavLink, Route, Routes, useLocation } from 'react-router';
import { Type } from 'typebox';
import { useDevice } from '#web/device.tsx';
import { ErrorBoundary } from '#web/error-boundary.tsx';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { Problem } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { useGet } from '#web/query.ts';
import { PortalHome } from '../../contract.ts';
import { portalTexts } from '../i18n/texts.ts';
import './site.css';

const page = (load: () => Promise<{ readonly Page: ComponentType }>) =>
  lazy(() => load().then(({ Page }) => ({ default: Page })));

const Home = page(() => import('./home.tsx'));
const List = page(() => import('./list.tsx'));
const Dataset = page(() => import('./dataset.tsx'));
const Request = page(() => import('./request.tsx'));
const CoCreate = page(() => import('./cocreate.tsx'));
const Keys = page(() => import('./keys.tsx'));
const About = page(() => import('./about.tsx'));

/** The public site: head, page, foot; no login. */
export function OpenSite() {
  return (
    <Suspense fallback={<Skeleton lines={8} />}>
      <Frame>
        <ErrorBoundary fallback={(error) => <Broken error={error} />}>
          <Suspense fallback={<Skeleton lines={12} height="40rem" />}>
            <Routes>
              <Route path="/open" element={<Home />} />
              <Route path="/open/datasets" element={<List />} />
              <Route path="/open/dataset/:key" element={<Dataset />} />
              <Route path="/open/request" element={<Request />} />
              <Route path="/open/co" element={<CoCreate />} />
              <Route path="/open/keys" element={<Keys />} />
              <Route path="/open/about" element={<About />} />
              <Route path="*" element={<Lost />} />
            </Routes>
          </Suspense>
        </ErrorBoundary>
      </Frame>
    </Suspense>
  );
}

const SiteWords = Type.Object({ title: Type.String(), publisher: Type.String() });

function Frame({ children }: { readonly children: ReactNode }) {
  const say = useTexts(portalTexts);
  const { data: site } = useGet('/open/api/site', SiteWords, { fixed: true });
  const { data: home } = useGet('/open/api/home', PortalHome);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top.
  useEffect(() => window.scrollTo(0, 0), [pathname]);
  return (
    <div className="open">
      <a className="open-skip" href="#open-main">
        {say('site.skip')}
      </a>
      <header className="open-head">
        <Link className="open-name" to="/open">
          {site?.title ?? ''}
        </Link>
        <Navigation />
        <Tongue />
      </header>
      {home?.demo && (
        <aside className="open-demo" aria-label={say('site.demo.short')}>
          {say('site.demo')}
        </aside>
      )}
      <main id="open-main" className="open-main">
        {children}
      </main>
      <footer className="open-foot">
        <span>{site?.publisher ?? ''}</span>
        <span>
          {say('site.feeds')} <a href="/catalog.ttl">DCAT-AP</a> <a href="/api/3/action/package_search">CKAN</a>{' '}
          <a href="/data.json">data.json</a>
        </span>
      </footer>
    </div>
  );
}

const PLACES = [
  ['/open/datasets', 'site.datasets'],
  ['/open/request', 'site.request'],
  ['/open/co', 'site.co'],
  ['/open/keys', 'site.keys'],
  ['/open/about', 'site.about'],
] as const;

function Navigation() {
  const say = useTexts(portalTexts);
  return (
    <nav className="open-nav" aria-label={say('site.menu')}>
      {PLACES.map(([to, word]) => (
        <NavLink key={to} to={to}>
          {say(word)}
        </NavLink>
      ))}
    </nav>
  );
}

function Tongue() {
  const say = useTexts(portalTexts);
  const language = useLanguage();
  const { speak } = useDevice();
  return (
    <Button look="link" onClick={() => speak(language === 'en' ? 'zh-CN' : 'en')}>
      {say('site.language')}
    </Button>
  );
}

function Lost() {
  const say = useTexts(portalTexts);
  return <Empty title={say('site.lost')} feeds={say('site.lost.help')} />;
}

/** An answer that did not come. */
export function Broken({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  return <Problem problem={useProblemText(problemOf(error))} onRetry={onRetry} />;
}
