/** Which slots a term stands in, packed as slot × 16 + weight. */
type Posting = number[];

/** Terms with their postings, found whole, by beginning, or by any part. */
export interface Postings {
  add(slot: number, terms: string): void;
  /** The best weight of a token in each slot, 0 where it is not, written over `into`. False when it is nowhere. */
  weigh(token: string, into: Uint8Array): boolean;
}

/** Terms that came after the last sorting; beyond so many they are sorted in. */
const FRESH = 4_000;

/** An empty set of postings, in memory. */
export function createPostings(): Postings {
  const byTerm = new Map<string, Posting>();
  let sorted: string[] = [];
  let fresh: string[] = [];
  const add = (term: string, packed: number) => {
    const posting = byTerm.get(term);
    if (posting) posting.push(packed);
    else {
      byTerm.set(term, [packed]);
      fresh.push(term);
    }
  };
  const settle = () => {
    if (fresh.length <= FRESH && sorted.length > 0) return;
    sorted = [...sorted, ...fresh].sort(byCodeUnit);
    fresh = [];
  };
  const mark = (term: string, into: Uint8Array) => {
    for (const packed of byTerm.get(term) ?? []) {
      const weight = packed & 15;
      const slot = packed >>> 4;
      if ((into[slot] ?? 0) < weight) into[slot] = weight;
    }
  };
  return {
    add: (slot, terms) => {
      for (const term of terms.split(' ')) if (term !== '') add(term.slice(1), slot * 16 + Number(term[0]));
    },
    weigh: (token, into) => {
      settle();
      into.fill(0);
      const found = [...beginningWith(sorted, token), ...fresh.filter((term) => term.startsWith(token))];
      const terms = found.length > 0 ? found : containing(sorted, fresh, token);
      for (const term of terms) mark(term, into);
      return terms.length > 0;
    },
  };
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function* beginningWith(sorted: readonly string[], start: string): Generator<string> {
  for (let i = lowerBound(sorted, start); i < sorted.length; i++) {
    const term = sorted[i] ?? '';
    if (!term.startsWith(start)) return;
    yield term;
  }
}

function lowerBound(sorted: readonly string[], start: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The slow way, for what begins no term: names stand among the terms whole, so that any part of a name is found. */
function containing(sorted: readonly string[], fresh: readonly string[], part: string): string[] {
  return [...sorted, ...fresh].filter((term) => term.includes(part));
}
