/** A column as its source has it. */
export interface SeenColumn {
  readonly name: string;
  readonly type: string;
}

/** What differs from the shape that was accepted. */
export interface DriftFound {
  readonly added: readonly SeenColumn[];
  readonly missing: readonly string[];
  readonly retyped: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly unreadable: readonly { readonly name: string; readonly values: number; readonly example: string }[];
}

export interface AcceptedShape {
  readonly columns: readonly { readonly source: string; readonly type: string }[];
  readonly ignored: readonly string[];
}

/** Compare a source's columns with the accepted shape; null when nothing has changed. Order does not count. */
export function driftOf(accepted: AcceptedShape, seen: readonly SeenColumn[]): DriftFound | null {
  const known = new Map(accepted.columns.map(({ source, type }) => [source, type]));
  const now = new Map(seen.map(({ name, type }) => [name, type]));
  const ignored = new Set(accepted.ignored);
  const added = seen.filter(({ name }) => !known.has(name) && !ignored.has(name));
  const missing = [...known.keys()].filter((name) => !now.has(name));
  const retyped = [...known].flatMap(([name, from]) => {
    const to = now.get(name);
    return to === undefined || to === from ? [] : [{ name, from, to }];
  });
  if (added.length + missing.length + retyped.length === 0) return null;
  return { added: added.map(({ name, type }) => ({ name, type })), missing, retyped, unreadable: [] };
}

/** The drift in words. */
export function sayDrift({ added, missing, retyped, unreadable }: DriftFound): string {
  const parts = [
    added.length > 0 && `多了 ${added.length} 列（${names(added.map(({ name }) => name))}）`,
    missing.length > 0 && `少了 ${missing.length} 列（${names(missing)}）`,
    retyped.length > 0 &&
      `${retyped.length} 列换了类型（${names(retyped.map((c) => `${c.name}：${c.from} → ${c.to}`))}）`,
    unreadable.length > 0 &&
      `${unreadable.length} 列有读不成所定类型的值（${names(unreadable.map((c) => `${c.name} ${c.values} 个`))}）`,
  ];
  return parts.filter((part) => part !== false).join('，');
}

const names = (all: readonly string[]): string => `${all.slice(0, 5).join('、')}${all.length > 5 ? ' 等' : ''}`;
