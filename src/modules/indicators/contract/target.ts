/** Wire schemas of annual targets and of the release calendar. */
import { type Static, Type } from 'typebox';
import { IndicatorCode, PeriodKey, RegionCode } from './query.ts';

const Year = Type.Integer({ minimum: 1949, maximum: 2199 });

export const TargetInput = Type.Object(
  {
    indicator: IndicatorCode,
    region: RegionCode,
    year: Year,
    value: Type.Number({ description: '以指标单位计；增速目标为 %' }),
    band: Type.Optional(Type.Number({ minimum: 0, description: '“左右”的幅度' })),
    curve: Type.Optional(Type.Array(Type.Number({ minimum: 0, maximum: 100 }), { minItems: 12, maxItems: 12 })),
    source: Type.String({ minLength: 1, maxLength: 200, description: '政府工作报告条目、文号' }),
  },
  { additionalProperties: false },
);
export type TargetInput = Static<typeof TargetInput>;

export const TargetRequest = Type.Object({ targets: Type.Array(TargetInput, { minItems: 1, maxItems: 2000 }) });
export type TargetRequest = Static<typeof TargetRequest>;

export const TargetQuery = Type.Object({ indicator: IndicatorCode, year: Year });
export type TargetQuery = Static<typeof TargetQuery>;

export const TargetList = Type.Object({
  targets: Type.Array(
    Type.Object({
      region: RegionCode,
      regionName: Type.String(),
      year: Year,
      version: Type.Integer(),
      value: Type.Number(),
      kind: Type.String(),
      band: Type.Union([Type.Number(), Type.Null()]),
      source: Type.String(),
      setAt: Type.String({ format: 'date-time' }),
      setBy: Type.String(),
    }),
  ),
});
export type TargetList = Static<typeof TargetList>;

/** The official release of a period (R14): until then only those with the right to embargoed figures see it. */
export const ReleaseRequest = Type.Object(
  { indicator: IndicatorCode, period: PeriodKey, releaseAt: Type.String({ format: 'date-time' }) },
  { additionalProperties: false },
);
export type ReleaseRequest = Static<typeof ReleaseRequest>;

export const ReleaseQuery = Type.Object({ indicator: IndicatorCode });

/** The calendar of an indicator round the present day. One that is under no embargo has none. */
export const ReleaseList = Type.Object({
  releases: Type.Array(
    Type.Object({
      period: PeriodKey,
      periodLabel: Type.String(),
      releaseAt: Type.String({ format: 'date-time' }),
      /** Set by somebody; else the usual hour after the reporting deadline. */
      isSet: Type.Boolean(),
      isOut: Type.Boolean(),
    }),
  ),
});
export type ReleaseList = Static<typeof ReleaseList>;
