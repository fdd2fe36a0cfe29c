import type { ItemFields, ResourceFields } from './contract.ts';

/** An item that keeps every rule. */
export const itemFields = (name: string, rest: Partial<ItemFields> = {}): ItemFields => ({
  ...{ seq: null, name, dataType: 'text', unit: null, length: 50, codeList: null, note: '' },
  ...{ sharingType: 'conditional', openingType: 'none', grade: 'general', personal: 'none', identifier: 'none' },
  ...rest,
});

/** A resource of the statistics bureau that keeps every rule. */
export const resourceFields = (title: string, rest: Partial<ResourceFields> = {}): ResourceFields => ({
  ...{ title, providerDept: 'D28', summary: '全省规模以上工业企业名录', classCode: '328001', format: 'database' },
  ...{ sourceClass: 'government', updateCycle: 'month', sharingType: 'conditional', sharingCondition: '用于经济分析' },
  ...{ sharingWays: ['api'], sharingScope: '省直部门', noSharingBasis: '', openingType: 'none', openingCondition: '' },
  ...{ isSecret: false, grade: 'general', relatedCodes: [], items: [itemFields('企业名称'), itemFields('行业代码')] },
  ...rest,
});
