import type { ItemFields, ResourceFields } from '../contract.ts';
import { highestGrade } from './sensitive.ts';

/**
 * Fields as they are kept: spaces trimmed, what a chosen type does not need left out (free sharing has no condition),
 * the grade raised to the highest of the items, a secret resource's items shut with it.
 */
export function settleFields(fields: ResourceFields): ResourceFields {
  const { sharingType, openingType, items } = fields;
  return {
    ...fields,
    title: fields.title.trim(),
    summary: fields.summary.trim(),
    sharingCondition: sharingType === 'conditional' ? fields.sharingCondition.trim() : '',
    sharingWays: sharingType === 'none' ? [] : fields.sharingWays,
    sharingScope: sharingType === 'none' ? '' : fields.sharingScope.trim(),
    noSharingBasis: sharingType === 'none' ? fields.noSharingBasis.trim() : '',
    openingCondition: openingType === 'conditional' ? fields.openingCondition.trim() : '',
    relatedCodes: fields.relatedCodes.map((code) => code.trim()).filter((code) => code !== ''),
    grade: highestGrade([fields.grade, ...items.map(({ grade }) => grade)]),
    items: items.map((item) => settleItem(item, fields)),
  };
}

/** An item is never wider than what it stands in when the resource is shut. */
function settleItem(item: ItemFields, { sharingType, openingType }: ResourceFields): ItemFields {
  return {
    ...item,
    name: item.name.trim(),
    note: item.note.trim(),
    unit: item.unit?.trim() || null,
    codeList: item.codeList?.trim() || null,
    sharingType: sharingType === 'none' ? 'none' : item.sharingType,
    openingType: openingType === 'none' ? 'none' : item.openingType,
  };
}

/** Give added items the numbers behind those that stand; numbers of removed items are not used again. */
export function numberItems(items: readonly ItemFields[], last: number): ItemFields[] {
  let next = last;
  return items.map((item) => {
    if (item.seq !== null) return item;
    next += 1;
    return { ...item, seq: next };
  });
}
