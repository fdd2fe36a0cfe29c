export {
  ClassDraft,
  ClassInfo,
  ClassList,
  Item,
  ItemFields,
  Openness,
  Resource,
  ResourceFields,
  ResourceId,
} from './contract/base.ts';
export {
  DecisionEvent,
  DecisionWish,
  Difference,
  History,
  ResourceDetail,
  SaveWish,
  Shortcoming,
  StepEvent,
  StepInfo,
  StepWish,
  VersionInfo,
} from './contract/life-cycle.ts';
export { Facets, ResourceList, ResourceQuery } from './contract/list.ts';
