import { kitTexts } from './i18n/kit.ts';
import { useTexts } from './i18n/use-texts.ts';
import type { ProblemText } from './kit/problem.tsx';
import type { ApiProblem } from './problem.ts';

/** A problem in the reader's words: the server's own sentence, or ours for what the server could not say. */
export function useProblemText(problem: ApiProblem): ProblemText {
  const say = useTexts(kitTexts);
  const { code, title, detail } = problem;
  if (code === 'web.network') return { code, title: say('problem.title'), detail: say('problem.network') };
  if (code === 'web.bad-reply') return { code, title: say('problem.title'), detail: say('problem.bad-reply') };
  if (code === 'web.unexpected') return { code, title: say('problem.unexpected') };
  if (code.startsWith('web.')) return { code, title: say('problem.title') };
  return { code, title, detail };
}
