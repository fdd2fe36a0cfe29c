import { type Static, Type } from 'typebox';
import { Instant, Openness, ResourceId } from './base.ts';

/** What a form or collection asks for. */
export const CollectionAsk = Type.Object({
  items: Type.Array(
    Type.Object({
      name: Type.String({ minLength: 1, maxLength: 200 }),
      unit: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
    }),
    { minItems: 1, maxItems: 500 },
  ),
  /** Who asks; what that department provides itself counts as there, too. */
  dept: Type.Optional(Type.Union([Type.String({ maxLength: 16 }), Type.Null()])),
  /** Approved exceptions of this collection are taken into account. */
  collection: Type.Optional(Type.String({ maxLength: 200 })),
});
export type CollectionAsk = Static<typeof CollectionAsk>;

/** A published, shared resource that holds some of what is asked. */
export const Existing = Type.Object({
  resourceId: ResourceId,
  code: Type.String(),
  title: Type.String(),
  providerDept: Type.Union([Type.String(), Type.Null()]),
  providerName: Type.Union([Type.String(), Type.Null()]),
  sharingType: Openness,
  isMounted: Type.Boolean(),
  items: Type.Array(
    Type.Object({
      asked: Type.String(),
      seq: Type.Integer(),
      name: Type.String(),
      unit: Type.Union([Type.String(), Type.Null()]),
      /** Names a person or body by itself: rows are joined by it, asking for it is no double collection. */
      isKey: Type.Boolean(),
    }),
  ),
});
export type Existing = Static<typeof Existing>;

export const CollectionCheck = Type.Object({
  /** False: something asked for is in the catalogue already and no exception covers it. */
  mayCollect: Type.Boolean(),
  /** Asked items that are there already and uncovered. */
  blocked: Type.Array(Type.String()),
  excepted: Type.Array(Type.String()),
  existing: Type.Array(Existing),
});
export type CollectionCheck = Static<typeof CollectionCheck>;

export const ExceptionWish = Type.Object({
  collection: Type.String({ minLength: 1, maxLength: 200 }),
  title: Type.String({ minLength: 1, maxLength: 200 }),
  items: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 500 }),
  reason: Type.String({ minLength: 1, maxLength: 2000 }),
  /** The account of whoever is to decide. */
  approver: Type.String({ minLength: 1, maxLength: 64 }),
  dept: Type.Union([Type.String({ maxLength: 16 }), Type.Null()]),
});
export type ExceptionWish = Static<typeof ExceptionWish>;

export const ExceptionInfo = Type.Object({
  ...ExceptionWish.properties,
  id: ResourceId,
  state: Type.Enum(['requested', 'approved', 'refused']),
  requestedAt: Instant,
  requestedBy: Type.String(),
  decidedAt: Type.Union([Instant, Type.Null()]),
  decision: Type.Union([Type.String(), Type.Null()]),
  mayDecide: Type.Boolean(),
});
export type ExceptionInfo = Static<typeof ExceptionInfo>;
export const ExceptionList = Type.Object({ exceptions: Type.Array(ExceptionInfo) });
export type ExceptionList = Static<typeof ExceptionList>;
export const ExceptionDecision = Type.Object({
  event: Type.Enum(['approve', 'refuse']),
  reason: Type.String({ minLength: 1, maxLength: 2000 }),
});
export type ExceptionDecision = Static<typeof ExceptionDecision>;

const Side = Type.Object({
  id: ResourceId,
  code: Type.String(),
  title: Type.String(),
  providerName: Type.Union([Type.String(), Type.Null()]),
});
export const Duplicate = Type.Object({
  a: Side,
  b: Side,
  why: Type.Enum(['name', 'items']),
  common: Type.Integer(),
  share: Type.Number(),
  decision: Type.Union([Type.Enum(['same', 'different']), Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
  decidedBy: Type.Union([Type.String(), Type.Null()]),
  decidedAt: Type.Union([Instant, Type.Null()]),
});
export type Duplicate = Static<typeof Duplicate>;
export const DuplicateList = Type.Object({ duplicates: Type.Array(Duplicate) });
export type DuplicateList = Static<typeof DuplicateList>;
export const DuplicateVerdict = Type.Object({
  a: ResourceId,
  b: ResourceId,
  decision: Type.Enum(['same', 'different']),
  reason: Type.String({ minLength: 1, maxLength: 1000 }),
});
export type DuplicateVerdict = Static<typeof DuplicateVerdict>;
