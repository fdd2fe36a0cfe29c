import { createContext, type ReactNode, Suspense, useContext, useEffect, useRef, useState } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { kitTexts } from './i18n/kit.ts';
import { useLanguage, useTexts } from './i18n/use-texts.ts';
import { Card } from './kit/card.tsx';
import { Empty } from './kit/empty.tsx';
import { Forbidden, Problem, Stale } from './kit/problem.tsx';
import { Skeleton } from './kit/skeleton.tsx';
import type { PanelRegistry } from './panel-registry.ts';
import type { PanelState } from './panel-state.ts';
import { problemOf } from './problem.ts';
import { useProblemText } from './problem-text.ts';

const RegistryContext = createContext<PanelRegistry>(new Map());

export function PanelPlace({ registry, children }: { readonly registry: PanelRegistry; readonly children: ReactNode }) {
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

interface PanelFrameProps<T> {
  readonly title: string;
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  /** Height of the finished content, such as `24rem`: every state takes it, so that nothing jumps. */
  readonly reserve: string;
  readonly state: PanelState<T>;
  readonly children: (data: T) => ReactNode;
}

/** A titled region in one of its designed states: loading, ready, stale, empty, error, forbidden. */
export function PanelFrame<T>({ title, note, tools, reserve, state, children }: PanelFrameProps<T>) {
  return (
    <Card title={title} note={note} tools={tools} reserve={reserve}>
      <ErrorBoundary fallback={(error, again) => <Failed error={error} onRetry={again} />}>
        <Suspense fallback={<Skeleton />}>
          <PanelContent state={state}>{children}</PanelContent>
        </Suspense>
      </ErrorBoundary>
    </Card>
  );
}

interface PanelContentProps<T> {
  readonly state: PanelState<T>;
  readonly children: (data: T) => ReactNode;
}

function PanelContent<T>({ state, children }: PanelContentProps<T>) {
  if (state.kind === 'loading') return <Skeleton />;
  if (state.kind === 'forbidden') return <Forbidden />;
  if (state.kind === 'empty') return <Empty title={state.title} feeds={state.feeds} />;
  if (state.kind === 'error') return <Failed error={state.problem} onRetry={state.retry} />;
  return (
    <>
      {state.kind === 'stale' && <StaleLine since={state.since} onRetry={state.retry} />}
      {children(state.data)}
    </>
  );
}

const MOMENT = { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' } as const;

function StaleLine({ since, onRetry }: { readonly since: number; readonly onRetry: () => void }) {
  const language = useLanguage();
  const time = new Date(since).toLocaleString(language, MOMENT);
  return <Stale time={time} onRetry={onRetry} />;
}

function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return <Problem problem={useProblemText(problemOf(error))} onRetry={onRetry} />;
}

interface PanelProps extends Omit<PanelFrameProps<unknown>, 'children'> {
  /** Id of a registered panel: a layout names panels, it does not import them. */
  readonly id: string;
}

/** A panel by name. Its code is fetched when its place comes near the screen. */
export function Panel({ id, ...frame }: PanelProps) {
  const say = useTexts(kitTexts);
  const registered = useContext(RegistryContext).get(id);
  const [place, near] = useNear();
  const content = (data: unknown) => {
    if (!registered) return <Empty title={say('panel.unknown', { id })} />;
    return near ? <registered.Panel data={data} /> : <Skeleton />;
  };
  return (
    <div ref={place} className="panel-place">
      <PanelFrame {...frame}>{content}</PanelFrame>
    </div>
  );
}

/** Whether an element has come within a screen's reach; once near, always near. */
function useNear() {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element || near) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '300px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [near]);
  return [place, near] as const;
}
