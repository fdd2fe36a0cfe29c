/** Wire schemas of the indicator centre: what an indicator is, and how it is added and changed. */
import { type Static, Type } from 'typebox';
import { BASES } from '#platform/period/basis.ts';
import { FREQUENCIES } from '#platform/period/key.ts';
import { MeasureSchema } from './query.ts';

const Code = Type.String({ pattern: '^[A-Z]{2}\\d{3}(\\.\\d)?$' });
const Day = Type.String({ format: 'date' });
const Text = Type.String({ minLength: 1, maxLength: 2000 });
const Name = Type.String({ minLength: 1, maxLength: 80 });
const Levels = Type.Array(Type.Enum(['province', 'city', 'county']));

const Noted = { note: Type.String() };
const Aggregation = Type.Union([
  Type.Object({ rule: Type.Literal('sum'), note: Type.Optional(Type.String()) }),
  Type.Object({ rule: Type.Literal('ratio'), numerator: Type.String(), denominator: Type.String() }),
  Type.Object({ rule: Type.Literal('weighted'), weight: Type.String(), note: Type.Optional(Type.String()) }),
  Type.Object({ rule: Type.Enum(['distinct', 'max', 'station-mean', 'mean', 'none']), ...Noted }),
]);

const Reference = Type.Union([
  Type.Number(),
  Type.Enum(['target', 'nation', 'usual-high']),
  Type.Object({ peer: Code }),
]);
export const ThresholdSchema = Type.Object({
  colour: Type.Enum(['yellow', 'red']),
  subject: Type.Enum(['value', 'yoy', 'mom', 'gap', 'excess', 'step', 'rank-from-end']),
  is: Type.Enum(['below', 'above', 'at-most', 'at-least']),
  than: Reference,
  by: Type.Optional(Type.Number()),
  running: Type.Optional(Type.Integer({ minimum: 1, maximum: 36 })),
  of: Type.Optional(Code),
  levels: Type.Optional(Levels),
});

/** The full record of an indicator (指标元数据), as `rules/definition.ts` reads it. */
export const DefinitionBody = Type.Object({
  code: Code,
  group: Type.String({ pattern: '^[A-Z]{2}\\d{3}$' }),
  name: Name,
  shortName: Type.String({ minLength: 1, maxLength: 16 }),
  domain: Type.Enum(['JJ', 'SC', 'ZL', 'ST', 'NY', 'JW', 'JL', 'SB', 'ZW']),
  boards: Type.Array(
    Type.Enum([
      'economy',
      'reports',
      'emergency',
      'supervision',
      'departments',
      'regions',
      'realtime',
      'services',
      'apps',
      'opinion',
      'operations',
    ]),
  ),
  ownerDept: Type.String({ minLength: 1, maxLength: 16 }),
  referenceDepts: Type.Array(Type.String({ maxLength: 16 })),
  unit: Type.String({ minLength: 1, maxLength: 20 }),
  decimals: Type.Integer({ minimum: 0, maximum: 6 }),
  measure: MeasureSchema,
  frequency: Type.Enum([...FREQUENCIES]),
  alsoFrequencies: Type.Array(Type.Enum([...FREQUENCIES])),
  basis: Type.Enum([...BASES]),
  alsoBasis: Type.Optional(Type.Enum([...BASES])),
  direction: Type.Enum(['higher', 'lower', 'neutral']),
  goodRange: Type.Optional(Type.Tuple([Type.Number(), Type.Number()])),
  aggregation: Aggregation,
  growthMethod: Type.Enum([
    'constant-price',
    'comparable',
    'same-caliber',
    'nominal',
    'points',
    'index',
    'difference',
    'chain',
    'none',
  ]),
  mergedJanFeb: Type.Boolean(),
  revised: Type.Boolean(),
  sign: Type.Enum(['non-negative', 'signed', 'profit']),
  caliber: Text,
  thresholds: Type.Array(ThresholdSchema, { maxItems: 20 }),
  thresholdText: Type.String({ maxLength: 500 }),
  thresholdStatus: Type.Enum(['suggested', 'confirmed']),
  collectDueDays: Type.Integer({ minimum: 0, maximum: 800 }),
  levels: Levels,
  targetKind: Type.Enum(['accumulate', 'growth', 'ceiling', 'floor', 'completion', 'none']),
  targetType: Type.Enum(['expected', 'binding', 'none']),
  progressCurve: Type.Enum(['linear', 'investment', 'fiscal', 'spending', 'afforestation']),
  rankKeys: Type.Array(Type.Enum(['level', 'growth', 'completion', 'improvement'])),
  secrecy: Type.Enum(['public', 'internal', 'restricted']),
  embargo: Type.Boolean(),
  sourceMode: Type.Enum(['interface', 'table', 'file', 'form']),
  vintages: Type.Array(Type.Enum(['flash', 'preliminary', 'verified', 'final', 'census-revised', 'corrected']), {
    minItems: 1,
  }),
  synonyms: Type.Array(Name),
});
export type DefinitionBody = Static<typeof DefinitionBody>;

/** What must be said to add an indicator; the rest follows from the kind and can be said as well. */
export const NewIndicator = Type.Object(
  {
    ...Type.Partial(Type.Omit(DefinitionBody, ['code', 'group'])).properties,
    code: Type.Optional(Code),
    name: Name,
    domain: DefinitionBody.properties.domain,
    ownerDept: DefinitionBody.properties.ownerDept,
    unit: DefinitionBody.properties.unit,
    frequency: DefinitionBody.properties.frequency,
    basis: DefinitionBody.properties.basis,
    caliber: Text,
  },
  { additionalProperties: false },
);
export type NewIndicator = Static<typeof NewIndicator>;

/** A further version: the fields that change, the day it begins, and why. */
export const DefinitionChange = Type.Object(
  {
    changes: Type.Partial(Type.Omit(DefinitionBody, ['code', 'group'])),
    validFrom: Day,
    breaksSeries: Type.Boolean({ description: '口径变动，前后不可比' }),
    reason: Text,
  },
  { additionalProperties: false },
);
export type DefinitionChange = Static<typeof DefinitionChange>;

export const DefinitionVersion = Type.Object({
  version: Type.Integer(),
  validFrom: Type.Union([Day, Type.Null()]),
  validTo: Type.Union([Day, Type.Null()]),
  breaksSeries: Type.Boolean(),
  reason: Type.Union([Type.String(), Type.Null()]),
  createdAt: Type.String({ format: 'date-time' }),
  createdBy: Type.String(),
  caliber: Type.String(),
});
export type DefinitionVersion = Static<typeof DefinitionVersion>;

export const DefinitionQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 80 })),
  domain: Type.Optional(DefinitionBody.properties.domain),
  owner: Type.Optional(Type.String({ maxLength: 16 })),
  board: Type.Optional(Type.String({ maxLength: 20 })),
});
export type DefinitionQuery = Static<typeof DefinitionQuery>;

export const DefinitionSummary = Type.Object({
  code: Code,
  name: Type.String(),
  shortName: Type.String(),
  domain: Type.String(),
  unit: Type.String(),
  frequency: DefinitionBody.properties.frequency,
  basis: DefinitionBody.properties.basis,
  ownerDept: Type.String(),
  ownerName: Type.String(),
  secrecy: DefinitionBody.properties.secrecy,
  levels: Levels,
  version: Type.Integer(),
  /** The newest period that has come for the province, or null. */
  newest: Type.Union([Type.String(), Type.Null()]),
  newestLabel: Type.Union([Type.String(), Type.Null()]),
});
export type DefinitionSummary = Static<typeof DefinitionSummary>;

export const DefinitionList = Type.Object({ total: Type.Integer(), definitions: Type.Array(DefinitionSummary) });
export type DefinitionList = Static<typeof DefinitionList>;

export const DefinitionDetail = Type.Object({
  definition: DefinitionBody,
  ownerName: Type.String(),
  versions: Type.Array(DefinitionVersion),
});
export type DefinitionDetail = Static<typeof DefinitionDetail>;
