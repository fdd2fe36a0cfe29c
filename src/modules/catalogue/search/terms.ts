import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { pinyin } from 'pinyin-pro';

/** What a resource is found by. */
export interface SearchText {
  readonly code: string;
  readonly title: string;
  readonly summary: string;
  readonly itemNames: readonly string[];
}

/** Words of a text, as they are written and as they sound. */
interface Words {
  readonly written: readonly string[];
  readonly spoken: readonly string[];
}

export interface Lexicon {
  /** The terms of a resource, each with its weight in front: `8企业 6qydj`. */
  termsOf(text: SearchText): string;
  /** What a query asks for: every one of them must be met. */
  tokensOf(query: string): string[];
}

const WEIGHT = { code: 9, title: 8, titleSound: 6, item: 4, itemSound: 3, summary: 2 } as const;
/** Longest stretch of a summary that is indexed, in characters. */
const SUMMARY = 1000;
const KEPT_NAMES = 50_000;

/** The Chinese side of the search: the dictionary is loaded once, in about 0.2 s. */
export function openLexicon(): Lexicon {
  const jieba = Jieba.withDict(dict);
  const known = new Map<string, Words>();
  const wordsOf = (text: string): Words => {
    const kept = known.get(text);
    if (kept) return kept;
    const words = splitWords(jieba, text);
    if (known.size > KEPT_NAMES) known.clear();
    known.set(text, words);
    return words;
  };
  return {
    termsOf: (text) => weighted(text, jieba, wordsOf),
    tokensOf: (query) => tokensOf(jieba, query),
  };
}

/** Characters between words that nobody looks for. */
const BETWEEN = /[的之和与及或]/g;

/**
 * A query's words. Where a stretch does not fall into words (产登记信), the whole of it is looked for inside of names; a
 * lone character beside other words (第 42000 号) tells nothing.
 */
function tokensOf(jieba: Jieba, query: string): string[] {
  const runs = runsOf(query);
  const telling = runs.filter((run) => !isHan(run) || run.length > 1);
  return (telling.length > 0 ? telling : runs).flatMap((run) => {
    if (!isHan(run)) return [run];
    const words = run.split(BETWEEN).flatMap((part) => (part === '' ? [] : jieba.cut(part, true)));
    return words.length > 0 && words.every((word) => word.length > 1) ? words : [run];
  });
}

function weighted(text: SearchText, jieba: Jieba, wordsOf: (text: string) => Words): string {
  const terms = new Map<string, number>();
  const add = (words: readonly string[], weight: number) => {
    for (const word of words) if ((terms.get(word) ?? 0) < weight) terms.set(word, weight);
  };
  const title = wordsOf(text.title);
  add(runsOf(text.code), WEIGHT.code);
  add(title.written, WEIGHT.title);
  add(title.spoken, WEIGHT.titleSound);
  for (const name of text.itemNames) {
    const { written, spoken } = wordsOf(name);
    add(written, WEIGHT.item);
    add(spoken, WEIGHT.itemSound);
  }
  for (const run of runsOf(text.summary.slice(0, SUMMARY)))
    add(isHan(run) ? jieba.cutForSearch(run, true) : [run], WEIGHT.summary);
  return [...terms].map(([term, weight]) => `${weight}${term}`).join(' ');
}

/** A name's words and the whole of it; its sound in full and in initials, from the start of each word on. */
function splitWords(jieba: Jieba, text: string): Words {
  const written = new Set<string>();
  const spoken = new Set<string>();
  for (const run of runsOf(text)) {
    written.add(run);
    if (!isHan(run)) continue;
    for (const word of jieba.cutForSearch(run, true)) written.add(word);
    for (const sound of soundsOf(run, jieba.cut(run, true))) spoken.add(sound);
  }
  return { written: [...written], spoken: [...spoken] };
}

function soundsOf(run: string, words: readonly string[]): string[] {
  const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
  const starts = words.map((_, i) => words.slice(0, i).join('').length);
  return starts.flatMap((start) => {
    const rest = syllables.slice(start);
    return [rest.join(''), rest.map((syllable) => syllable[0]).join('')];
  });
}

/** Stretches of Chinese and of letters and digits; everything else parts them. */
function runsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{sc=Han}+|[\p{L}\p{N}]+(?<!\p{sc=Han})/gu)
      ?.flatMap(parted) ?? []
  );
}

/** Letters run into Chinese (`GDP总量`) are parted. */
function parted(run: string): string[] {
  return run.match(/\p{sc=Han}+|[^\p{sc=Han}]+/gu) ?? [];
}

const isHan = (run: string): boolean => /^\p{sc=Han}/u.test(run);
