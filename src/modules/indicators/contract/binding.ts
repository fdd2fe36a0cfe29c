/** Wire schemas of bindings: which measure of a resource feeds which indicator. */
import { type Static, Type } from 'typebox';
import { NewIndicator } from './definition.ts';
import { BasisSchema, FrequencySchema, IndicatorCode, VintageStageSchema } from './query.ts';

const Id = Type.String({ format: 'uuid' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const RoleSchema = Type.Enum(['value', 'yoy']);

/** How figures of one unit become figures of another, or why they cannot. */
export const Conversion = Type.Object({
  from: orNull(Type.String()),
  to: Type.String(),
  verdict: Type.Enum(['same', 'convertible', 'unit-dimension', 'unknown-unit']),
  words: Type.String({ description: '1亿元 = 10000万元，数值除以10000' }),
});
export type Conversion = Static<typeof Conversion>;

export const BindingRequest = Type.Object(
  {
    resourceId: Id,
    /** Column of the item, `m1`. */
    measure: Type.String({ pattern: '^m\\d+$' }),
    indicator: Type.Optional(IndicatorCode),
    newIndicator: Type.Optional(NewIndicator),
    role: Type.Optional(RoleSchema),
    basis: Type.Optional(BasisSchema),
    stage: Type.Optional(VintageStageSchema),
    /** The unit of the measure, where the table does not say it. */
    unit: Type.Optional(Type.String({ maxLength: 20 })),
    /** Of a table with dimensions: the value of each that stands for the indicator. */
    filter: Type.Optional(Type.Record(Type.String({ pattern: '^d\\d+$' }), Type.String({ maxLength: 200 }))),
    /** Say what would happen, and do nothing. */
    preview: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type BindingRequest = Static<typeof BindingRequest>;

export const BoundBatch = Type.Object({
  batch: Type.Integer(),
  publication: orNull(Type.Integer()),
  rows: Type.Integer(),
});

/** A period of the table that is none of the indicator's, and why. */
export const SkippedPeriod = Type.Object({ period: Type.String(), reason: Type.String() });
export type SkippedPeriod = Static<typeof SkippedPeriod>;

export const BindingView = Type.Object({
  id: orNull(Id),
  resourceId: Id,
  measure: Type.String(),
  measureName: Type.String(),
  indicator: IndicatorCode,
  indicatorName: Type.String(),
  role: RoleSchema,
  basis: BasisSchema,
  stage: Type.String(),
  filter: Type.Record(Type.String(), Type.String()),
  conversion: Conversion,
});
export type BindingView = Static<typeof BindingView>;

export const BindingReply = Type.Object({
  binding: BindingView,
  sample: Type.Array(
    Type.Object({
      region: Type.String(),
      period: Type.String(),
      stored: orNull(Type.String()),
      from: Type.Number(),
      to: Type.Number(),
    }),
  ),
  skipped: Type.Array(SkippedPeriod),
  /** Places with several figures for one period: the last one of the table would count. */
  doubled: Type.Integer(),
  batches: Type.Array(BoundBatch),
});
export type BindingReply = Static<typeof BindingReply>;

export const BindingList = Type.Object({ bindings: Type.Array(BindingView) });
export type BindingList = Static<typeof BindingList>;

export const MatchQuery = Type.Object({ resource: Id });
export type MatchQuery = Static<typeof MatchQuery>;

export const Match = Type.Object({
  indicator: IndicatorCode,
  name: Type.String(),
  role: Type.Enum(['value', 'yoy', 'mom']),
  score: Type.Number(),
  reasons: Type.Array(Type.String()),
  conversion: Conversion,
});
export const MatchList = Type.Object({
  /** That of the newest figures of the table; null when they have no period. */
  frequency: orNull(FrequencySchema),
  measures: Type.Array(
    Type.Object({
      measure: Type.String(),
      name: Type.String(),
      unit: orNull(Type.String()),
      /** As the table states it, or null. */
      basis: orNull(BasisSchema),
      bound: Type.Array(BindingView),
      proposals: Type.Array(Match),
    }),
  ),
  dimensions: Type.Array(
    Type.Object({ column: Type.String(), name: Type.String(), values: Type.Array(Type.String()) }),
  ),
});
export type MatchList = Static<typeof MatchList>;
