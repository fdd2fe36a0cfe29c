import type { Basis } from '#platform/period/basis.ts';
import type { Grade, Identifier, ItemRole, ItemType, Openness, Personal } from '../tables.ts';

/** A column as a file describes it. `key` tells it apart within its role, whatever its position. */
export interface ItemDraft {
  readonly key: string;
  readonly name: string;
  readonly role: ItemRole;
  readonly dataType: ItemType;
  readonly unit: string | null;
  readonly basis: Basis | null;
  readonly note?: string;
  /** What the catalogue says of the item when it is first registered; later it changes by 变更 alone. */
  readonly length?: number | null;
  readonly codeList?: string | null;
  readonly sharingType?: Openness;
  readonly openingType?: Openness;
  readonly grade?: Grade;
  readonly personal?: Personal;
  readonly identifier?: Identifier;
}

export interface NumberedItem extends ItemDraft {
  readonly seq: number;
  readonly columnName: string;
}

/**
 * The items that a file adds to those a resource has. An item is the same only when role, key, type, unit and basis agree:
 * a figure in 万元 never lands in a column of 亿元.
 */
export function newItems(existing: readonly NumberedItem[], drafts: readonly ItemDraft[]): NumberedItem[] {
  const known = new Set(existing.map(identityOf));
  const columns = new Set(existing.map((item) => item.columnName));
  const added: NumberedItem[] = [];
  let seq = Math.max(0, ...existing.map((item) => item.seq));
  for (const draft of drafts) {
    if (known.has(identityOf(draft))) continue;
    const columnName = freeColumn(draft.role, columns);
    known.add(identityOf(draft));
    columns.add(columnName);
    seq++;
    added.push({ ...draft, seq, columnName });
  }
  return added;
}

/** The item that a draft is, among those of its resource; undefined when it has not been registered. */
export function itemOf<T extends ItemDraft>(items: readonly T[], draft: ItemDraft): T | undefined {
  const identity = identityOf(draft);
  return items.find((item) => identityOf(item) === identity);
}

function identityOf({ role, key, dataType, unit, basis }: ItemDraft): string {
  return JSON.stringify([role, key, dataType, unit, basis]);
}

function freeColumn(role: ItemRole, taken: ReadonlySet<string>): string {
  if ((role === 'region' || role === 'period') && !taken.has(role)) return role;
  const letter = role === 'measure' ? 'm' : 'd';
  for (let number = 1; ; number++) if (!taken.has(`${letter}${number}`)) return `${letter}${number}`;
}
