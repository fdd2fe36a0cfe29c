import type { Facets } from '../contract.ts';
import { createPostings, type Postings } from './postings.ts';

/** A resource as the index holds it; `terms` null when it is not to be found (any more). */
export interface Indexed {
  readonly id: string;
  readonly terms: string | null;
  readonly provider: string;
  readonly stage: string;
  readonly sharing: string;
  readonly opening: string;
  readonly grade: string;
  readonly classCode: string;
  readonly mounted: string;
}

export type Dimension = keyof Facets;
export const DIMENSIONS: readonly Dimension[] = [
  'provider',
  'stage',
  'sharing',
  'opening',
  'grade',
  'classCode',
  'mounted',
];

export interface IndexQuery {
  readonly tokens: readonly string[];
  readonly filters: Readonly<Partial<Record<Dimension, string>>>;
  readonly offset: number;
  readonly limit: number;
}

export interface IndexReply {
  readonly total: number;
  /** Best first; of equals the one changed last. */
  readonly ids: readonly string[];
  readonly facets: Facets;
}

/** Values of one dimension as small numbers, and the number of each slot. */
interface Column {
  readonly values: string[];
  readonly numbers: Map<string, number>;
  ofSlot: Uint16Array;
}

interface State {
  readonly ids: string[];
  readonly slotOf: Map<string, number>;
  readonly columns: Readonly<Record<Dimension, Column>>;
  readonly postings: Postings;
}

export interface SearchIndex {
  /** Take in a resource as it is now; what it was before is forgotten. */
  put(resource: Indexed): void;
  find(query: IndexQuery): IndexReply;
  /** Slots used and resources standing; the rest is waste, cleared by building the index again. */
  readonly slots: number;
  readonly size: number;
}

/** An index in memory: exact totals and facets over a hundred thousand resources in a few milliseconds. */
export function createSearchIndex(): SearchIndex {
  const column = (): Column => ({ values: [], numbers: new Map(), ofSlot: new Uint16Array(1_024) });
  const state: State = {
    ids: [],
    slotOf: new Map(),
    columns: {
      ...{ provider: column(), stage: column(), sharing: column(), opening: column(), grade: column() },
      ...{ classCode: column(), mounted: column() },
    },
    postings: createPostings(),
  };
  return {
    put: (resource) => put(state, resource),
    find: (query) => find(state, query),
    get slots() {
      return state.ids.length;
    },
    get size() {
      return state.slotOf.size;
    },
  };
}

function put({ ids, slotOf, columns, postings }: State, resource: Indexed): void {
  const old = slotOf.get(resource.id);
  if (old !== undefined) ids[old] = '';
  slotOf.delete(resource.id);
  if (resource.terms === null) return;
  const slot = ids.length;
  ids.push(resource.id);
  slotOf.set(resource.id, slot);
  for (const dimension of DIMENSIONS) setValue(columns[dimension], slot, resource[dimension]);
  postings.add(slot, resource.terms);
}

function setValue(column: Column, slot: number, value: string): void {
  if (slot >= column.ofSlot.length) {
    const wider = new Uint16Array(slot * 2);
    wider.set(column.ofSlot);
    column.ofSlot = wider;
  }
  column.ofSlot[slot] = numberOf(column, value);
}

function numberOf({ values, numbers }: Column, value: string): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  if (values.length === 0xffff) throw new Error('a dimension of the search has too many values');
  numbers.set(value, values.length);
  values.push(value);
  return values.length - 1;
}

/** A filter that is set: the numbers it lets through, and the numbers of the slots. */
interface Sieve {
  readonly dimension: Dimension;
  readonly accepts: Uint8Array;
  readonly ofSlot: Uint16Array;
}

function find(state: State, { tokens, filters, offset, limit }: IndexQuery): IndexReply {
  const scores = scoresOf(state, tokens);
  const sieves = DIMENSIONS.flatMap(
    (dimension) => sieveOf(state.columns[dimension], dimension, filters[dimension]) ?? [],
  );
  const met = standing(state, scores);
  const found = sifted(met, sieves);
  // A resource counts in a facet when all other filters let it through.
  const facet = (dimension: Dimension) => {
    const others = sieves.filter((sieve) => sieve.dimension !== dimension);
    return facetOf(state.columns[dimension], others.length === sieves.length ? found : sifted(met, others));
  };
  const page = scores ? bestOf(found, scores, offset, limit) : lastOf(found, offset, limit);
  return {
    total: found.length,
    ids: page.map((slot) => state.ids[slot] ?? ''),
    facets: {
      ...{ provider: facet('provider'), stage: facet('stage'), sharing: facet('sharing'), opening: facet('opening') },
      ...{ grade: facet('grade'), classCode: byBranch(facet('classCode')), mounted: facet('mounted') },
    },
  };
}

/** The slots that stand and meet all tokens, the one changed first in front. */
function standing({ ids }: State, scores: Uint16Array | null): Uint32Array {
  const slots = new Uint32Array(ids.length);
  let count = 0;
  for (let slot = 0; slot < ids.length; slot++)
    if ((scores === null || scores[slot] !== 0) && ids[slot] !== '') slots[count++] = slot;
  return slots.subarray(0, count);
}

function sifted(slots: Uint32Array, sieves: readonly Sieve[]): Uint32Array {
  return sieves.reduce((left, { accepts, ofSlot }) => left.filter((slot) => accepts[ofSlot[slot] ?? 0] === 1), slots);
}

/** Slots by falling score, of equals the one changed last; few scores there are, so each is walked through. */
function bestOf(slots: Uint32Array, scores: Uint16Array, offset: number, limit: number): number[] {
  const counts = new Uint32Array(MAX_SCORE + 1);
  for (const slot of slots) counts[scores[slot] ?? 0] = (counts[scores[slot] ?? 0] ?? 0) + 1;
  const page: number[] = [];
  let skip = offset;
  for (let score = MAX_SCORE; score > 0 && page.length < limit; score--) {
    const here = counts[score] ?? 0;
    if (here <= skip) skip -= here;
    else {
      page.push(
        ...lastOf(
          slots.filter((slot) => scores[slot] === score),
          skip,
          limit - page.length,
        ),
      );
      skip = 0;
    }
  }
  return page;
}

const lastOf = (slots: Uint32Array, offset: number, limit: number): number[] => {
  const end = Math.max(0, slots.length - offset);
  return [...slots.subarray(Math.max(0, end - limit), end)].reverse();
};

/** The heaviest weight of a term, and how many tokens of a query count at most. */
const MAX_WEIGHT = 9;
const MAX_TOKENS = 20;
const MAX_SCORE = MAX_WEIGHT * MAX_TOKENS;

/** The sum of the tokens' weights where all of them are met, else 0; null when nothing is asked for. */
function scoresOf({ ids, postings }: State, tokens: readonly string[]): Uint16Array | null {
  if (tokens.length === 0) return null;
  const sums = new Uint16Array(ids.length);
  const weights = new Uint8Array(ids.length);
  for (const [i, token] of tokens.slice(0, MAX_TOKENS).entries()) {
    if (!postings.weigh(token, weights)) return sums.fill(0);
    for (let slot = 0; slot < sums.length; slot++) {
      const weight = weights[slot] ?? 0;
      const sum = sums[slot] ?? 0;
      sums[slot] = weight === 0 || (i > 0 && sum === 0) ? 0 : sum + weight;
    }
  }
  return sums;
}

/** A filter as the numbers it lets through; null without one. A class lets all below it through. */
function sieveOf({ values, ofSlot }: Column, dimension: Dimension, filter: string | undefined): Sieve | null {
  if (filter === undefined) return null;
  const lets = (value: string) => (dimension === 'classCode' ? value.startsWith(filter) : value === filter);
  return { dimension, ofSlot, accepts: Uint8Array.from(values, (value) => (lets(value) ? 1 : 0)) };
}

function facetOf({ values, ofSlot }: Column, slots: Uint32Array): { value: string; count: number }[] {
  const counts = new Uint32Array(values.length);
  for (const slot of slots) counts[ofSlot[slot] ?? 0] = (counts[ofSlot[slot] ?? 0] ?? 0) + 1;
  const found = values.map((value, i) => ({ value, count: counts[i] ?? 0 }));
  return found.filter(({ count, value }) => count > 0 && value !== '').sort((a, b) => b.count - a.count);
}

/** Classes summed up to 类 and 项, in the order of their codes. */
function byBranch(classes: readonly { value: string; count: number }[]): { value: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const { value, count } of classes)
    for (const code of [value.slice(0, 1), value.slice(0, 3)]) sums.set(code, (sums.get(code) ?? 0) + count);
  return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => (a.value < b.value ? -1 : 1));
}
