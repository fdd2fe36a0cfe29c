/** Six kinds of indicators and three years of figures for province and cities, the same every time. */
import type { NewIndicator } from './contract.ts';
import { CITIES, monthsBetween, PROVINCE } from './indicators.test-support.ts';

export const MONTHS = monthsBetween('2024-01', '2026-10');
export const PLACES = [PROVINCE, ...CITIES];

export type Kind = Partial<NewIndicator> & { code: string };
export const KINDS: readonly Kind[] = [
  { code: 'JJ901', mergedJanFeb: true, rankKeys: ['level', 'growth'], targetKind: 'accumulate' },
  { code: 'JJ902', basis: 'PT', aggregation: { rule: 'sum' }, rankKeys: ['growth'], direction: 'lower' },
  { code: 'JJ903', basis: 'RATE', unit: '%', measure: 'rate', rankKeys: ['level', 'improvement'], direction: 'higher' },
  { code: 'JJ904', basis: 'CUR', unit: '件', rankKeys: ['level'], direction: 'lower' },
  { code: 'JJ905', growthMethod: 'constant-price', aggregation: { rule: 'none', note: '统一核算' }, revised: true },
  { code: 'JJ906', sign: 'profit', rankKeys: ['level'] },
];

interface Figure {
  readonly indicator: string;
  readonly region: string;
  readonly period: string;
  readonly value: number;
  readonly growth: number | null;
}

/** Multiplicative congruential numbers: the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function makeFigures(): Figure[] {
  const next = numbers(20_261_124);
  const figures: Figure[] = [];
  for (const { code, basis = 'CUM', mergedJanFeb, sign, growthMethod } of KINDS) {
    for (const region of PLACES) {
      let sum = 0;
      for (const period of MONTHS) {
        const own = Math.round(next() * 90_000 + 1000) / 100;
        if (period.endsWith('-01')) sum = 0;
        sum = Math.round((sum + own) * 100) / 100;
        const isAbsent = (mergedJanFeb && period.endsWith('-01')) || next() < 0.02;
        const signed = sign === 'profit' && next() < 0.3 ? -own : own;
        const value =
          sign === 'profit' ? (next() < 0.05 ? 0 : signed) : basis === 'CUM' ? sum : basis === 'RATE' ? own % 100 : own;
        const growth = growthMethod === 'constant-price' ? Math.round(next() * 200 - 60) / 10 : null;
        if (!isAbsent) figures.push({ indicator: code, region, period, value: Math.round(value * 100) / 100, growth });
      }
    }
  }
  return figures;
}

export const FIGURES = makeFigures();
export const at = (indicator: string, region: string, period: string): Figure | undefined =>
  FIGURES.find((f) => f.indicator === indicator && f.region === region && f.period === period);
export const figureAt = (indicator: string, region: string, period: string): number | null =>
  at(indicator, region, period)?.value ?? null;
