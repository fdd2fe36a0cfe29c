import { createHash } from 'node:crypto';
import type { Platform } from '#platform/module.ts';
import type { LeakReport } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { candidateWords, type Evidence, evidenceOf } from '../rules/trace.ts';
import { deliveryByHash } from '../sql/delivery.ts';
import { allGrants, type GrantRow } from '../sql/grant.ts';
import { keysOf } from './grant.ts';
import { namesOf } from './names.ts';

/** Words looked at, at most: each is tried with the keys of each grant there ever was. */
const MOST_WORDS = 5_000;
/** A run of hex that is longer than this is no mark of ours. */
const OVERLAP = 8_192;

/**
 * Which grant a leaked file comes from: by the marks of its rows, its hashed and tokenised values, and, where it is a
 * whole file as it was sent, by its digest. Reads any text (CSV, JSON, a mail, a page); of a workbook or Parquet take
 * its text first. Marks are counted over the first 5,000 words that could be one.
 */
export async function traceLeak(platform: Platform, source: AsyncIterable<Uint8Array>): Promise<LeakReport> {
  const { db } = deskOf(platform);
  const { words, bytes, hash } = await wordsOf(source);
  const [names, grants, delivery] = await Promise.all([namesOf(platform), allGrants(db), deliveryByHash(db, hash)]);
  const found = grants.flatMap((grant) => {
    const tally = tallyOf(platform, grant, words);
    if (!isProof(tally)) return [];
    const requester = names.unit({ kind: grant.requesterKind, code: grant.requesterCode });
    const { id: grantId, resourceTitle, purpose } = grant;
    return [
      { grantId, resourceTitle, requester, purpose, traces: tally.trace, hashes: tally.hash, tokens: tally.token },
    ];
  });
  found.sort((a, b) => b.traces + b.tokens - (a.traces + a.tokens) || b.hashes - a.hashes);
  return { bytes, hash, words: words.length, found, delivery: delivery?.id ?? null };
}

type Tally = Record<Evidence, number>;

function tallyOf(platform: Platform, grant: GrantRow, words: readonly string[]): Tally {
  const keys = keysOf(platform, grant);
  const tally: Tally = { trace: 0, hash: 0, token: 0 };
  for (const word of words) {
    const evidence = evidenceOf(word, keys);
    if (evidence !== null) tally[evidence]++;
  }
  return tally;
}

/** One mark or token is proof. A hashed value passes by chance once in 2^32: two of them are. */
const isProof = ({ trace, hash, token }: Tally): boolean => trace > 0 || token > 0 || hash > 1;

async function wordsOf(source: AsyncIterable<Uint8Array>) {
  const digest = createHash('sha256');
  const words = new Set<string>();
  let bytes = 0;
  let rest = '';
  for await (const chunk of source) {
    digest.update(chunk);
    bytes += chunk.length;
    if (words.size >= MOST_WORDS) continue;
    const text = (rest + Buffer.from(chunk).toString('latin1')).toLowerCase();
    // A word at the edge of a chunk may go on in the next one.
    const tail = /[0-9a-f]{1,8192}$/.exec(text)?.[0] ?? '';
    for (const word of candidateWords(text.slice(0, text.length - tail.length), MOST_WORDS - words.size))
      words.add(word);
    rest = tail.length < OVERLAP ? tail : '';
  }
  for (const word of candidateWords(rest)) words.add(word);
  return { words: [...words], bytes, hash: digest.digest('hex') };
}
