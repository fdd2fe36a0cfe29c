import type { ResourceFields } from '../contract.ts';
import type { ItemRow, ResourceRow } from '../sql/resource.ts';

/** What a person edits, of a resource as it stands. */
export function fieldsOf(row: ResourceRow, items: readonly ItemRow[]): ResourceFields {
  return {
    title: row.title,
    providerDept: row.providerDept,
    summary: row.summary,
    classCode: row.classCode,
    format: row.format,
    sourceClass: row.sourceClass,
    updateCycle: row.updateCycle,
    sharingType: row.sharingType,
    sharingCondition: row.sharingCondition,
    sharingWays: row.sharingWays.filter(isWay),
    sharingScope: row.sharingScope,
    noSharingBasis: row.noSharingBasis,
    openingType: row.openingType,
    openingCondition: row.openingCondition,
    isSecret: row.isSecret,
    grade: row.grade,
    relatedCodes: [...row.relatedCodes],
    items: items.map((item) => ({
      ...{ seq: item.seq, name: item.name, dataType: item.dataType, unit: item.unit, note: item.note ?? '' },
      ...{ length: item.length, codeList: item.codeList, sharingType: item.sharingType, openingType: item.openingType },
      ...{ grade: item.grade, personal: item.personal, identifier: item.identifier },
    })),
  };
}

type Way = ResourceFields['sharingWays'][number];

export const SHARING_WAYS: readonly Way[] = ['api', 'file', 'table', 'subscription'];

const isWay = (text: string): text is Way => SHARING_WAYS.some((way) => way === text);
