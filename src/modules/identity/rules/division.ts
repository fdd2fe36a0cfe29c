export type DivisionLevel = 'nation' | 'province' | 'city' | 'county' | 'zone';

/**
 * How territory passed on when a division ended: it kept its bounds under a new name or code (`rename`),
 * went whole into a larger one (`merge`), or was shared out among several (`split`).
 */
export type SuccessionKind = 'rename' | 'merge' | 'split';

export interface Succession {
  readonly code: string;
  readonly kind: SuccessionKind;
}

/**
 * An administrative division, present or former. Codes are GB/T 2260 (six digits); `100000` stands for the nation.
 * Zones (开发区, 风景名胜区) are not statutory divisions: their land belongs to a county as well, so they never add up
 * with their neighbours.
 */
export interface Division {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  /** Further spellings met in tables. */
  readonly aliases: readonly string[];
  /** First letters of the name's pinyin, lower case, for type-ahead search. */
  readonly initials: string;
  readonly level: DivisionLevel;
  readonly parent: string | null;
  /** First day in force, `YYYY-MM-DD`; null: since before our records. */
  readonly validFrom: string | null;
  /** First day no longer in force; null: in force. */
  readonly validTo: string | null;
  readonly successors: readonly Succession[];
  /** Where a map writes the name: longitude and latitude in degrees; null for zones. */
  readonly label: readonly [lon: number, lat: number] | null;
  /** Rank from north to south among siblings; siblings of equal rank follow their codes. */
  readonly order: number;
}

/** One decision that changed divisions, kept once; the divisions it ended or made take their dates from it. */
export interface DivisionChange {
  readonly id: string;
  /** Day from which we count the change: the day of the approval. */
  readonly decidedOn: string;
  readonly decidedBy: string;
  /** Day the new governments began work, when known: statistics may switch later than the approval. */
  readonly inauguratedOn: string | null;
  /** False: the day of `decidedOn` is not confirmed by the approval itself. */
  readonly certain: boolean;
  readonly note: string;
  /** Divisions that began with this change; others in `moves` stood before and only gained land. */
  readonly founded: readonly string[];
  readonly moves: readonly { readonly from: string; readonly to: string; readonly kind: SuccessionKind }[];
}

/**
 * Where figures of a code belong today. `whole`: the territory lies within one present division, figures may be added
 * up there. `split`: it was shared out, no figure can be carried over. `unknown`: no such code.
 */
export type PresentMapping =
  | { readonly kind: 'present' | 'whole'; readonly code: string }
  | { readonly kind: 'split'; readonly codes: readonly string[] }
  | { readonly kind: 'unknown' };

export interface ChildrenOptions {
  /** Children in force on this day, `YYYY-MM-DD`; without it, those in force now. */
  readonly at?: string;
  /** Zones too. Left out by default, because they overlap the counties. */
  readonly zones?: boolean;
  readonly order?: DivisionOrder;
}

/** 由北向南, or by code. */
export type DivisionOrder = 'north' | 'code';

export interface DivisionIndex {
  readonly all: readonly Division[];
  get(code: string): Division | undefined;
  level(code: string): DivisionLevel | undefined;
  /** Divisions in force on a day, by code. */
  divisionsAt(date: string): readonly Division[];
  childrenOf(code: string, options?: ChildrenOptions): readonly Division[];
  /** The division and all above it, root first; empty for an unknown code. */
  pathOf(code: string): readonly Division[];
  /** Whether a division is the ancestor or lies below it, by parent links: `140171` is of the province, not of 太原. */
  isWithin(code: string, ancestor: string): boolean;
  mapToPresent(code: string): PresentMapping;
}

/** Whether a division is in force on a day, `YYYY-MM-DD`. */
export function isInForce(division: Division, date: string): boolean {
  return (division.validFrom ?? '') <= date && (division.validTo === null || date < division.validTo);
}

/** Comparator for lists of siblings. */
export function compareDivisions(order: DivisionOrder): (a: Division, b: Division) => number {
  const byCode = (a: Division, b: Division): number => a.code.localeCompare(b.code);
  return order === 'code' ? byCode : (a, b) => a.order - b.order || byCode(a, b);
}

/** Make a list of divisions answer questions about the tree and its history. Codes are unique, parents are listed. */
export function indexDivisions(all: readonly Division[]): DivisionIndex {
  const byCode = new Map(all.map((division) => [division.code, division]));
  const byParent = Map.groupBy(all, (division) => division.parent);
  const pathOf = (code: string): readonly Division[] => {
    const division = byCode.get(code);
    if (!division) return [];
    return division.parent === null ? [division] : [...pathOf(division.parent), division];
  };
  return {
    all,
    get: (code) => byCode.get(code),
    level: (code) => byCode.get(code)?.level,
    divisionsAt: (date) => all.filter((d) => isInForce(d, date)).sort(compareDivisions('code')),
    childrenOf: (code, options = {}) => pickChildren(byParent.get(code) ?? [], options),
    pathOf,
    isWithin: (code, ancestor) => pathOf(code).some((division) => division.code === ancestor),
    mapToPresent: (code) => mapToPresent(byCode, code),
  };
}

function pickChildren(children: readonly Division[], options: ChildrenOptions): readonly Division[] {
  const { at, zones = false, order = 'code' } = options;
  return children
    .filter((division) => (at === undefined ? division.validTo === null : isInForce(division, at)))
    .filter((division) => zones || division.level !== 'zone')
    .sort(compareDivisions(order));
}

function mapToPresent(byCode: ReadonlyMap<string, Division>, code: string): PresentMapping {
  const division = byCode.get(code);
  if (!division) return { kind: 'unknown' };
  if (division.validTo === null) return { kind: 'present', code };
  const heirs = [...new Set(division.successors.flatMap((next) => codesOf(mapToPresent(byCode, next.code))))];
  const [heir, ...others] = heirs;
  if (heir === undefined) return { kind: 'unknown' };
  return others.length === 0 ? { kind: 'whole', code: heir } : { kind: 'split', codes: heirs };
}

function codesOf(mapping: PresentMapping): readonly string[] {
  if (mapping.kind === 'split') return mapping.codes;
  return mapping.kind === 'unknown' ? [] : [mapping.code];
}
