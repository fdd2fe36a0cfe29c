export { publishDemoData, retireDemoData } from './actions/demo-data.ts';
export { draftFromColumns } from './actions/draft.ts';
export { requestException } from './actions/exceptions.ts';
export { checkCollection, demandUncollected, findExisting } from './actions/existing.ts';
export { listResources } from './actions/list.ts';
export { getResource } from './actions/read.ts';
export {
  activateResource,
  loadResource,
  type RegisteredResource,
  type ResourceDraft,
  registerResource,
} from './actions/register.ts';
export { type LineageEnd, type LineageRecord, recordLineage } from './lineage/record.ts';
export { isBankCard, isCreditCode, isIdCard, isMobile } from './rules/check-digit.ts';
export type { DraftedItem, DraftedResource, SourceColumn, SourceTable } from './rules/draft.ts';
export { type ItemDraft, itemOf, type NumberedItem } from './rules/items.ts';
export { type Sensitivity, sensitivityOf } from './rules/sensitive.ts';
export type { ResourceRow } from './sql/resource.ts';
