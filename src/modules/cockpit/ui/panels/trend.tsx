import type { Focus, Screen } from '#contract/cockpit';
import { ChartFrame } from '#web/kit/chart-frame.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { TrendChart } from '#web/kit/trend-chart.tsx';
import type { PanelProps } from '#web/module-ui.ts';
import { screenOf } from '../read/screen-data.ts';
import { trendOf } from '../read/trend-of.ts';
import { TrendTable } from '../trend-table.tsx';
import { periodAndBasis, sourceText, useSpeech } from '../words.ts';
import './focus.css';

/** The course of the focus indicator in the place itself, this year against last. */
export function Panel({ data }: PanelProps) {
  const screen = screenOf(data);
  const { focus } = screen;
  return focus?.own ? <FocusTrend screen={screen} focus={focus} own={focus.own} /> : <NoTrend />;
}

function NoTrend() {
  const { say } = useSpeech();
  return <Empty title={say('trend.none')} />;
}

interface FocusTrendProps {
  readonly screen: Screen;
  readonly focus: Focus;
  readonly own: NonNullable<Focus['own']>;
}

function FocusTrend({ screen, focus, own }: FocusTrendProps) {
  const speech = useSpeech();
  const { say, language } = speech;
  const series = trendOf(own, focus.head, language, say('trend.break'));
  if (!series) return <NoTrend />;
  const title = say('trend.title', { place: screen.place.region.name });
  return (
    <ChartFrame
      title={title}
      unit={own.unit}
      period={periodAndBasis(own, speech)}
      source={sourceText(focus.ownerName, own.at, speech)}
      height="fill"
      table={<TrendTable series={series} caption={`${focus.head.name} ${title}`} />}
    >
      <TrendChart
        {...series}
        summary={say('trend.summary', { name: focus.head.name, place: screen.place.region.name })}
      />
    </ChartFrame>
  );
}
