import { Problem } from '#web/kit/problem.tsx';
import type { ApiProblem } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';

/** Why something was not done, read out when it appears. */
export function ActProblem({ problem }: { readonly problem: ApiProblem | null }) {
  return <div role="alert">{problem && <Words problem={problem} />}</div>;
}

function Words({ problem }: { readonly problem: ApiProblem }) {
  const { title, detail } = useProblemText(problem);
  return <p className="nodes-refusal">{detail ?? title}</p>;
}

export function Failed({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) {
  return <Problem problem={useProblemText(problem)} onRetry={onRetry} />;
}
