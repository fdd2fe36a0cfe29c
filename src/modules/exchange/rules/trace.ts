import { createHmac, timingSafeEqual } from 'node:crypto';
import type { GrantKeys } from './keys.ts';
import { openToken } from './token.ts';

/**
 * The mark of a row: 16 hex digits that only the grant's key makes of the row's place, and 16 that prove the first. It
 * names the grant from any single row, in any order, format or excerpt. It falls with its column; what then still
 * names the grant are its hashed and tokenised values, each of which proves its key as well. A copy of unmasked items
 * alone, without the column, names nothing.
 */
export const TRACE_SQL = (() => {
  const key = 'unhex({k_trace:String})';
  const place = `concat('row|', toString(_batch), '|', toString(_row), '|', toString(_col))`;
  const first = `substring(lower(hex(HMAC('sha256', ${place}, ${key}))), 1, 16)`;
  return `concat(${first}, substring(lower(hex(HMAC('sha256', concat('trace|', ${first}), ${key}))), 1, 16))`;
})();

/** How a word of a leaked file shows whose it is. */
export type Evidence = 'trace' | 'hash' | 'token';

/** Words that could be marks: runs of hex digits of the lengths that marks have, each once, the first `most`. */
export function candidateWords(text: string, most = 5_000): string[] {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/(?<![0-9a-f])[0-9a-f]{32,}(?![0-9a-f])/g)) {
    if (words.size >= most) break;
    words.add(word);
  }
  return [...words];
}

/** What a word proves of a grant's keys; null when nothing. A word passes for a trace by chance once in 2^64. */
export function evidenceOf(word: string, keys: GrantKeys): Evidence | null {
  if (word.length === 32) {
    if (proves(word, 16, 'trace', keys)) return 'trace';
    if (proves(word, 24, 'hash', keys)) return 'hash';
  }
  return openToken(word, keys) === null ? null : 'token';
}

function proves(word: string, at: number, kind: string, keys: GrantKeys): boolean {
  const tag = createHmac('sha256', Buffer.from(keys.trace, 'hex'))
    .update(`${kind}|${word.slice(0, at)}`)
    .digest('hex')
    .slice(0, word.length - at);
  return timingSafeEqual(Buffer.from(tag), Buffer.from(word.slice(at)));
}
