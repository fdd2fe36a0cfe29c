/** Wire schemas of the cards of a place, and of the drawer behind each card. */
import { type Static, Type } from 'typebox';
import { DefinitionVersion } from './definition.ts';
import { IndicatorCode, IndicatorHead, PeriodKey, QueryRefusal, RegionCode, Row } from './query.ts';

const Instant = Type.String({ format: 'date-time' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

export const CardRequest = Type.Object(
  {
    region: RegionCode,
    indicators: Type.Array(IndicatorCode, { minItems: 1, maxItems: 200 }),
    /** The indicator whose figures of the children are wanted as well. */
    map: Type.Optional(IndicatorCode),
    /** Nothing later than the end of this period; each indicator shows the newest of its own frequency. */
    period: Type.Optional(PeriodKey),
    asOf: Type.Optional(Instant),
  },
  { additionalProperties: false },
);
export type CardRequest = Static<typeof CardRequest>;

/** A figure that should have come by now and has not. */
export const Overdue = Type.Object({ indicator: IndicatorCode, period: PeriodKey, dueDate: Type.String() });
export type Overdue = Static<typeof Overdue>;

export const CardReply = Type.Object({
  region: RegionCode,
  /** One row an indicator, in the order asked for, with yoy, progress, rank, rankChange, trend and light. */
  cards: Type.Array(Row),
  /** The children of the region on the map's indicator, with yoy, rank, rankChange and light. */
  map: Type.Array(Row),
  heads: Type.Array(IndicatorHead),
  overdue: Type.Array(Overdue),
  /** Indicators that were looked at, those without any figure among them. */
  expected: Type.Integer(),
  refusals: Type.Array(QueryRefusal),
  demo: Type.Boolean(),
  version: Type.String(),
});
export type CardReply = Static<typeof CardReply>;

/** Where a figure stands in its source. */
export const SourcePlace = Type.Object({
  kind: Type.Enum(['file', 'filing', 'system', 'demo']),
  title: Type.String(),
  fileName: Type.Optional(Type.String()),
  fileHash: Type.Optional(Type.String()),
  sheet: Type.Optional(Type.String()),
  row: Type.Optional(Type.Integer()),
  column: Type.Optional(Type.String()),
  importId: Type.Optional(Type.String()),
  resourceId: Type.Optional(Type.String()),
  measure: Type.Optional(Type.String()),
  /** 万元 → 亿元, when the unit was converted. */
  conversion: Type.Optional(Type.String()),
  by: Type.String(),
});
export type SourcePlace = Static<typeof SourcePlace>;

/** One vintage of one figure. */
export const Vintage = Type.Object({
  value: orNull(Type.Number()),
  growth: orNull(Type.Number()),
  stage: Type.String(),
  mark: Type.String(),
  at: Instant,
  publication: Type.Integer(),
  current: Type.Boolean(),
  source: SourcePlace,
});
export type Vintage = Static<typeof Vintage>;

export const HistoryReply = Type.Object({
  indicator: IndicatorCode,
  region: RegionCode,
  period: PeriodKey,
  periodLabel: Type.String(),
  basis: Type.String(),
  unit: Type.String(),
  vintages: Type.Array(Vintage),
});
export type HistoryReply = Static<typeof HistoryReply>;

/** The drawer of a card: definition, owner, source, course and revisions. */
export const CardDetail = Type.Object({
  head: IndicatorHead,
  ownerName: Type.String(),
  region: Type.Object({ code: RegionCode, name: Type.String() }),
  row: Row,
  /** The same periods a year before the trend of `row`. */
  lastYear: Type.Array(orNull(Type.Number())),
  thresholdText: Type.String(),
  thresholdStatus: Type.String(),
  secrecy: Type.String(),
  frequencyWords: Type.String(),
  collectDueDays: Type.Integer(),
  aggregationWords: Type.String(),
  growthWords: Type.String(),
  referenceDepts: Type.Array(Type.String()),
  versions: Type.Array(DefinitionVersion),
  vintages: Type.Array(Vintage),
  refusals: Type.Array(QueryRefusal),
  demo: Type.Boolean(),
  version: Type.String(),
});
export type CardDetail = Static<typeof CardDetail>;

/** One figure; with `asOf` as it was known at that instant (当时看到的数). */
export const CellQuery = Type.Object({
  region: RegionCode,
  period: Type.Optional(PeriodKey),
  asOf: Type.Optional(Instant),
});
export type CellQuery = Static<typeof CellQuery>;
