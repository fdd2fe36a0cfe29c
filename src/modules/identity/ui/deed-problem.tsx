import type { ApiProblem } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';

/** Why something was not done, read out when it appears. */
export function DeedProblem({ problem }: { readonly problem: ApiProblem | null }) {
  return (
    <div className="deed-problem" role="alert">
      {problem && <ProblemWords problem={problem} />}
    </div>
  );
}

function ProblemWords({ problem }: { readonly problem: ApiProblem }) {
  const { title, detail } = useProblemText(problem);
  return <p>{detail ?? title}</p>;
}
