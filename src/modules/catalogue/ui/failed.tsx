import { Forbidden, Problem } from '#web/kit/problem.tsx';
import { problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';

interface FailedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** An answer that did not come, in one of the designed states. */
export function Failed({ error, onRetry }: FailedProps) {
  const problem = problemOf(error);
  const text = useProblemText(problem);
  return problem.status === 403 ? <Forbidden /> : <Problem problem={text} onRetry={onRetry} />;
}
