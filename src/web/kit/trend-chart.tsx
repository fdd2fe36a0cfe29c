import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { TrendDrawing } from './trend-drawing.tsx';
import { nearestPoint, newestPoint, plotTrend, type TrendPlot, type TrendPoint } from './trend-plot.ts';
import { TrendReadout, useReadoutText } from './trend-readout.tsx';
import { useSize } from './use-size.ts';
import './trend-chart.css';

/** A change of definition: the series before and after may not be compared (R17). */
export interface TrendBreak {
  /** Key of the first period under the new definition. */
  readonly at: string;
  readonly note: string;
}

/** What a trend shows; plain data. */
export interface TrendSeries {
  readonly points: readonly TrendPoint[];
  readonly unit: string;
  readonly decimals: number;
  /** Show plus signs: the figure is itself a growth. */
  readonly signed?: boolean;
  /** Names of the two lines, when they are not this year and last year. */
  readonly names?: { readonly now: string; readonly before: string };
  readonly breaks?: readonly TrendBreak[];
}

interface TrendChartProps extends TrendSeries {
  /** One sentence for a screen reader: what it shows and where it goes. */
  readonly summary: string;
}

/**
 * This year against last year. The line above the drawing is legend and readout in one: it shows the newest period,
 * or the one under the pointer or chosen with the arrow keys. Fills the height its place gives it.
 */
export function TrendChart({ summary, ...series }: TrendChartProps) {
  const say = useTexts(kitTexts);
  const [ref, size] = useSize<HTMLDivElement>();
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = Math.min(chosen ?? newestPoint(series.points), Math.max(0, series.points.length - 1));
  const plot = size && plotTrend(series.points, size, series.breaks?.length ? 2 : 0.7);
  const spoken = useReadoutText(series, shown);
  return (
    <div className="trend">
      <TrendReadout series={series} index={shown} />
      <div
        ref={ref}
        className="trend-plot"
        role="slider"
        tabIndex={0}
        aria-label={`${summary} ${say('trend.hint')}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, series.points.length - 1)}
        aria-valuenow={shown}
        aria-valuetext={spoken}
        onPointerMove={(event) => plot && setChosen(pointed(event, plot))}
        onPointerLeave={() => setChosen(null)}
        onBlur={() => setChosen(null)}
        onKeyDown={(event) => setChosen(stepped(event, shown, series.points.length) ?? chosen)}
      >
        {plot && size && (
          <TrendDrawing plot={plot} size={size} breaks={series.breaks ?? []} shown={shown} active={chosen !== null} />
        )}
      </div>
    </div>
  );
}

function pointed(event: PointerEvent<HTMLElement>, plot: TrendPlot): number {
  return nearestPoint(plot, event.clientX - event.currentTarget.getBoundingClientRect().left);
}

/** The period after a key press; null for keys that mean nothing here. */
function stepped(event: KeyboardEvent, from: number, count: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: from - 1,
    ArrowRight: from + 1,
    Home: 0,
    End: count - 1,
  };
  const to = moves[event.key];
  if (to === undefined || count === 0) return null;
  event.preventDefault();
  event.stopPropagation();
  return Math.min(count - 1, Math.max(0, to));
}
