import { useTexts } from '#web/i18n/use-texts.ts';
import { BarChart } from '#web/kit/bar-chart.tsx';
import type { ScorePoint } from '../contract.ts';
import { qualityTexts } from './i18n/texts.ts';

/** The course of a score, one bar a day on which it was taken. */
export function Course({ points }: { readonly points: readonly ScorePoint[] }) {
  const say = useTexts(qualityTexts);
  const shown = points.slice(-30);
  return (
    <div className="quality-bars">
      <BarChart
        categories={shown.map(({ day }) => day.slice(5))}
        series={[{ name: say('score'), values: shown.map(({ score }) => score) }]}
        unit={say('points')}
        decimals={1}
        summary={say('course')}
      />
    </div>
  );
}
