import type { SayIngest } from '../i18n/texts.ts';

/** Why a value is missing, and what is remarkable about one that is there. */
const MARKS = [
  'blank',
  'not-applicable',
  'not-available',
  'below-unit',
  'suppressed',
  'estimated',
  'provisional',
  'revised',
  'noted',
  'caliber-change',
] as const;

/** The words for the marks of a figure; a mark without words is shown as it is. */
export function markWords(marks: string, say: SayIngest): string {
  return marks
    .split(/[ ,|]+/)
    .map((mark) => {
      const known = MARKS.find((name) => name === mark);
      return known ? say(`mark.${known}`) : mark;
    })
    .join(' ');
}
