import type { ItemFields, ResourceDetail, ResourceFields } from '../contract.ts';

/** An empty form of a department's writer. */
export function emptyFields(providerDept: string | null): ResourceFields {
  return {
    ...{ title: '', providerDept, summary: '', classCode: null, format: 'database', sourceClass: 'government' },
    ...{ updateCycle: 'unknown', sharingType: 'conditional', sharingCondition: '', sharingWays: [], sharingScope: '' },
    ...{ noSharingBasis: '', openingType: 'none', openingCondition: '', isSecret: false, grade: 'general' },
    ...{ relatedCodes: [], items: [emptyItem()] },
  };
}

export function emptyItem(): ItemFields {
  return {
    ...{ seq: null, name: '', dataType: 'text', unit: null, length: null, codeList: null, note: '' },
    ...{ sharingType: 'conditional', openingType: 'none', grade: 'general', personal: 'none', identifier: 'none' },
  };
}

/** What the form begins with: a change under way, or what stands. */
export function fieldsOf({ resource, items, pending }: ResourceDetail): ResourceFields {
  if (pending) return pending;
  const { title, providerDept, summary, classCode, format, sourceClass, updateCycle } = resource;
  const { sharingType, sharingCondition, sharingWays, sharingScope, noSharingBasis } = resource;
  const { openingType, openingCondition, isSecret, grade, relatedCodes } = resource;
  return {
    ...{ title, providerDept, summary, classCode, format, sourceClass, updateCycle },
    ...{ sharingType, sharingCondition, sharingWays, sharingScope, noSharingBasis },
    ...{ openingType, openingCondition, isSecret, grade, relatedCodes },
    items: items.map((item) => ({
      ...{ seq: item.seq, name: item.name, dataType: item.dataType, unit: item.unit, length: item.length },
      ...{ codeList: item.codeList, note: item.note, sharingType: item.sharingType, openingType: item.openingType },
      ...{ grade: item.grade, personal: item.personal, identifier: item.identifier },
    })),
  };
}
