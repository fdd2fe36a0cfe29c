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
export { Coverage, CoverageRow } from './contract/coverage.ts';
export {
  CollectionAsk,
  CollectionCheck,
  Duplicate,
  DuplicateList,
  DuplicateVerdict,
  ExceptionDecision,
  ExceptionInfo,
  ExceptionList,
  ExceptionWish,
  Existing,
} from './contract/law.ts';
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
