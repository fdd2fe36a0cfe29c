import type { i18n } from 'i18next';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, readLanguage } from './language.ts';
import type { Say, Texts } from './texts.ts';

/** The language in force; the component renders again when it changes. */
export function useLanguage(): Language {
  return readLanguage(useTranslation().i18n.language);
}

/**
 * The sentences of one part, in the language in force.
 * Waits (Suspense) only the first time that part is shown in English.
 */
export function useTexts<K extends string>(texts: Texts<K>): Say<K> {
  const { i18n } = useTranslation();
  const language = readLanguage(i18n.language);
  if (!i18n.hasResourceBundle(language, texts.ns)) addTexts(i18n, language, texts);
  return (key, values) => say(i18n, key, { ...values, lng: language, ns: texts.ns });
}

function say(i18n: i18n, key: string, options: Record<string, string | number>): string {
  return i18n.t(key, options);
}

function addTexts<K extends string>(i18n: i18n, language: Language, texts: Texts<K>): void {
  const words = language === 'en' ? use(texts.en()) : texts.zh;
  i18n.addResourceBundle(language, texts.ns, words);
}
