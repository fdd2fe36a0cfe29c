import type { Division, DivisionIndex, DivisionLevel } from './division.ts';
import { indexDivisions, isInForce } from './division.ts';
import { codeOf, plainRegionText, type TotalOf, totalOf, withoutTotalWord } from './region-text.ts';

export interface RegionHint {
  /** Code of the region that the table is about: counties are looked for below it, and 合计 is its total. */
  readonly parent?: string;
  /** Day of the figures, `YYYY-MM-DD`: among namesakes, the divisions in force then are meant. */
  readonly at?: string;
}

export interface RegionMatch {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** True for a division that has ended: `mapToPresent` tells where its figures belong today. */
  readonly former: boolean;
}

export interface RegionCandidate extends RegionMatch {
  /** Names from the province down, `山西省 / 阳泉市 / 城区`. */
  readonly path: string;
}

export interface RegionResolver {
  /** The one region that a text means, or null: unknown, or several and the hint does not decide. */
  (text: string, hint?: RegionHint): RegionMatch | null;
  /** All regions that a text could mean, present ones first: what to show when the resolver answers null. */
  explain(text: string): readonly RegionCandidate[];
}

type NameTable = ReadonlyMap<string, readonly Division[]>;

/**
 * Read regions as tables write them: names full and short, old names, codes of 2, 4, 6, 9 or 12 digits, total rows,
 * with stray spaces. It never guesses between namesakes: 城区 is in 阳泉 and 晋城, and needs a hint.
 */
export function createRegionResolver(divisions: readonly Division[]): RegionResolver {
  const index = indexDivisions(divisions);
  const names = nameTable(index);
  const resolve = (text: string, hint: RegionHint = {}): RegionMatch | null => {
    const plain = plainRegionText(text);
    const total = totalOf(plain);
    const found = total === null ? pick(index, candidates(index, names, plain), hint) : totalRegion(index, total, hint);
    return found ? toMatch(found) : null;
  };
  const explain = (text: string): readonly RegionCandidate[] => {
    const found = heirs(index, candidates(index, names, plainRegionText(text)));
    return found
      .toSorted((a, b) => rank(a) - rank(b))
      .map((division) => ({ ...toMatch(division), path: pathText(index, division) }));
  };
  return Object.assign(resolve, { explain });
}

/** Every spelling, alone and after its city and province, to the divisions it may mean. */
function nameTable(index: DivisionIndex): NameTable {
  const entries = index.all.flatMap((division) =>
    pathSpellings(index, division).map((spelling) => ({ spelling, division })),
  );
  const table = new Map<string, Division[]>();
  for (const { spelling, division } of entries) {
    const namesakes = table.get(spelling) ?? [];
    if (!namesakes.includes(division)) table.set(spelling, [...namesakes, division]);
  }
  return table;
}

/** 小店区, 小店, 太原市小店区, 山西太原小店, … The nation is never written before a province. */
function pathSpellings(index: DivisionIndex, division: Division): readonly string[] {
  const own = spellings(division);
  const parent = division.parent === null ? undefined : index.get(division.parent);
  if (!parent || parent.level === 'nation') return own;
  const prefixes = ['', ...pathSpellings(index, parent)];
  return prefixes.flatMap((prefix) => own.map((name) => prefix + name));
}

const spellings = (d: Division): readonly string[] => [...new Set([d.name, d.shortName, ...d.aliases])];

/** Divisions a text may mean, before hints. */
function candidates(index: DivisionIndex, names: NameTable, plain: string): readonly Division[] {
  const code = codeOf(plain);
  if (code !== null) {
    const division = index.get(code);
    return division && codeFits(division, plain) ? [division] : [];
  }
  return names.get(plain) ?? names.get(withoutTotalWord(plain)) ?? [];
}

/** Of namesakes, a former one gives way to the one that took it over whole (潞城 is 潞城区, no longer 潞城市). */
function heirs(index: DivisionIndex, found: readonly Division[]): readonly Division[] {
  return found.filter((division) => !found.some((other) => tookOver(index, division, other)));
}

/** Two digits name a province and four a city, nothing else: a bare `10` is not the nation. */
function codeFits(division: Division, plain: string): boolean {
  const digits = plain.replace(/\.0+$/, '').length;
  if (digits === 2) return division.level === 'province';
  return digits === 4 ? division.level === 'city' : true;
}

/** Whether the whole territory of a former division is now the other's. */
function tookOver(index: DivisionIndex, former: Division, other: Division): boolean {
  const mapping = index.mapToPresent(former.code);
  return mapping.kind === 'whole' && mapping.code === other.code;
}

/** The candidate that the hint leaves, when it is one. */
function pick(index: DivisionIndex, found: readonly Division[], hint: RegionHint): Division | null {
  const { at, parent } = hint;
  const dated = at === undefined ? found : found.filter((division) => isInForce(division, at));
  const timely = dated.length > 0 ? dated : found;
  const near = heirs(index, timely).filter((division) => parent === undefined || isNear(index, division, parent));
  const [first, ...others] = near;
  return first && others.length === 0 ? first : null;
}

/** Cities and provinces have no namesakes and may stand in any table; a county must lie below the table's region, or hold it. */
function isNear(index: DivisionIndex, division: Division, parent: string): boolean {
  if (division.level !== 'county') return true;
  return index.isWithin(division.code, parent) || index.isWithin(parent, division.code);
}

function totalRegion(index: DivisionIndex, total: TotalOf, hint: RegionHint): Division | null {
  if (total === 'nation') return index.all.find((division) => division.level === 'nation') ?? null;
  const path = hint.parent === undefined ? [] : index.pathOf(hint.parent);
  const region = total === 'parent' ? path.at(-1) : path.find((division) => division.level === total);
  return region ?? null;
}

const toMatch = ({ code, name, level, validTo }: Division): RegionMatch => ({
  code,
  name,
  level,
  former: validTo !== null,
});

const rank = (division: Division): number => (division.validTo === null ? 0 : 1);

function pathText(index: DivisionIndex, division: Division): string {
  const path = index.pathOf(division.code).filter(({ level }) => level !== 'nation' || division.level === 'nation');
  return path.map(({ name }) => name).join(' / ');
}
