import type { ReactNode } from 'react';
import { Empty } from '#web/kit/empty.tsx';
import { Forbidden, Problem } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import type { PanelState } from '#web/panel-state.ts';
import type { ApiProblem } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';

interface PanelPartProps<T> {
  readonly state: PanelState<T>;
  readonly children: (data: T) => ReactNode;
}

/** What a panel asks for itself, in one of the designed states, without a frame of its own. */
export function PanelPart<T>({ state, children }: PanelPartProps<T>) {
  if (state.kind === 'loading') return <Skeleton lines={4} />;
  if (state.kind === 'forbidden') return <Forbidden />;
  if (state.kind === 'empty') return <Empty title={state.title} feeds={state.feeds} />;
  if (state.kind === 'error') return <Failed problem={state.problem} onRetry={state.retry} />;
  return children(state.data);
}

function Failed({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) {
  return <Problem problem={useProblemText(problem)} onRetry={onRetry} />;
}
