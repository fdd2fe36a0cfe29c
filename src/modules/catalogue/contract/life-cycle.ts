import { type Static, Type } from 'typebox';
import { ClassInfo, Instant, Item, Resource, ResourceFields, Stage } from './base.ts';

/** A rule that a resource does not keep yet; the words are made by whoever shows it. */
export const Shortcoming = Type.Object({
  rule: Type.Enum([
    'provider-missing',
    'class-missing',
    'class-unknown',
    'summary-missing',
    'cycle-missing',
    'items-missing',
    'item-twice',
    'basis-missing',
    'condition-missing',
    'way-missing',
    'opening-condition-missing',
    'secret-shared',
    'secret-opened',
    'core-opened',
    'personal-opened',
    'item-wider-shared',
    'item-wider-opened',
  ]),
  /** The item that breaks it. */
  item: Type.Union([Type.String(), Type.Null()]),
});
export type Shortcoming = Static<typeof Shortcoming>;

export const StepEvent = Type.Enum(['submit', 'recall', 'change', 'abandon']);
export type StepEvent = Static<typeof StepEvent>;
export const DecisionEvent = Type.Enum(['publish', 'return', 'retire']);
export type DecisionEvent = Static<typeof DecisionEvent>;

const Revision = Type.Integer({ minimum: 0, description: '所见的修订号；与现状不符则拒绝' });
const Reason = Type.Optional(Type.String({ maxLength: 1000 }));
export const StepWish = Type.Object({ event: StepEvent, reason: Reason, revision: Revision });
export type StepWish = Static<typeof StepWish>;
export const DecisionWish = Type.Object({ event: DecisionEvent, reason: Reason, revision: Revision });
export type DecisionWish = Static<typeof DecisionWish>;
export const SaveWish = Type.Object({ fields: ResourceFields, revision: Revision });
export type SaveWish = Static<typeof SaveWish>;

/** One resource with all that is said of it, and what the reader may do next. */
export const ResourceDetail = Type.Object({
  resource: Type.Object({
    ...Resource.properties,
    ...Type.Omit(ResourceFields, ['items', 'providerDept']).properties,
    classPath: Type.Array(ClassInfo),
    publishedAt: Type.Union([Instant, Type.Null()]),
    revision: Type.Integer(),
  }),
  items: Type.Array(Item),
  /** What a change under way would make of it; null when none is. */
  pending: Type.Union([ResourceFields, Type.Null()]),
  /** Rules not kept yet, by the pending fields where there are some. */
  shortcomings: Type.Array(Shortcoming),
  may: Type.Object({
    edit: Type.Boolean(),
    /** Items may be added, taken away and retyped: no data stand behind them. */
    shapeItems: Type.Boolean(),
    steps: Type.Array(Type.Union([StepEvent, DecisionEvent])),
  }),
});
export type ResourceDetail = Static<typeof ResourceDetail>;

/** One thing that differs between two states; `before` and `after` as they are stored. */
export const Difference = Type.Object({
  kind: Type.Enum(['changed', 'item-added', 'item-removed', 'item-changed']),
  field: Type.String(),
  item: Type.Union([Type.String(), Type.Null()]),
  before: Type.String(),
  after: Type.String(),
});
export type Difference = Static<typeof Difference>;

export const VersionInfo = Type.Object({
  no: Type.Integer(),
  publishedAt: Instant,
  publishedBy: Type.String(),
  reason: Type.String(),
  digest: Type.String(),
  /** Against the version before; empty for the first. */
  differences: Type.Array(Difference),
});
export type VersionInfo = Static<typeof VersionInfo>;

export const StepInfo = Type.Object({
  at: Instant,
  event: Type.String(),
  from: Stage,
  to: Stage,
  by: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
});
export type StepInfo = Static<typeof StepInfo>;

export const History = Type.Object({
  versions: Type.Array(VersionInfo),
  steps: Type.Array(StepInfo),
  /** What a change under way would change. */
  pending: Type.Array(Difference),
});
export type History = Static<typeof History>;
