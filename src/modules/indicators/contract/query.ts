/**
 * What the indicator query speaks on the wire; the core of the contract.
 *
 * One request names indicators, regions, periods and operators; the reply has one row for each combination. A row is a
 * cell (the value with everything needed to trust it) and the results of the operators asked for. Heads of indicators
 * and regions come once, not with every row: a screen of 40 indicators in 12 regions is one reply.
 */
import { type Static, Type } from 'typebox';
import { BASES } from '#platform/period/basis.ts';
import { FREQUENCIES, type PeriodKey as Key } from '#platform/period/key.ts';

export const IndicatorCode = Type.String({
  pattern: '^[A-Z]{2}\\d{3}(\\.\\d)?$',
  description: 'JJ001, companion JJ024.2',
});
export const RegionCode = Type.String({ pattern: '^\\d{6}$', description: 'GB/T 2260' });
export const PeriodKey = Type.Unsafe<Key>(
  Type.String({ pattern: '^\\d{4}(-(S|H[12]|Q[1-4]|W\\d{2}|\\d{2}(-\\d{2}(T\\d{2})?)?))?$' }),
);
const Instant = Type.String({ format: 'date-time' });
const Maybe = Type.Union([Type.Number(), Type.Null()]);

export const BasisSchema = Type.Enum([...BASES]);
export const FrequencySchema = Type.Enum([...FREQUENCIES]);

export const LEVELS = ['province', 'city', 'county'] as const;
export const LevelSchema = Type.Enum([...LEVELS]);
export type Level = Static<typeof LevelSchema>;

/**
 * Why a figure is as it is. `ok` final · `estimated` shown and marked 估 · `missing` reported as absent (never zero) ·
 * `not-due` not expected yet · `late` overdue · `suppressed` exists, not for this reader · `merged` January of an
 * indicator whose January and February are published together · `not-applicable` has no meaning here (no such level,
 * not ranked) · `zero-base`, `sign-flip` a growth that has words and no percentage · `refused` cannot be derived.
 */
export const CELL_STATUSES = [
  'ok',
  'estimated',
  'missing',
  'not-due',
  'late',
  'suppressed',
  'merged',
  'not-applicable',
  'zero-base',
  'sign-flip',
  'refused',
] as const;
export const CellStatusSchema = Type.Enum([...CELL_STATUSES]);
export type CellStatus = Static<typeof CellStatusSchema>;

/** Stages a published figure passes (R11); which of them an indicator uses is its own chain. */
export const VINTAGE_STAGES = ['flash', 'preliminary', 'verified', 'final', 'census-revised', 'corrected'] as const;
export const VintageStageSchema = Type.Enum([...VINTAGE_STAGES]);
export type VintageStage = Static<typeof VintageStageSchema>;

/** Marks on a value (R13): 估 · 存疑 · 更正 · 基数调整 · 口径变动 · 人工填报 · 模拟 · 未正式发布 · 由累计推算. */
export const CELL_FLAGS = [
  'estimated',
  'doubtful',
  'corrected',
  'base-adjusted',
  'caliber-changed',
  'manual',
  'simulated',
  'unreleased',
  'derived',
] as const;
export const CellFlagSchema = Type.Enum([...CELL_FLAGS]);
export type CellFlag = Static<typeof CellFlagSchema>;

const cellFields = {
  value: Maybe,
  status: CellStatusSchema,
  unit: Type.String(),
  period: PeriodKey,
  periodLabel: Type.String({ description: '2026年前三季度' }),
  basis: BasisSchema,
  stage: Type.Optional(VintageStageSchema),
  at: Type.Optional(Instant),
  batch: Type.Optional(Type.String()),
  flags: Type.Optional(Type.Array(CellFlagSchema)),
  note: Type.Optional(Type.String()),
};
/** One figure with everything needed to trust it. `value` is null unless `status` is `ok` or `estimated`. */
export const Cell = Type.Object(cellFields);
export type Cell = Static<typeof Cell>;

/** Growth against a base (R4–R6). `unit` says what `value` is: %, 百分点, or the unit of the indicator (天差). */
export const Growth = Type.Object({
  value: Maybe,
  unit: Type.String(),
  status: CellStatusSchema,
  words: Type.String({ description: '增长5.3%, 由负转正, 提高2.0个百分点' }),
  source: Type.Optional(Type.Enum(['published', 'computed'])),
  note: Type.Optional(Type.String()),
});
export type Growth = Static<typeof Growth>;

/** Progress towards the annual target (R9). A ceiling or floor has `headroom` in the indicator's unit and no `share`. */
export const Progress = Type.Object({
  status: CellStatusSchema,
  words: Type.String({ description: '完成年度目标的83.2%，慢于时序进度0.1个百分点' }),
  target: Type.Optional(Type.Number()),
  share: Type.Optional(Type.Number({ description: 'done, % of the target' })),
  timeShare: Type.Optional(Type.Number({ description: '时序进度, %' })),
  gap: Type.Optional(Type.Number({ description: 'share − timeShare, or growth − growth target; 百分点' })),
  headroom: Type.Optional(Type.Number({ description: 'room left before the limit; negative when exceeded' })),
});
export type Progress = Static<typeof Progress>;

/** What a ranking orders by: 总量, 增速, 完成率, 改善率 are four different rankings (R10). */
export const RANK_KEYS = ['level', 'growth', 'completion', 'improvement'] as const;
export const RankKeySchema = Type.Enum([...RANK_KEYS]);
export type RankKey = Static<typeof RankKeySchema>;

/** Place among the sister regions; `rank` is null when not ranked, and `words` says why (不参与排名（缺2市：…）). */
export const Rank = Type.Object({
  rank: Type.Union([Type.Integer(), Type.Null()]),
  of: Type.Integer(),
  by: RankKeySchema,
  status: CellStatusSchema,
  words: Type.String(),
  behindNext: Type.Optional(Type.Number({ description: 'distance to the next better value' })),
  missing: Type.Optional(Type.Array(RegionCode)),
});
export type Rank = Static<typeof Rank>;

/** 位次变化 = previous − present place; positive is forward. */
export const RankChange = Type.Object({
  change: Type.Union([Type.Integer(), Type.Null()]),
  previous: Type.Union([Type.Integer(), Type.Null()]),
  words: Type.String(),
});
export type RankChange = Static<typeof RankChange>;

/** A series as parallel lists. `marks` names what is not a plain value: merged January, late, caliber break. */
export const Trend = Type.Object({
  periods: Type.Array(PeriodKey),
  values: Type.Array(Maybe),
  marks: Type.Array(Type.Object({ period: PeriodKey, mark: Type.Union([CellStatusSchema, CellFlagSchema]) })),
});
export type Trend = Static<typeof Trend>;

export const LIGHT_COLOURS = ['red', 'yellow', 'green', 'none'] as const;
/** A light is never without its reason. `none` means it could not be judged, not that all is well. */
export const Light = Type.Object({ colour: Type.Enum([...LIGHT_COLOURS]), reason: Type.String() });
export type Light = Static<typeof Light>;

export const OPERATORS = ['value', 'yoy', 'mom', 'ytd', 'progress', 'rank', 'rankChange', 'trend', 'light'] as const;
export const OperatorSchema = Type.Enum([...OPERATORS]);
export type Operator = Static<typeof OperatorSchema>;

const RegionSelection = Type.Union([
  Type.Object({ these: Type.Array(RegionCode, { minItems: 1, maxItems: 200 }) }, { additionalProperties: false }),
  Type.Object({ childrenOf: RegionCode }, { additionalProperties: false }),
  Type.Object({ level: LevelSchema, within: Type.Optional(RegionCode) }, { additionalProperties: false }),
]);
export type RegionSelection = Static<typeof RegionSelection>;

/** `latest` and `last` count from the newest period that has come for the indicator. */
const PeriodSelection = Type.Union([
  Type.Object({ latest: Type.Literal(true) }, { additionalProperties: false }),
  Type.Object({ keys: Type.Array(PeriodKey, { minItems: 1, maxItems: 200 }) }, { additionalProperties: false }),
  Type.Object({ last: Type.Integer({ minimum: 1, maximum: 400 }) }, { additionalProperties: false }),
  Type.Object({ from: PeriodKey, to: PeriodKey }, { additionalProperties: false }),
]);
export type PeriodSelection = Static<typeof PeriodSelection>;

/** Without `operators`, values and growth. A row always has its cell: no rank is shown without its value. */
export const QueryRequest = Type.Object(
  {
    indicators: Type.Array(IndicatorCode, { minItems: 1, maxItems: 200 }),
    regions: RegionSelection,
    periods: PeriodSelection,
    operators: Type.Optional(Type.Array(OperatorSchema)),
    asOf: Type.Optional({ ...Instant, description: 'what was known at this instant (当时看到的数)' }),
    basis: Type.Optional(
      Type.Enum(['CUM', 'CUR'], { description: '累计/当期; the basis of each indicator when absent' }),
    ),
    rankBy: Type.Optional(RankKeySchema),
    trendLength: Type.Optional(Type.Integer({ minimum: 2, maximum: 120 })),
  },
  { additionalProperties: false },
);
export type QueryRequest = Static<typeof QueryRequest>;

export const Row = Type.Object({
  indicator: IndicatorCode,
  region: RegionCode,
  ...cellFields,
  yoy: Type.Optional(Growth),
  mom: Type.Optional(Growth),
  ytd: Type.Optional(Cell),
  progress: Type.Optional(Progress),
  rank: Type.Optional(Rank),
  rankChange: Type.Optional(RankChange),
  trend: Type.Optional(Trend),
  light: Type.Optional(Light),
});
export type Row = Static<typeof Row>;

/** A part of the question that the data cannot answer: typed, said in words, and never a number. */
export const REFUSAL_CODES = [
  'unknown-indicator',
  'unknown-region',
  'period-not-fitting',
  'level-not-collected',
  'basis-not-derivable',
  'not-permitted',
  'nothing-yet',
  'too-many-rows',
] as const;
export const QueryRefusal = Type.Object({
  code: Type.Enum([...REFUSAL_CODES]),
  message: Type.String(),
  indicator: Type.Optional(IndicatorCode),
  region: Type.Optional(RegionCode),
  period: Type.Optional(PeriodKey),
});
export type QueryRefusal = Static<typeof QueryRefusal>;

/** 高优, 低优, 中性 (not judged). */
const DirectionSchema = Type.Enum(['higher', 'lower', 'neutral']);
export type Direction = Static<typeof DirectionSchema>;

/** What kind of figure an indicator is: an amount, a share or rate, itself a growth, or an index with 100 as its base. */
export const MEASURES = ['amount', 'rate', 'growth', 'index'] as const;
export const MeasureSchema = Type.Enum([...MEASURES]);

/** What is the same in every row of an indicator. */
export const IndicatorHead = Type.Object({
  code: IndicatorCode,
  name: Type.String(),
  shortName: Type.String(),
  unit: Type.String(),
  decimals: Type.Integer(),
  frequency: FrequencySchema,
  basis: BasisSchema,
  direction: DirectionSchema,
  measure: MeasureSchema,
  ownerDept: Type.String(),
  caliber: Type.String(),
});
export type IndicatorHead = Static<typeof IndicatorHead>;

export const QueryReply = Type.Object({
  indicators: Type.Array(IndicatorHead),
  regions: Type.Array(Type.Object({ code: RegionCode, name: Type.String() })),
  rows: Type.Array(Row),
  refusals: Type.Array(QueryRefusal),
  version: Type.String({ description: 'changes whenever any answer may' }),
});
export type QueryReply = Static<typeof QueryReply>;
