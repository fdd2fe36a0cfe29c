import type { Row } from '#contract/indicators';
import { ChartFrame } from '#web/kit/chart-frame.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { Light } from '#web/kit/light.tsx';
import { ProgressBar } from '#web/kit/progress-bar.tsx';
import { TrendChart } from '#web/kit/trend-chart.tsx';
import { figureOf, isGrowth } from '../read/figure-of.ts';
import { lightOf } from '../read/light-of.ts';
import { trendOf } from '../read/trend-of.ts';
import { TrendTable } from '../trend-table.tsx';
import { dateText, periodAndBasis, useSpeech } from '../words.ts';
import type { KnownCard } from './use-card.ts';

interface CardSummaryProps extends KnownCard {
  /** The periods a year before those of the trend, when they are known. */
  readonly lastYear?: readonly (number | null)[];
}

/** The figure itself, what is said of it, and its course. */
export function CardSummary({ head, row }: CardSummaryProps) {
  const speech = useSpeech();
  const { say, language } = speech;
  const series = trendOf(row, head, language, say('trend.break'));
  const share = row.progress?.status === 'ok' ? row.progress.share : undefined;
  return (
    <>
      <section className="summary" aria-label={head.name}>
        <div className="summary-figure">
          <FigureText
            figure={figureOf(row, { decimals: head.decimals, signed: isGrowth(head) }, say)}
            unit={row.unit}
          />
        </div>
        <p className="note">
          {periodAndBasis(row, speech)}
          {row.at && ` · ${say('drawer.came', { date: dateText(row.at, language, true) })}`}
        </p>
        <ul className="summary-facts">
          {factsOf(row).map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {share !== undefined && <ProgressBar done={share} time={row.progress?.timeShare} />}
        {row.light && (
          <p className="summary-light">
            <Light kind={lightOf(row.light.colour)} /> {row.light.reason}
          </p>
        )}
      </section>
      {series && (
        <ChartFrame
          title={say('trend.tab')}
          unit={row.unit}
          period={periodAndBasis(row, speech)}
          source={head.name}
          height="12rem"
          table={<TrendTable series={series} caption={head.name} />}
        >
          <TrendChart {...series} summary={say('trend.summary', { name: head.name, place: '' })} />
        </ChartFrame>
      )}
    </>
  );
}

/** What the figure's operators say, in the words of the bureau. */
function factsOf({ yoy, progress, rank, rankChange, value, note }: Row): string[] {
  const facts = [
    yoy && yoy.status !== 'not-applicable' && yoy.words,
    yoy?.note,
    progress?.status === 'ok' && progress.words,
    value !== null && rank && rank.rank !== null && `${rank.words}（共${rank.of}个）`,
    rank?.rank === null && rank.missing && rank.words,
    rankChange && rankChange.change !== null && rankChange.words,
    note,
  ];
  return facts.flatMap((fact) => fact || []);
}
