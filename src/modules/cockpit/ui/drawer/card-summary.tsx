import type { Row } from '#contract/indicators';
import type { Say } from '#web/i18n/texts.ts';
import { ChartFrame } from '#web/kit/chart-frame.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { Light } from '#web/kit/light.tsx';
import { ProgressBar } from '#web/kit/progress-bar.tsx';
import { TrendChart } from '#web/kit/trend-chart.tsx';
import type { CockpitText } from '../i18n.ts';
import { figureOf, isGrowth } from '../read/figure-of.ts';
import { lightOf } from '../read/light-of.ts';
import { trendOf } from '../read/trend-of.ts';
import { TrendTable } from '../trend-table.tsx';
import { dateText, periodAndBasis, useSpeech } from '../words.ts';
import type { KnownCard } from './use-card.ts';

interface CardSummaryProps extends KnownCard {
  readonly owner: string;
}

/** The figure itself, what is said of it, and its course. */
export function CardSummary({ head, row, owner }: CardSummaryProps) {
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
        <dl className="summary-facts">
          {factsOf(row, say).map(([name, text]) => (
            <div key={name}>
              <dt>{say(name)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
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
          source={owner}
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
function factsOf(row: Row, say: Say<CockpitText>): (readonly [CockpitText, string])[] {
  const { yoy, progress, note } = row;
  const facts: readonly (readonly [CockpitText, string | undefined])[] = [
    ['fact.growth', yoy?.status === 'not-applicable' ? undefined : yoy?.words],
    ['fact.progress', progress?.status === 'ok' ? progress.words : undefined],
    ['fact.rank', placeWords(row, say)],
    ['fact.note', [yoy?.note, note].filter(Boolean).join('；')],
  ];
  return facts.flatMap(([name, text]) => (text ? [[name, text] as const] : []));
}

/** A place with the number of those ranked and its change; without one, who is missing (R10). */
function placeWords({ rank, rankChange, value }: Row, say: Say<CockpitText>): string | undefined {
  if (rank?.rank === null) return rank.missing && rank.words;
  if (!rank || value === null) return undefined;
  const place = say('fact.place', { words: rank.words, of: rank.of });
  return rankChange && rankChange.change !== null ? `${place}，${rankChange.words}` : place;
}
