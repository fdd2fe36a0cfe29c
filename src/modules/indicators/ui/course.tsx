import type { CardDetail } from '#contract/indicators';
import { frequencyOf, type PeriodKey, partOf, yearOf } from '#platform/period/key.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { ChartFrame } from '#web/kit/chart-frame.tsx';
import { DataTable } from '#web/kit/data-table.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { TrendChart } from '#web/kit/trend-chart.tsx';
import type { TrendPoint } from '#web/kit/trend-plot.ts';
import { indicatorTexts } from './i18n/texts.ts';

/** The course of a figure with the same periods of the year before, as a picture and as a table. */
export function Course({ detail }: { readonly detail: CardDetail }) {
  const say = useTexts(indicatorTexts);
  const { head, row, ownerName } = detail;
  const points = pointsOf(detail);
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

function pointsOf({ row: { trend }, lastYear }: CardDetail): TrendPoint[] {
  const { periods = [], values = [], marks = [] } = trend ?? {};
  const merged = new Set(marks.filter(({ mark }) => mark === 'merged').map(({ period }) => period));
  return periods.flatMap((period, i) =>
    merged.has(period)
      ? []
      : [{ key: period, label: axisLabel(period), value: values[i] ?? null, last: lastYear[i] ?? null }],
  );
}

/** What stands under the axis: the part of the year, and the year where it begins. */
function axisLabel(period: PeriodKey): string {
  const frequency = frequencyOf(period);
  if (frequency === 'M') return partOf(period) === 1 ? `${yearOf(period)}-01` : String(partOf(period));
  if (frequency === 'Q') return partOf(period) === 1 ? `${yearOf(period)} Q1` : `Q${partOf(period)}`;
  return period;
}
