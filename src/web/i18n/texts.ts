/** Sentences of one part of the screen: Chinese stands in the chunk that shows it, English is fetched when chosen. */
export interface Texts<K extends string> {
  /** Namespace in i18next; a module uses its own name. */
  readonly ns: string;
  readonly zh: Readonly<Record<K, string>>;
  /** Loads once; the promise is always the same one, so React can wait for it. */
  readonly en: () => Promise<Readonly<Record<K, string>>>;
}

/** Values put into a sentence at `{{name}}`. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Says one sentence; only the keys of its own texts are known to it. */
export type Say<K extends string> = (key: K, values?: TextValues) => string;

type EnglishFile<K extends string> = () => Promise<{ readonly en: Readonly<Record<K, string>> }>;

/**
 * Declare the texts of a page or part. Keys are flat and dotted (`nav.more`).
 * `loadEnglish` is `() => import('./i18n/en.ts')`; its type demands the same keys.
 */
export function defineTexts<const Z extends Readonly<Record<string, string>>>(
  ns: string,
  zh: Z,
  loadEnglish: EnglishFile<keyof Z & string>,
): Texts<keyof Z & string> {
  return { ns, zh, en: once(() => loadEnglish().then((file) => file.en)) };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
