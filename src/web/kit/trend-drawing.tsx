import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { TrendBreak } from './trend-chart.tsx';
import { labelWidth, type PlottedPoint, type TrendPlot, trendLine } from './trend-plot.ts';
import type { Size } from './use-size.ts';

interface TrendDrawingProps {
  readonly plot: TrendPlot;
  readonly size: Size;
  readonly breaks: readonly TrendBreak[];
  readonly shown: number;
  readonly active: boolean;
}

/** The drawing itself; what it says stands in the readout and in the table behind it. */
export function TrendDrawing({ plot, size, breaks, shown, active }: TrendDrawingProps) {
  return (
    <svg width={size.width} height={size.height} aria-hidden="true">
      <ValueAxis plot={plot} em={size.em} />
      <PeriodAxis plot={plot} em={size.em} />
      {breaks.map((cut) => (
        <BreakLine key={cut.at} plot={plot} cut={cut} em={size.em} />
      ))}
      {active && plot.points[shown] && <Crosshair plot={plot} x={plot.points[shown].x} />}
      <Line points={plot.points} of="lastY" />
      <Line points={plot.points} of="y" />
      {plot.points.map((point, index) => (
        <Dot key={point.point.key} at={point} large={index === shown} />
      ))}
    </svg>
  );
}

function ValueAxis({ plot, em }: { readonly plot: TrendPlot; readonly em: number }) {
  return plot.ticks.map((tick) => (
    <g key={tick.text}>
      <line
        className={tick.zero ? 'trend-zero' : 'trend-grid'}
        x1={plot.left}
        x2={plot.right}
        y1={tick.y}
        y2={tick.y}
      />
      <text x={plot.left - em * 0.5} y={tick.y + em * 0.35} textAnchor="end">
        {tick.text}
      </text>
    </g>
  ));
}

/** A merged period has a bracket over its months, so that its width is seen to be meant (R2). */
function PeriodAxis({ plot, em }: { readonly plot: TrendPlot; readonly em: number }) {
  return plot.points.map((at) => (
    <g key={at.point.key}>
      {(at.point.span ?? 1) > 1 && (
        <path
          className="trend-bracket"
          d={`M${at.from + em * 0.3} ${plot.bottom + em * 0.2}v${em * 0.3}H${at.to - em * 0.3}v${-em * 0.3}`}
        />
      )}
      {at.labelled && (
        <text x={at.x} y={plot.bottom + em * 1.6} textAnchor="middle">
          {at.point.label}
        </text>
      )}
    </g>
  ));
}

function Line({ points, of }: { readonly points: readonly PlottedPoint[]; readonly of: 'y' | 'lastY' }) {
  return trendLine(points, of).paths.map((path) => (
    <path key={path} className={of === 'y' ? 'trend-now' : 'trend-before'} d={path} />
  ));
}

function Dot({ at, large }: { readonly at: PlottedPoint; readonly large: boolean }) {
  if (at.y === null) return null;
  const look = at.point.estimated ? 'trend-dot trend-dot-estimated' : 'trend-dot';
  return <circle className={look} cx={at.x} cy={at.y} r={large ? 4.5 : 2.5} />;
}

function Crosshair({ plot, x }: { readonly plot: TrendPlot; readonly x: number }) {
  return <line className="trend-cross" x1={x} x2={x} y1={plot.top} y2={plot.bottom} />;
}

/** R17: a dashed upright where the definition changed, with its note on the side that has room. */
function BreakLine({ plot, cut, em }: { readonly plot: TrendPlot; readonly cut: TrendBreak; readonly em: number }) {
  const say = useTexts(kitTexts);
  const at = plot.points.find((point) => point.point.key === cut.at);
  if (!at) return null;
  const words = say('trend.break', { note: cut.note });
  const leftward = at.from + labelWidth(words) * em > plot.right;
  return (
    <g>
      <line className="trend-break" x1={at.from} x2={at.from} y1={plot.top - em} y2={plot.bottom} />
      <text
        className="trend-note"
        x={at.from + (leftward ? -em * 0.4 : em * 0.4)}
        y={plot.top - em * 0.7}
        textAnchor={leftward ? 'end' : 'start'}
      >
        {words}
      </text>
    </g>
  );
}
