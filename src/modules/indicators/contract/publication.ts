/** Wire schemas of what has been published: which figures came when, from whom, out of which file. */
import { type Static, Type } from 'typebox';
import { IndicatorCode } from './query.ts';

const Instant = Type.String({ format: 'date-time' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

export const PublicationQuery = Type.Object(
  {
    indicator: Type.Optional(IndicatorCode),
    before: Type.Optional(Type.Integer({ minimum: 1, description: '只要编号小于此值的' })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
  },
  { additionalProperties: false },
);
export type PublicationQuery = Static<typeof PublicationQuery>;

/** What a publication brought of one indicator. */
export const PublishedIndicator = Type.Object({
  code: IndicatorCode,
  name: Type.String(),
  rows: Type.Integer(),
  /** Labels of the first and the last period with a figure. */
  first: Type.String(),
  last: Type.String(),
  levels: Type.Array(Type.Enum(['nation', 'province', 'city', 'county'])),
});
export type PublishedIndicator = Static<typeof PublishedIndicator>;

export const PublicationEntry = Type.Object({
  no: Type.Integer(),
  source: Type.Enum(['file', 'filing', 'system', 'demo']),
  /** Since when its figures have counted. */
  publishedAt: Instant,
  by: Type.String(),
  /** `superseded`: a better reading of the same file has taken its place, or it was withdrawn. */
  state: Type.Enum(['current', 'superseded']),
  /** Figures of the indicators that the reader may see. */
  rows: Type.Integer(),
  /** Places that they are of; null once the figures are gone. */
  regions: orNull(Type.Integer()),
  /** At most ten; `indicatorsTotal` counts all. */
  indicators: Type.Array(PublishedIndicator),
  indicatorsTotal: Type.Integer(),
  file: orNull(
    Type.Object({ name: Type.String(), hash: Type.String(), sheet: Type.String(), importId: Type.String() }),
  ),
  resourceId: orNull(Type.String()),
});
export type PublicationEntry = Static<typeof PublicationEntry>;

/** Newest first; `next` is the `before` of the page after. */
export const PublicationList = Type.Object({
  publications: Type.Array(PublicationEntry),
  next: orNull(Type.Integer()),
});
export type PublicationList = Static<typeof PublicationList>;
