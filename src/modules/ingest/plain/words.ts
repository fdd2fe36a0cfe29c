import type { Basis } from '#platform/period/basis.ts';
import { isPeriodKey } from '#platform/period/key.ts';
import { isFault } from '../rules/outcome.ts';
import type { Plan } from '../rules/plan.ts';
import type { Reading } from '../rules/reading.ts';
import { createRegionReader, type RegionRef, type ResolveRegion } from '../rules/region.ts';
import { createPeriodReader, readRowPeriod } from '../rules/row-period.ts';
import { readRowRegion } from '../rules/row-region.ts';
import type { PlainWords } from './plan.ts';

/** What a text means to the rules; `stateful` when that depends on the rows before it. */
type Meaning<T> = T | 'nothing' | 'stateful';

/** Learns what the texts of regions and periods mean, asking the same rules that read rows one by one. */
export interface Lexicon {
  readonly words: PlainWords;
  /** Learn texts that the engine has met. False when one of them can only be read with the rows before it. */
  learn(texts: { readonly regions: readonly string[]; readonly periods: readonly string[] }): boolean;
  /** How many texts have been given a meaning. */
  readonly size: number;
}

/** Texts of each kind that a statement carries at most; rows with further ones are read one by one. */
export const MAX_WORDS = 8_000;
/** Days and full hours in ISO form, which statements read by themselves; there may be very many. */
const ISO = /^[12]\d{3}-\d{2}-\d{2}([ T]\d{2}:00(:00)?)?$/;
/** Stands between the cells of a region that is named by several. */
const SEPARATOR = '\0';

/** A lexicon for one plan; `basis` is the one that all period texts must have. */
export function createLexicon(plan: Plan, basis: Basis | null, resolve: ResolveRegion): Lexicon {
  const regions = new Map<string, RegionRef>();
  const periods = new Map<string, string>();
  const readRegion = regionMeaning(plan, resolve);
  const readPeriod = periodMeaning(plan, basis);
  const seen = new Set<string>();

  const learnPeriod = (text: string): boolean => {
    if (periods.has(text) || (basis === null && ISO.test(text))) return true;
    const key = readPeriod(text);
    if (key === 'stateful') return false;
    if (key === 'nothing' || periods.size >= MAX_WORDS) return true;
    periods.set(text, key);
    for (const [other, expected] of neighbours(text, key)) {
      if (periods.size >= MAX_WORDS || seen.has(other)) continue;
      seen.add(other);
      if (readPeriod(other) === expected) periods.set(other, expected);
    }
    return true;
  };
  const learnRegion = (text: string): boolean => {
    if (regions.has(text)) return true;
    const region = readRegion(text, regions);
    if (region === 'stateful') return false;
    if (region !== 'nothing' && regions.size < MAX_WORDS) regions.set(text, region);
    return true;
  };
  return {
    words: { regions, periods },
    get size() {
      return regions.size + periods.size;
    },
    learn: (texts) => texts.regions.every(learnRegion) && texts.periods.every(learnPeriod),
  };
}

function regionMeaning(plan: Plan, resolve: ResolveRegion) {
  const { reading } = plan;
  const reader = createRegionReader(resolve, { aliases: reading.aliases.regions, whole: reading.observed.whole });
  const columns = regionColumns(reading);
  const readUnder = (text: string, city: string | null) => {
    const cells = text.split(SEPARATOR);
    const take = ({ index }: { index: number }) => cells[columns.indexOf(index)] ?? null;
    return readRowRegion(plan, { city, section: null, unknown: null }, reader, take);
  };
  return (text: string, known: ReadonlyMap<string, RegionRef>): Meaning<RegionRef> => {
    const found = readUnder(text, null);
    const cities = [...known.values()].filter(({ level }) => level === 'city');
    const codeOf = (region: typeof found) => (isRegion(region) ? region.code : '');
    if (cities.some(({ code }) => codeOf(readUnder(text, code)) !== codeOf(found))) return 'stateful';
    return isRegion(found) ? found : 'nothing';
  };
}

function isRegion(found: unknown): found is RegionRef {
  return typeof found === 'object' && found !== null && !isFault(found);
}

/** Columns that name the region together, in the order in which their texts are joined. */
export function regionColumns({ columns }: Reading): number[] {
  return columns.filter(({ role }) => role === 'region' || role === 'regionCode').map(({ index }) => index);
}

function periodMeaning(plan: Plan, basis: Basis | null) {
  const reader = createPeriodReader(plan.reading.aliases);
  return (text: string): Meaning<string> => {
    const found = readRowPeriod(plan, { year: null, section: null }, reader, () => text);
    if (isFault(found)) return 'nothing';
    if (found.partial !== null) return 'stateful';
    return found.period && found.period.basis === basis ? found.period.key : 'nothing';
  };
}

/**
 * Texts that the same hand would write for the periods around one, with the keys they should have: all of its year and
 * the next. A file in the order of time then seldom meets a text that is new.
 */
export function neighbours(text: string, key: string): [text: string, key: string][] {
  const [year = '', ...rest] = key.split(/[-T]/);
  const parts = rest.map((part) => part.replace(/^\D/, ''));
  const numbers = [...text.matchAll(/\d+/g)].map(([digits]) => digits);
  const candidates = [0, 1].flatMap((ahead) => keysOfYear(Number(year) + ahead, key));
  const isCompact = text === key.replaceAll('-', '') && /^\d{6,8}$/.test(text);
  if (isCompact) return candidates.map((other) => [other.replaceAll('-', ''), other]);
  if (key.includes('T') || numbers[0] !== year || numbers.length !== parts.length + 1) return [];
  return candidates.map((other) => [rewrite(text, numbers, other), other]);
}

function keysOfYear(year: number, like: string): string[] {
  const two = (n: number) => String(n).padStart(2, '0');
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${two(i + 1)}`);
  if (/^\d{4}-\d{2}$/.test(like)) return months;
  if (/^\d{4}-Q\d$/.test(like)) return [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(like)) return /^\d{4}$/.test(like) ? [String(year)] : [];
  return months.flatMap((month) => Array.from({ length: 31 }, (_, i) => `${month}-${two(i + 1)}`).filter(isPeriodKey));
}

/** The text with its numbers replaced by those of another key, each as wide as the one it replaces when that was padded. */
function rewrite(text: string, numbers: readonly string[], key: string): string {
  const parts = key.split('-').map((part) => String(Number(part.replace(/^\D/, ''))));
  const padded = numbers.some((digits, i) => i > 0 && digits.startsWith('0'));
  const wide = padded || numbers.slice(1).every((digits) => digits.length === 2);
  let at = 0;
  return text.replaceAll(/\d+/g, () => {
    const part = parts[at] ?? '';
    const width = at > 0 && wide && /-\d{2}/.test(key) ? 2 : 0;
    at++;
    return part.padStart(width, '0');
  });
}
