/** Invented figures for the browser test; no shipped file reads them. */
import type { IndicatorHead, Row } from '#contract/indicators';
import { type PeriodKey, periodKey, periodsBack } from '#platform/period/key.ts';

type Entry = readonly [
  code: string,
  name: string,
  unit: string,
  value: number | null,
  colour: 'red' | 'yellow' | 'green' | 'none',
];

const SECTIONS: readonly (readonly [name: string, english: string, entries: readonly Entry[]])[] = [
  [
    '经济运行',
    'Economy',
    [
      ['JJ001', '地区生产总值', '亿元', 18642.3, 'green'],
      ['JJ005', '规上工业增加值增速', '%', 4.6, 'green'],
      ['JJ010', '固定资产投资增速', '%', -2.3, 'yellow'],
      ['JJ015', '社零总额', '亿元', 6773.5, 'green'],
      ['JJ019', '一般预算收入', '亿元', 2900.3, 'yellow'],
    ],
  ],
  [
    '能源革命',
    'Energy',
    [
      ['NY001', '原煤产量', '万吨', 101866.7, 'red'],
      ['NY008', '外送电量', '亿千瓦时', 1386, 'green'],
      ['NY004', '存煤可用天数', '天', null, 'none'],
    ],
  ],
  [
    '市场监管',
    'Market',
    [
      ['SC001', '食品抽检合格率', '%', 98.7, 'green'],
      ['SC006', '12315按时办结率', '%', 97.2, 'yellow'],
    ],
  ],
  ['社会治理', 'Society', [['ZL002', '事故死亡人数', '人', 235, 'green']]],
  ['生态环保', 'Environment', [['ST001', 'PM2.5浓度', 'μg/m³', 37, 'green']]],
  ['教育医疗', 'Health', [['JW009', '县域内住院率', '%', 86.3, 'green']]],
  ['就业养老', 'Work', [['JL001', '城镇新增就业', '万人', 41.8, 'green']]],
  ['社会保障', 'Security', [['SB012', '老旧小区开工率', '%', 71.5, 'red']]],
];

const PERIOD: PeriodKey = periodKey('2026-10');

export const heads: readonly IndicatorHead[] = SECTIONS.flatMap(([, , entries]) =>
  entries.map(([code, name, unit]) => ({
    code,
    name,
    shortName: name,
    unit,
    decimals: 1,
    frequency: 'M' as const,
    basis: 'CUM' as const,
    direction: 'higher' as const,
    measure: name.endsWith('增速') ? ('growth' as const) : ('amount' as const),
    ownerDept: 'D28',
    caliber: '虚构口径，仅供检验',
  })),
);

/** The sections of the overview for a place. */
export function sectionsOf(region: string) {
  return SECTIONS.map(([name, code, entries]) => ({ code, name, cards: entries.map((entry) => rowOf(entry, region)) }));
}

/** One figure with everything a card shows. */
function rowOf([code, , unit, value, colour]: Entry, region: string): Row {
  const isRate = unit === '%';
  return {
    indicator: code,
    region,
    value,
    status: value === null ? 'late' : 'ok',
    unit,
    period: PERIOD,
    periodLabel: '2026年1—10月',
    basis: 'CUM',
    at: '2026-11-20T02:00:00.000Z',
    batch: '1',
    flags: ['simulated'],
    yoy: {
      value: value === null ? null : 1.5,
      unit: isRate ? '百分点' : '%',
      status: value === null ? 'missing' : 'ok',
      words: '增长1.5%',
    },
    trend: courseOf(value ?? 100),
    light: { colour, reason: colour === 'none' ? '超过应报时间' : `虚构理由（${code}）` },
    ...(code === 'NY001' && {
      progress: {
        status: 'ok',
        words: '完成年度目标的80.4%，慢于时序进度2.9个百分点',
        target: 126661,
        share: 80.4,
        timeShare: 83.3,
        gap: -2.9,
      },
    }),
    ...(code === 'JJ019' && {
      progress: {
        status: 'ok',
        words: '完成年度目标的82.4%，慢于时序进度4.6个百分点',
        target: 3518,
        share: 82.4,
        timeShare: 87,
        gap: -4.6,
      },
    }),
  };
}

/** A course of 24 months whose January is merged with February. */
function courseOf(value: number) {
  const periods = periodsBack(PERIOD, 24);
  const merged = periods.filter((period) => period.endsWith('-01'));
  return {
    periods,
    values: periods.map((period, index) => (merged.includes(period) ? null : value * (0.8 + index / 100))),
    marks: merged.map((period) => ({ period, mark: 'merged' as const })),
  };
}

/** The places of a map on one indicator; `missing` has not reported, so that nobody is ranked (R10). */
export function rowsOver(codes: readonly string[], indicator: string, missing: string | null): Row[] {
  return codes.map((region, index): Row => {
    const value = region === missing ? null : 200 - index * 12.5;
    return {
      ...rowOf([indicator, '', '亿元', value, 'green'], region),
      rank:
        missing === null
          ? {
              rank: index + 1,
              of: codes.length,
              by: 'level',
              status: 'ok',
              words: `第${index + 1}位`,
              ...(index > 0 && { behindNext: 12.5 }),
            }
          : {
              rank: null,
              of: codes.length,
              by: 'level',
              status: 'missing',
              words: '不参与排名（缺1市：忻州市）',
              missing: [missing],
            },
      rankChange: { change: missing === null ? 1 - (index % 3) : null, previous: null, words: '' },
    };
  });
}
