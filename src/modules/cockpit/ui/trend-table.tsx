import { DataTable } from '#web/kit/data-table.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import type { TrendSeries } from '#web/kit/trend-chart.tsx';
import { useSpeech } from './words.ts';

/** The figures behind a trend. */
export function TrendTable({ series, caption }: { readonly series: TrendSeries; readonly caption: string }) {
  const { say } = useSpeech();
  const { points, unit, decimals, signed } = series;
  const withLast = points.some(({ last }) => last !== null);
  const figure = (value: number | null) => <FigureText figure={{ value, decimals, signed }} />;
  return (
    <DataTable
      caption={caption}
      rows={points}
      rowKey={(point) => point.key}
      columns={[
        { key: 'period', head: say('column.period'), cell: (point) => point.label },
        { key: 'value', head: say('column.value'), unit, numeric: true, cell: (point) => figure(point.value) },
        ...(withLast
          ? [{ key: 'last', head: say('column.last-year'), unit, numeric: true, cell: lastOf(figure) }]
          : []),
      ]}
    />
  );
}

const lastOf =
  (figure: (value: number | null) => React.ReactNode) =>
  ({ last }: TrendSeries['points'][number]) =>
    figure(last);
