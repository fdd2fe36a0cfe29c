import { changedSince, keepTerms, searchHead } from '../sql/search.ts';
import type { Db } from '../tables.ts';
import { createSearchIndex, type IndexQuery, type IndexReply, type SearchIndex } from './index.ts';
import { type Lexicon, openLexicon } from './terms.ts';

/** The search of one process: an index in memory that is always as new as the ledger when it is asked. */
export interface SearchKeeper {
  /** Read the whole catalogue once, before anybody asks. */
  warm(): Promise<void>;
  find(query: Omit<IndexQuery, 'tokens'> & { readonly text: string }): Promise<IndexReply>;
}

/** Rows read at a time: some 50 ms of work, then the event loop breathes. */
const PAGE = 500;

/** Keep an index over the ledger: before each answer it takes in what was committed since the last one. */
export function keepSearch(db: Db): SearchKeeper {
  let index: SearchIndex = createSearchIndex();
  let seen = 0;
  let lexicon: Lexicon | null = null;
  let catchingUp: Promise<void> = Promise.resolve();
  const words = () => {
    lexicon ??= openLexicon();
    return lexicon;
  };
  const catchUp = async () => {
    const head = await searchHead(db);
    if (head === seen) return;
    // Half of it is what resources once were: build it anew.
    if (index.slots > 2_000 && index.slots > 2 * index.size) [index, seen] = [createSearchIndex(), 0];
    while (seen < head) {
      const last = await takeIn(db, index, words, seen);
      if (last === null) break;
      seen = last;
    }
  };
  const abreast = () => {
    catchingUp = catchingUp.then(catchUp, catchUp);
    return catchingUp;
  };
  return {
    warm: abreast,
    find: async ({ text, ...query }) => {
      await abreast();
      return index.find({ ...query, tokens: text.trim() === '' ? [] : words().tokensOf(text) });
    },
  };
}

/** Take in the next page of changes; the number of its last one, or null when there was none. */
async function takeIn(db: Db, index: SearchIndex, words: () => Lexicon, seen: number): Promise<number | null> {
  const page = await changedSince(db, seen, PAGE);
  const found: { id: string; no: number; terms: string }[] = [];
  for (const { no, text, ...row } of page) {
    const terms = text ? words().termsOf(text) : row.terms;
    if (text && terms !== null) found.push({ id: row.id, no, terms });
    index.put({ ...row, terms });
  }
  if (found.length > 0) await keepTerms(db, found);
  return page.at(-1)?.no ?? null;
}
