import type { CardDetail } from '#contract/indicators';
import { runsFromJanuary } from '#platform/period/basis.ts';
import { partOf, previousPeriod, yearOf } from '#platform/period/key.ts';
import type { Language } from '#web/i18n/language.ts';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { ChartFrame } from '#web/kit/chart-frame.tsx';
import { DataTable } from '#web/kit/data-table.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { TrendChart } from '#web/kit/trend-chart.tsx';
import type { TrendPoint } from '#web/kit/trend-plot.ts';
import { axisLabel } from './axis-label.ts';
import { indicatorTexts } from './i18n/texts.ts';

/** The course of a figure with the same periods of the year before, as a picture and as a table. */
export function Course({ detail }: { readonly detail: CardDetail }) {
  const say = useTexts(indicatorTexts);
  const { head, row, ownerName } = detail;
  const points = pointsOf(detail, useLanguage());
  if (points.every(({ value }) => value === null)) return <p className="indicators-pad note">{say('none-yet')}</p>;
  const breaks = (row.trend?.marks ?? [])
    .filter(({ mark }) => mark === 'caliber-changed')
    .map(({ period }) => ({ at: period, note: say('one.breaks') }));
  const figure = (value: number | null) => <FigureText figure={{ value, decimals: head.decimals }} />;
  const columns = [
    { key: 'period', head: say('column.period'), cell: (point: TrendPoint) => point.key },
    {
      key: 'value',
      head: say('column.value'),
      unit: head.unit,
      numeric: true,
      cell: (point: TrendPoint) => figure(point.value),
    },
    {
      key: 'last',
      head: say('column.last-year'),
      unit: head.unit,
      numeric: true,
      cell: (point: TrendPoint) => figure(point.last),
    },
  ];
  return (
    <ChartFrame
      title={say('one.course')}
      unit={head.unit}
      period={row.periodLabel}
      source={ownerName}
      height="16rem"
      table={<DataTable caption={head.name} columns={columns} rows={points} rowKey={(point) => point.key} />}
    >
      <TrendChart
        points={points}
        unit={head.unit}
        decimals={head.decimals}
        breaks={breaks}
        summary={say('one.course.summary', { name: head.name })}
      />
    </ChartFrame>
  );
}

/** Fewer periods than these of a year that has begun are shown with the year before. */
const FEWEST = 3;
/** Periods shown of what does not begin anew each January. */
const SHOWN = 24;

/** The points of a course. What accumulates begins with the year: drawn across New Year it would seem to collapse. */
function pointsOf({ row, lastYear }: CardDetail, language: Language): TrendPoint[] {
  const { trend, basis, period } = row;
  const { periods = [], values = [], marks = [] } = trend ?? {};
  const merged = new Set(marks.filter(({ mark }) => mark === 'merged').map(({ period: at }) => at));
  const thisYear = periods.filter((one) => yearOf(one) === yearOf(period));
  const begins = runsFromJanuary(basis) && thisYear.length >= FEWEST ? thisYear[0] : periods.at(-SHOWN);
  return periods.flatMap((one, i) => {
    if (merged.has(one) || (begins !== undefined && one < begins)) return [];
    const span = partOf(one) === 2 && merged.has(previousPeriod(one)) ? { span: 2 } : {};
    const label = axisLabel(one, basis, begins === one, language);
    return [{ key: one, label, value: values[i] ?? null, last: lastYear[i] ?? null, ...span }];
  });
}
