import type { Difference, ItemFields, ResourceFields } from '../contract.ts';

const FIELDS = [
  'title',
  'providerDept',
  'summary',
  'classCode',
  'format',
  'sourceClass',
  'updateCycle',
  'sharingType',
  'sharingCondition',
  'sharingWays',
  'sharingScope',
  'noSharingBasis',
  'openingType',
  'openingCondition',
  'isSecret',
  'grade',
  'relatedCodes',
] as const;

const ITEM_FIELDS = [
  'name',
  'dataType',
  'unit',
  'length',
  'codeList',
  'note',
  'sharingType',
  'openingType',
  'grade',
  'personal',
  'identifier',
] as const;

/** What differs between two states of a resource, fields first, then items by their numbers. */
export function differencesOf(before: ResourceFields, after: ResourceFields): Difference[] {
  const own = FIELDS.flatMap((field) => changed('changed', field, null, before[field], after[field]));
  const old = new Map(before.items.map((item) => [item.seq, item]));
  const now = new Map(after.items.map((item) => [item.seq, item]));
  return [
    ...own,
    ...after.items.flatMap((item) => itemDifferences(item.seq === null ? undefined : old.get(item.seq), item)),
    ...before.items.filter(({ seq }) => !now.has(seq)).map(({ name }) => whole('item-removed', name)),
  ];
}

function itemDifferences(before: ItemFields | undefined, after: ItemFields): Difference[] {
  if (!before) return [whole('item-added', after.name)];
  return ITEM_FIELDS.flatMap((field) => changed('item-changed', field, before.name, before[field], after[field]));
}

const whole = (kind: Difference['kind'], item: string): Difference => ({
  kind,
  field: '',
  item,
  before: '',
  after: '',
});

type Value = string | number | boolean | null | readonly string[];

function changed(
  kind: Difference['kind'],
  field: string,
  item: string | null,
  before: Value,
  after: Value,
): Difference[] {
  const [from, to] = [textOf(before), textOf(after)];
  return from === to ? [] : [{ kind, field, item, before: from, after: to }];
}

const textOf = (value: Value): string =>
  value === null ? '' : typeof value === 'object' ? value.join(' ') : String(value);
