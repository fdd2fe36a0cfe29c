import type { Screen } from '#contract/cockpit';
import { Light } from '#web/kit/light.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { timeText, useSpeech } from '../words.ts';
import './freshness.css';

/** 11月24日 07:30 · 应到 40 实到 38 ◆ 迟报 2: how much of what was due has come. */
export function FreshnessLine({ screen }: { readonly screen: Screen }) {
  const { say, language } = useSpeech();
  const { expected } = screen.freshness;
  return (
    <span className="freshness" title={say('fresh.help')}>
      <span className="fresh-time">{timeText(screen.at, language)}</span>
      {expected > 0 && <Counts freshness={screen.freshness} />}
    </span>
  );
}

/** Nothing is due of other provinces, and nothing is then said. */
function Counts({ freshness: { expected, arrived, late } }: { readonly freshness: Screen['freshness'] }) {
  const { say } = useSpeech();
  return (
    <>
      <span className="fresh-counts">
        {say('fresh.expected', { count: formatNumber(expected) })}{' '}
        {say('fresh.arrived', { count: formatNumber(arrived) })}
      </span>
      {late > 0 ? (
        <Light kind="amber" word={say('fresh.late', { count: formatNumber(late) })} />
      ) : (
        <Light kind="green" word={say('fresh.whole')} />
      )}
    </>
  );
}
