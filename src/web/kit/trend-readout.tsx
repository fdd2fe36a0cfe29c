import { kitTexts } from '../i18n/kit.ts';
import { useLanguage, useTexts } from '../i18n/use-texts.ts';
import { FigureText } from './figure-text.tsx';
import { formatPoints, formatQuantity } from './number.ts';
import type { TrendSeries } from './trend-chart.tsx';
import type { TrendPoint } from './trend-plot.ts';

interface TrendReadoutProps {
  readonly series: TrendSeries;
  readonly index: number;
}

/** Legend and figures of one period in one line, always there, so that nothing jumps; what has no room is left out. */
export function TrendReadout({ series, index }: TrendReadoutProps) {
  const say = useTexts(kitTexts);
  const point = series.points[index];
  const names = series.names ?? { now: say('trend.this'), before: say('trend.last') };
  const hasBefore = series.points.some((one) => one.last !== null);
  if (!point) return <div className="trend-readout" />;
  return (
    <div className="trend-readout">
      <span className="trend-period">{point.label}</span>
      <Entry name={names.now} mark="now" value={point.value} series={series} estimated={point.estimated} />
      {hasBefore && <Entry name={names.before} mark="before" value={point.last} series={series} />}
      <Difference point={point} series={series} />
    </div>
  );
}

/** The readout of one period as a sentence, for a screen reader. */
export function useReadoutText(series: TrendSeries, index: number): string {
  const say = useTexts(kitTexts);
  const point = series.points[index];
  if (!point) return '';
  const names = series.names ?? { now: say('trend.this'), before: say('trend.last') };
  const write = (value: number | null) =>
    value === null ? say('trend.gap') : formatQuantity(value, series.unit, series);
  const before = point.last === null ? '' : `; ${names.before} ${write(point.last)}`;
  return `${point.label}: ${names.now} ${write(point.value)}${before}`;
}

interface EntryProps {
  readonly name: string;
  readonly mark: 'now' | 'before';
  readonly value: number | null;
  readonly series: TrendSeries;
  readonly estimated?: boolean;
}

function Entry({ name, mark, value, series, estimated }: EntryProps) {
  const figure = {
    value,
    decimals: series.decimals,
    signed: series.signed,
    state: estimated ? ('estimated' as const) : undefined,
  };
  return (
    <span className="trend-entry">
      <span className={`trend-mark trend-mark-${mark}`} aria-hidden="true" />
      {name} <FigureText figure={figure} />
    </span>
  );
}

/** Two rates differ by percentage points; two amounts are not compared here, growth comes from the bureau (R4). */
function Difference({ point, series }: { readonly point: TrendPoint; readonly series: TrendSeries }) {
  const say = useTexts(kitTexts);
  const language = useLanguage();
  if (series.unit !== '%' || point.value === null || point.last === null) return null;
  return (
    <span className="trend-difference">
      {say('trend.difference')} {formatPoints(point.value - point.last, language, series.decimals)}
    </span>
  );
}
