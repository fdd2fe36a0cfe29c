import type { Grade, Identifier, ItemType, Openness, Personal } from '../tables.ts';
import { type ClassNode, type ClassSuggestion, suggestClass } from './class.ts';
import { itemName } from './item-name.ts';
import type { ItemDraft } from './items.ts';
import { highestGrade, sensitivityOf } from './sensitive.ts';
import { meantType } from './source-type.ts';

/** A column as its source describes it. */
export interface SourceColumn {
  readonly name: string;
  /** The source's own word: `varchar(18)`, `NUMBER(10,2)`, `Nullable(Int64)`. */
  readonly type: string;
  readonly comment?: string;
  /** Some values as text; they are looked at and not kept. */
  readonly samples?: readonly string[];
}

export interface SourceTable {
  /** The table's own name. */
  readonly name: string;
  readonly comment?: string;
  readonly providerDept: string | null;
  readonly columns: readonly SourceColumn[];
}

/** What a draft says of one item beyond its column; each is a suggestion until a reviewer has passed it. */
export interface DraftedItem extends ItemDraft {
  readonly dataType: ItemType;
  readonly length: number | null;
  readonly sharingType: Openness;
  readonly openingType: Openness;
  readonly grade: Grade;
  readonly personal: Personal;
  readonly identifier: Identifier;
  /** Why it is marked; empty when it is not. */
  readonly why: string;
}

/** A resource as it drafts itself from a source. */
export interface DraftedResource {
  readonly title: string;
  readonly providerDept: string | null;
  readonly kind: 'records';
  readonly summary: string;
  readonly format: 'database';
  readonly suggestedClass: ClassSuggestion | null;
  /** The highest of its items. */
  readonly grade: Grade;
  readonly items: readonly DraftedItem[];
}

/** Draft a resource from a source's columns; `classes` is the node's class scheme. Pure: the same columns, the same draft. */
export function draftResource(classes: readonly ClassNode[], table: SourceTable): DraftedResource {
  const items = table.columns.map(draftItem);
  const { name: title, note } = itemName(table.name, table.comment ?? '');
  const { providerDept } = table;
  return {
    title: title.slice(0, 200),
    providerDept,
    kind: 'records',
    summary: note,
    format: 'database',
    suggestedClass: suggestClass(classes, { title, itemNames: items.map(({ name }) => name), providerDept }),
    grade: highestGrade(items.map(({ grade }) => grade)),
    items,
  };
}

function draftItem({ name: column, type, comment = '', samples = [] }: SourceColumn): DraftedItem {
  const { name, note } = itemName(column, comment);
  const { why, ...marks } = sensitivityOf([name, column, comment], samples);
  return {
    ...{ key: column, name, role: 'attribute', unit: null, basis: null, note },
    ...meantType(type),
    // Whatever names a person is shared on conditions and never opened unless somebody says so.
    ...{ sharingType: 'conditional', openingType: 'none' },
    ...marks,
    why,
  };
}
