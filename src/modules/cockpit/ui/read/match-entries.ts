/** Something that can be looked for by its name. */
export interface Entry {
  readonly code: string;
  readonly name: string;
  /** Other words it goes by: short name, initials, code. */
  readonly also: readonly string[];
}

/** Entries that fit what was typed: those that begin with it first, then those that hold it, in their own order. */
export function matchEntries<E extends Entry>(entries: readonly E[], typed: string, most: number): E[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return entries.slice(0, most);
  const held = entries.flatMap((entry) => {
    const at = placeOf(entry, wanted);
    return at === null ? [] : [{ entry, at }];
  });
  return held
    .sort((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** 0 begins a name, 1 within a name; null when it fits nowhere. */
function placeOf({ name, also }: Entry, wanted: string): number | null {
  const words = [name, ...also].map((word) => word.toLowerCase());
  if (words.some((word) => word.startsWith(wanted))) return 0;
  return words.some((word) => word.includes(wanted)) ? 1 : null;
}
