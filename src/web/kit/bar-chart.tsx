import { EChart } from './echart.tsx';
import { formatNumber } from './number.ts';

/** One set of bars; null is a gap. */
export interface BarSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

interface BarChartProps {
  readonly categories: readonly string[];
  /** At most four; more is a table's work. */
  readonly series: readonly BarSeries[];
  readonly unit: string;
  readonly decimals: number;
  readonly stacked?: boolean;
  /** Bars lie, for long names. */
  readonly lying?: boolean;
  /** One sentence for a screen reader. */
  readonly summary: string;
}

/** Bars of one or several series, for pages of analysis. Fills the height its place gives it. */
export function BarChart({
  categories,
  series,
  unit,
  decimals,
  stacked = false,
  lying = false,
  summary,
}: BarChartProps) {
  const write = (value: unknown) => (typeof value === 'number' ? `${formatNumber(value, { decimals })} ${unit}` : '—');
  return (
    <EChart
      summary={summary}
      draw={(look) => {
        const names = {
          type: 'category' as const,
          data: [...categories],
          inverse: lying,
          axisTick: { show: false },
          axisLine: { lineStyle: { color: look.edge } },
          axisLabel: { color: look.faint, fontSize: look.em },
        };
        const values = {
          type: 'value' as const,
          axisLabel: {
            color: look.faint,
            fontSize: look.em,
            formatter: (value: number) => formatNumber(value, { decimals: value % 1 === 0 ? 0 : decimals }),
          },
          splitLine: { lineStyle: { color: look.rule } },
        };
        return {
          grid: {
            left: 0,
            right: 8,
            top: series.length > 1 ? look.em * 2.2 : 8,
            bottom: look.em * 0.5,
            outerBoundsMode: 'same' as const,
          },
          legend: {
            show: series.length > 1,
            left: 0,
            top: 0,
            itemWidth: 12,
            itemHeight: 8,
            textStyle: { color: look.quiet, fontSize: look.em },
          },
          tooltip: { trigger: 'axis' as const, valueFormatter: write, axisPointer: { type: 'shadow' as const } },
          xAxis: lying ? values : names,
          yAxis: lying ? names : values,
          series: series.map((one, index) => ({
            type: 'bar' as const,
            name: one.name,
            data: [...one.values],
            stack: stacked ? 'all' : undefined,
            barMaxWidth: look.em * 1.6,
            itemStyle: { color: look.series[index % look.series.length] },
          })),
        };
      }}
    />
  );
}
