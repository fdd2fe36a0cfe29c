import { createInstance, type i18n } from 'i18next';
import type { Language } from './language.ts';

/** An i18next instance without texts; `useTexts` adds each part's texts when that part is first shown. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  instance.init({
    lng: language,
    fallbackLng: 'zh-CN',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
