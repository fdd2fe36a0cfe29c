import { useEffect, useState } from 'react';
import { sentenceOf } from './i18n/english-problem.ts';
import { kitTexts } from './i18n/kit.ts';
import { useLanguage, useTexts } from './i18n/use-texts.ts';
import type { ProblemText } from './kit/problem.tsx';
import type { ApiProblem } from './problem.ts';

type Sentences = Readonly<Record<string, string>>;

/** A problem in the reader's words: the server's own sentence, or ours for what the server could not say. */
export function useProblemText(problem: ApiProblem): ProblemText {
  const say = useTexts(kitTexts);
  const english = useEnglish(useLanguage() === 'en');
  const { code, title, detail } = problem;
  if (code === 'web.network') return { code, title: say('problem.title'), detail: say('problem.network') };
  if (code === 'web.bad-reply') return { code, title: say('problem.title'), detail: say('problem.bad-reply') };
  if (code === 'web.unexpected') return { code, title: say('problem.unexpected') };
  if (code.startsWith('web.')) return { code, title: say('problem.title') };
  if (english === 'not wanted') return { code, title, detail };
  if (english === 'coming') return { code, title: '' };
  const sentence = sentenceOf(english, problem);
  return sentence ? { code, title: sentence } : { code, title: say('problem.in-chinese'), detail: detail ?? title };
}

/**
 * The English sentences, fetched with the first problem that is shown in English. They are not waited for by suspending:
 * the page around the problem would vanish for a moment.
 */
function useEnglish(wanted: boolean): Sentences | 'coming' | 'not wanted' {
  const [sentences, setSentences] = useState<Sentences | null>(null);
  useEffect(() => {
    if (wanted)
      import('./i18n/en/problems.ts').then(
        (file) => setSentences(file.problems),
        () => setSentences({}),
      );
  }, [wanted]);
  if (!wanted) return 'not wanted';
  return sentences ?? 'coming';
}
