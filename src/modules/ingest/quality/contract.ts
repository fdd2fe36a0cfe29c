import { type Static, Type } from 'typebox';

/** Wire schemas of data quality: rules, runs, slips. */

const Column = Type.String({
  pattern: '^[a-z_][a-z0-9_]*$',
  maxLength: 64,
  description: '数据集的列名：region、period、m1、d1…',
});
const Bound = Type.Optional(Type.Number());
const Uuid = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });
const kind = <const K extends string>(name: K) => Type.Literal(name);

/** Every value is there. `allowMarked`: a missing value that says why it is missing counts as reported (R13). */
export const NotNull = Type.Object({
  kind: kind('not-null'),
  column: Column,
  allowMarked: Type.Optional(Type.Boolean()),
});
/** Rows are told apart by these columns. */
export const Unique = Type.Object({ kind: kind('unique'), columns: Type.Array(Column, { minItems: 1, maxItems: 8 }) });
export const InSet = Type.Object({
  kind: kind('in-set'),
  column: Column,
  values: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 2000 }),
});
/** RE2; the whole text must fit. */
export const Pattern = Type.Object({
  kind: kind('pattern'),
  column: Column,
  pattern: Type.String({ minLength: 1, maxLength: 500 }),
});
export const Range = Type.Object({ kind: kind('range'), column: Column, min: Bound, max: Bound });
/** Length of the text in characters. */
export const Length = Type.Object({ kind: kind('length'), column: Column, min: Bound, max: Bound });
/** Days since the end of the newest period (`period`), or since the newest batch was committed (`commit`). */
export const Freshness = Type.Object({
  kind: kind('freshness'),
  by: Type.Union([Type.Literal('period'), Type.Literal('commit')]),
  days: Type.Number({ minimum: 0, maximum: 36_500 }),
});
export const RowCount = Type.Object({ kind: kind('row-count'), min: Bound, max: Bound });
export const Aggregate = Type.Object({
  kind: kind('aggregate'),
  column: Column,
  of: Type.Union([Type.Literal('sum'), Type.Literal('mean'), Type.Literal('min'), Type.Literal('max')]),
  min: Bound,
  max: Bound,
});
/** Every value stands in a column of another resource. */
export const Reference = Type.Object({
  kind: kind('reference'),
  column: Column,
  resourceId: Uuid,
  otherColumn: Column,
});
/**
 * R16: |whole − Σ parts| ÷ |whole| ≤ tolerance, for each period (and each value of `by`). The parts are the divisions
 * right below `whole`; their figures may stand in another resource. Groups in which a part is missing are not compared:
 * missing is not zero. `zones`: the zones of the whole are columns of their own, beside the cities.
 */
export const Reconcile = Type.Object({
  kind: kind('reconcile'),
  column: Column,
  whole: Type.String({ pattern: '^[0-9]{6}$' }),
  by: Type.Optional(Type.Array(Column, { maxItems: 4 })),
  tolerance: Type.Number({ minimum: 0, maximum: 1 }),
  zones: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9]{6}$' }), { maxItems: 20 })),
  parts: Type.Optional(Type.Object({ resourceId: Uuid, column: Column })),
});
/** One SELECT of the failing rows FROM dataset. */
export const CustomSql = Type.Object({ kind: kind('sql'), query: Type.String({ minLength: 1, maxLength: 4000 }) });

export const Check = Type.Union([
  NotNull,
  Unique,
  InSet,
  Pattern,
  Range,
  Length,
  Freshness,
  RowCount,
  Aggregate,
  Reference,
  Reconcile,
  CustomSql,
]);
export type Check = Static<typeof Check>;
export type CheckKind = Check['kind'];

export const Severity = Type.Union([Type.Literal('block'), Type.Literal('warn')]);
export type Severity = Static<typeof Severity>;

export const RuleDraft = Type.Object({
  /** Empty: made from the check. */
  name: Type.Optional(Type.String({ maxLength: 200 })),
  severity: Severity,
  check: Check,
  origin: Type.Optional(Type.Union([Type.Literal('manual'), Type.Literal('suggested')])),
});
export type RuleDraft = Static<typeof RuleDraft>;

export const RuleChange = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  severity: Type.Optional(Severity),
  enabled: Type.Optional(Type.Boolean()),
  check: Type.Optional(Check),
});
export type RuleChange = Static<typeof RuleChange>;

const Outcome = Type.Union([Type.Literal('pass'), Type.Literal('fail'), Type.Literal('error')]);

export const Result = Type.Object({
  outcome: Outcome,
  checked: Type.Integer(),
  failed: Type.Integer(),
  measure: Type.Union([Type.Number(), Type.Null()]),
  at: Instant,
});
export type Result = Static<typeof Result>;

export const Rule = Type.Object({
  id: Uuid,
  name: Type.String(),
  severity: Severity,
  enabled: Type.Boolean(),
  origin: Type.String(),
  version: Type.Integer(),
  check: Check,
  /** What the newest run of the whole dataset found; null before the first. */
  last: Type.Union([Result, Type.Null()]),
});
export type Rule = Static<typeof Rule>;

export const Run = Type.Object({
  id: Uuid,
  cause: Type.Union([Type.Literal('gate'), Type.Literal('commit'), Type.Literal('manual')]),
  batch: Type.Union([Type.Integer(), Type.Null()]),
  outcome: Type.Union([
    Type.Literal('passed'),
    Type.Literal('warned'),
    Type.Literal('blocked'),
    Type.Literal('failed'),
  ]),
  rules: Type.Integer(),
  rows: Type.Integer(),
  passes: Type.Integer(),
  score: Type.Union([Type.Number(), Type.Null()]),
  elapsedMs: Type.Integer(),
  at: Instant,
  askedBy: Type.String(),
});
export type Run = Static<typeof Run>;

export const SlipState = Type.Union([
  Type.Literal('pending'),
  Type.Literal('explained'),
  Type.Literal('corrected'),
  Type.Literal('closed'),
]);
export type SlipState = Static<typeof SlipState>;

export const Slip = Type.Object({
  id: Uuid,
  no: Type.String(),
  resourceId: Uuid,
  resourceTitle: Type.String(),
  ruleId: Uuid,
  ruleName: Type.String(),
  severity: Severity,
  ownerDept: Type.Union([Type.String(), Type.Null()]),
  ownerName: Type.Union([Type.String(), Type.Null()]),
  state: SlipState,
  batch: Type.Union([Type.Integer(), Type.Null()]),
  times: Type.Integer(),
  checked: Type.Integer(),
  failed: Type.Integer(),
  measure: Type.Union([Type.Number(), Type.Null()]),
  answer: Type.Union([Type.String(), Type.Null()]),
  openedAt: Instant,
  updatedAt: Instant,
  closedAt: Type.Union([Instant, Type.Null()]),
});
export type Slip = Static<typeof Slip>;

const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
export const Sample = Type.Object({
  columns: Type.Array(Type.Object({ column: Type.String(), name: Type.String() })),
  rows: Type.Array(Type.Array(Cell)),
});
export type Sample = Static<typeof Sample>;

export const SlipStep = Type.Object({
  event: Type.String(),
  label: Type.String(),
  from: Type.String(),
  to: Type.String(),
  at: Instant,
  by: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
});
export const SlipDetail = Type.Object({
  slip: Slip,
  check: Check,
  /** Null: the rows of this resource are not open to the reader. */
  sample: Type.Union([Sample, Type.Null()]),
  steps: Type.Array(SlipStep),
  /** What the reader may do now. */
  open: Type.Array(Type.Object({ event: Type.String(), label: Type.String(), reason: Type.Boolean() })),
});
export type SlipDetail = Static<typeof SlipDetail>;

export const SlipQuery = Type.Object({
  resourceId: Type.Optional(Uuid),
  owner: Type.Optional(Type.String({ maxLength: 16 })),
  state: Type.Optional(SlipState),
  open: Type.Optional(Type.Boolean()),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export type SlipQuery = Static<typeof SlipQuery>;
export const SlipList = Type.Object({ total: Type.Integer(), slips: Type.Array(Slip) });
export type SlipList = Static<typeof SlipList>;

export const SlipAct = Type.Object({
  event: Type.Union([Type.Literal('explain'), Type.Literal('correct'), Type.Literal('close'), Type.Literal('return')]),
  reason: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type SlipAct = Static<typeof SlipAct>;

/** A point of the course of a score: the newest of a day (China). */
export const ScorePoint = Type.Object({ day: Type.String(), score: Type.Number() });
export type ScorePoint = Static<typeof ScorePoint>;

export const ResourceQuality = Type.Object({
  resourceId: Uuid,
  title: Type.String(),
  columns: Type.Array(Type.Object({ column: Type.String(), name: Type.String(), numeric: Type.Boolean() })),
  /** Null: no rule has looked at the data yet; never taken for full marks. */
  score: Type.Union([Type.Number(), Type.Null()]),
  rules: Type.Array(Rule),
  runs: Type.Array(Run),
  course: Type.Array(ScorePoint),
  openSlips: Type.Integer(),
  /** Whether the reader may change the rules of this resource. */
  mayWrite: Type.Boolean(),
});
export type ResourceQuality = Static<typeof ResourceQuality>;

export const DepartmentQuality = Type.Object({
  dept: Type.Union([Type.String(), Type.Null()]),
  name: Type.Union([Type.String(), Type.Null()]),
  resources: Type.Integer(),
  /** Resources that at least one rule has looked at. */
  scored: Type.Integer(),
  score: Type.Union([Type.Number(), Type.Null()]),
  /** The score of thirty days ago, for the change. */
  before: Type.Union([Type.Number(), Type.Null()]),
  openSlips: Type.Integer(),
  failing: Type.Integer(),
});
export type DepartmentQuality = Static<typeof DepartmentQuality>;
export const QualityOverview = Type.Object({
  departments: Type.Array(DepartmentQuality),
  course: Type.Array(ScorePoint),
});
export type QualityOverview = Static<typeof QualityOverview>;

export const Suggestion = Type.Object({
  draft: RuleDraft,
  /** What in the data speaks for it. */
  ground: Type.String(),
});
export const Suggestions = Type.Object({ rows: Type.Integer(), suggestions: Type.Array(Suggestion) });
export type Suggestions = Static<typeof Suggestions>;

export const RunReply = Type.Object({ run: Run });
export type RunReply = Static<typeof RunReply>;
