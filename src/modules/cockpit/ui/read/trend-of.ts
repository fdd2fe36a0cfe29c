import type { IndicatorHead, Row, Trend } from '#contract/indicators';
import { runsFromJanuary } from '#platform/period/basis.ts';
import {
  frequencyOf,
  type PeriodKey,
  partOf,
  previousPeriod,
  samePeriodLastYear,
  yearOf,
} from '#platform/period/key.ts';
import type { Language } from '#web/i18n/language.ts';
import type { TrendSeries } from '#web/kit/trend-chart.tsx';
import type { TrendPoint } from '#web/kit/trend-plot.ts';
import { isGrowth } from './figure-of.ts';
import { axisPeriod } from './period-text.ts';

/** Periods shown where a year is not the natural span. */
const SHOWN: Readonly<Record<string, number>> = { Y: 8, S: 8, H: 6, Q: 8, M: 12, W: 13, D: 24, h: 24 };
/** A year that has hardly begun is shown with the months before it. */
const FEWEST = 3;

/** The course of a figure with the same periods of last year, as the kit draws it. Null when there is none. */
export function trendOf(
  row: Pick<Row, 'trend' | 'basis' | 'period' | 'unit'>,
  head: IndicatorHead,
  language: Language,
  breakNote: string,
): TrendSeries | null {
  const { trend, basis, unit } = row;
  if (!trend || trend.values.every((value) => value === null)) return null;
  const from = firstShown(trend, row.period, basis);
  const shown = trend.periods.slice(from).filter((period) => !isMergedAway(trend, period));
  const years = new Set(shown.map(yearOf)).size > 1;
  const values = new Map(trend.periods.map((period, index) => [period, trend.values[index] ?? null]));
  const label = (period: PeriodKey) => axisPeriod(period, basis, language, years);
  return {
    points: shown.map((period) => pointOf(period, values, trend, label(period))),
    unit,
    decimals: head.decimals,
    signed: isGrowth(head),
    breaks: trend.marks
      .filter(({ mark, period }) => mark === 'caliber-changed' && shown.includes(period))
      .map(({ period }) => ({ at: period, note: breakNote })),
  };
}

/** What is cumulative begins with the year; all else shows a fixed number of periods, without an empty start. */
function firstShown({ periods, values }: Trend, period: PeriodKey, basis: Row['basis']): number {
  const usual = SHOWN[frequencyOf(period)] ?? 12;
  const sinceJanuary = periods.filter((one) => yearOf(one) === yearOf(period)).length;
  const count = runsFromJanuary(basis) && sinceJanuary >= FEWEST ? sinceJanuary : usual;
  const begun = values.findIndex((value) => value !== null);
  return Math.max(0, begun, periods.length - count);
}

/** R2: a January that is published with February is no gap; February stands for both. */
function isMergedAway({ marks }: Trend, period: PeriodKey): boolean {
  return marks.some((one) => one.period === period && one.mark === 'merged');
}

function pointOf(
  period: PeriodKey,
  values: ReadonlyMap<string, number | null>,
  trend: Trend,
  label: string,
): TrendPoint {
  const before = samePeriodLastYear(period);
  const merged = partOf(period) === 2 && frequencyOf(period) === 'M' && isMergedAway(trend, previousPeriod(period));
  const isYear = frequencyOf(period) === 'Y' || frequencyOf(period) === 'S';
  return {
    key: period,
    label,
    value: values.get(period) ?? null,
    last: before === null || isYear ? null : (values.get(before) ?? null),
    ...(merged && { span: 2 }),
    ...(trend.marks.some((one) => one.period === period && one.mark === 'estimated') && { estimated: true }),
  };
}
