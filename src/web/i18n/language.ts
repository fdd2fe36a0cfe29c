/** The languages of the screen; Chinese is the source, English is complete. */
export const languages = ['zh-CN', 'en'] as const;

export type Language = (typeof languages)[number];

/** Read a stored or received language; anything unknown is Chinese. */
export function readLanguage(value: unknown): Language {
  return value === 'en' ? 'en' : 'zh-CN';
}
