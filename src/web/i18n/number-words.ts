import type { Language } from './language.ts';

/** Words that stand inside formatted numbers. */
interface NumberWords {
  /** Unit of a difference between two rates (R5: never "%"). */
  readonly points: string;
}

export const numberWords: Readonly<Record<Language, NumberWords>> = {
  'zh-CN': { points: '个百分点' },
  en: { points: 'pp' },
};
