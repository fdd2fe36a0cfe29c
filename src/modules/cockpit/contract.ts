/** What the cockpit's screens speak on the wire. A screen is one request; figures come as the indicator query gives them. */
import { type Static, Type } from 'typebox';
import { IndicatorCode, IndicatorHead, Light, PeriodKey, RegionCode, Row } from '#contract/indicators';

/** The code of the nation, above all provinces. */
export const NATION = '100000';
/** The province of this node. */
export const HOME = '140000';

/** The eight domains, in the order in which a leader reads them. */
export const DOMAINS = ['JJ', 'NY', 'SC', 'ZL', 'ST', 'JW', 'JL', 'SB', 'ZW'] as const;

/** A board is a configuration row: it can be renamed, moved or exchanged without code. */
export const Board = Type.Object({
  id: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  route: Type.String(),
  /** What fills this board, said plainly while it is empty. */
  feeds: Type.String(),
  feedsEn: Type.String(),
  /** Where it begins for those who have chosen no place; null is the reader's own place. */
  opensAt: Type.Union([RegionCode, Type.Null()]),
  badge: Type.Optional(Type.Integer()),
});
export type Board = Static<typeof Board>;
export const BoardList = Type.Array(Board);

export const RegionRef = Type.Object({
  code: RegionCode,
  name: Type.String(),
  shortName: Type.String(),
  level: Type.String(),
});
export type RegionRef = Static<typeof RegionRef>;

/** Where the screen stands: the way up, the neighbours and the way down. */
export const Place = Type.Object({
  region: RegionRef,
  path: Type.Array(RegionRef),
  siblings: Type.Array(RegionRef),
  children: Type.Array(RegionRef),
});
export type Place = Static<typeof Place>;

/** How much of what was due has come, over the indicators of this place. */
export const Freshness = Type.Object({ expected: Type.Integer(), arrived: Type.Integer(), late: Type.Integer() });
export type Freshness = Static<typeof Freshness>;

export const EXCEPTION_KINDS = ['light', 'late', 'reversal', 'refusal'] as const;
/** One thing that needs a look, as a sentence; where it comes from and the figure behind it. */
export const Exception = Type.Object({
  kind: Type.Enum([...EXCEPTION_KINDS]),
  colour: Light.properties.colour,
  tag: Type.String({ description: '红灯, 迟报, 由增转降' }),
  say: Type.String(),
  why: Type.String(),
  owner: Type.String(),
  indicator: IndicatorCode,
  region: RegionCode,
  period: PeriodKey,
});
export type Exception = Static<typeof Exception>;

export const Domain = Type.Object({ code: Type.String(), name: Type.String(), cards: Type.Array(Row) });
export type Domain = Static<typeof Domain>;

/** One indicator on the map: the children of the place, their ranking, and the place's own course with last year's. */
export const Focus = Type.Object({
  head: IndicatorHead,
  ownerName: Type.String(),
  /** What the map colours by: the level, or the growth where only growth is comparable. */
  shows: Type.Enum(['level', 'growth']),
  own: Type.Union([Row, Type.Null()]),
  rows: Type.Array(Row),
  /** Sentence that says why there is no ranking, else null. */
  note: Type.Union([Type.String(), Type.Null()]),
  /** Level whose borders the map draws; null when the place has no children with this indicator. */
  mapOf: Type.Union([RegionCode, Type.Null()]),
});
export type Focus = Static<typeof Focus>;

export const Screen = Type.Object({
  board: Type.String(),
  place: Place,
  /** Instant of the answer, and of the knowledge when the reader asked for an earlier one. */
  at: Type.String(),
  asOf: Type.Union([Type.String(), Type.Null()]),
  demo: Type.Boolean(),
  freshness: Freshness,
  exceptions: Type.Array(Exception),
  exceptionsTotal: Type.Integer(),
  domains: Type.Array(Domain),
  heads: Type.Array(IndicatorHead),
  owners: Type.Record(Type.String(), Type.String()),
  focus: Type.Union([Focus, Type.Null()]),
  version: Type.String(),
});
export type Screen = Static<typeof Screen>;

export const ScreenQuery = Type.Object({
  region: Type.Optional(RegionCode),
  focus: Type.Optional(IndicatorCode),
  period: Type.Optional(PeriodKey),
  asOf: Type.Optional(Type.String({ format: 'date-time' })),
});
export type ScreenQuery = Static<typeof ScreenQuery>;

/** 市县纵横: places side by side over a few indicators. */
export const Comparison = Type.Object({
  place: Place,
  heads: Type.Array(IndicatorHead),
  rows: Type.Array(Row),
  demo: Type.Boolean(),
  version: Type.String(),
});
export type Comparison = Static<typeof Comparison>;

/** The newest period of an indicator of which other provinces have figures; null when there is no nation to look at. */
export const NationQuery = Type.Object({ indicator: IndicatorCode, asOf: ScreenQuery.properties.asOf });
export const NationReply = Type.Object({ period: Type.Union([PeriodKey, Type.Null()]) });

/** A department with the state of the figures it owns. */
export const DepartmentState = Type.Object({
  code: Type.String(),
  name: Type.String(),
  shortName: Type.String(),
  kind: Type.String(),
  indicators: Type.Integer(),
  red: Type.Integer(),
  yellow: Type.Integer(),
  green: Type.Integer(),
  none: Type.Integer(),
  late: Type.Integer(),
  owns: Type.Array(Type.Object({ code: IndicatorCode, shortName: Type.String() })),
});
export type DepartmentState = Static<typeof DepartmentState>;
export const DepartmentList = Type.Object({
  departments: Type.Array(DepartmentState),
  demo: Type.Boolean(),
  version: Type.String(),
});
export type DepartmentList = Static<typeof DepartmentList>;
