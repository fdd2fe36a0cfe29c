import type { ApiProblem } from '../problem.ts';

/** The English sentence for a refusal with its values in it; null when there is none for its code. */
export function sentenceOf(
  sentences: Readonly<Record<string, string>>,
  { code, params }: Pick<ApiProblem, 'code' | 'params'>,
): string | null {
  if (!Object.hasOwn(sentences, code)) return null;
  return (sentences[code] ?? '').replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => readable(params[name]));
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });

/** A parameter as text: moments by the clock of China, lists with semicolons. */
function readable(value: unknown): string {
  if (Array.isArray(value)) return value.map(readable).join('; ');
  const text = String(value ?? '');
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? CLOCK.format(new Date(text)) : text;
}
