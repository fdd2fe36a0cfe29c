import { defineTexts } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const lineageTexts = defineTexts('lineage', zh, () => import('./en.ts'));

const KNOWN = new Set<string>(Object.keys(zh));

/** Whether there is a word for a kind or job; outside tools bring their own. */
export function isWord(key: string): key is keyof typeof zh {
  return KNOWN.has(key);
}
