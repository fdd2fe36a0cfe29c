export { getResource, listResources } from './actions.ts';
export {
  activateResource,
  loadResource,
  type RegisteredResource,
  type ResourceDraft,
  registerResource,
} from './register.ts';
export { type ItemDraft, itemOf, type NumberedItem } from './rules/items.ts';
export type { ResourceRow } from './sql.ts';
