/** A region as a choice. */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  /** The region it lies in, to tell two 城区 apart. */
  readonly above: string | null;
  /** Everything it may be found by: code, name, initials, former names. */
  readonly search: string;
}

/** Regions that a typed text finds, those whose name begins with it first. */
export function matchRegions(regions: readonly Region[], typed: string, limit: number): readonly Region[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return regions.slice(0, limit);
  const found = regions.filter(({ search }) => search.toLowerCase().includes(wanted));
  const begins = ({ name }: Region) => (name.startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, limit);
}

/** Where to begin looking for a text that was not understood: its first two characters. */
export function startOf(text: string): string {
  return /[\u4e00-\u9fff]{2}/.exec(text)?.[0] ?? '';
}
