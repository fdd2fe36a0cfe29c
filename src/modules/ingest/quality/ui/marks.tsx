import { useTexts } from '#web/i18n/use-texts.ts';
import { Light } from '#web/kit/light.tsx';
import { formatNumber } from '#web/kit/number.ts';
import type { Rule, Run, SlipState } from '../contract.ts';
import { qualityTexts } from './i18n/texts.ts';

/** A score in tenths; data that nobody has looked at have none. */
export function useScoreText(): (score: number | null) => string {
  const say = useTexts(qualityTexts);
  return (score) => (score === null ? say('score.none') : formatNumber(score, { decimals: 1 }));
}

const OF_STATE = { pending: 'red', explained: 'amber', corrected: 'amber', closed: 'blue' } as const;

export function StateMark({ state }: { readonly state: SlipState }) {
  const say = useTexts(qualityTexts);
  return <Light kind={OF_STATE[state]} word={say(`state.${state}`)} />;
}

const OF_OUTCOME = { passed: 'green', warned: 'amber', blocked: 'red', failed: 'gray' } as const;

export function OutcomeMark({ outcome }: { readonly outcome: Run['outcome'] }) {
  const say = useTexts(qualityTexts);
  return <Light kind={OF_OUTCOME[outcome]} word={say(`outcome.${outcome}`)} />;
}

/** What the newest look at the whole dataset found of a rule. */
export function ResultMark({ rule: { last, severity, enabled } }: { readonly rule: Rule }) {
  const say = useTexts(qualityTexts);
  if (!enabled) return <Light kind="hold" word={say('rule.off')} />;
  if (last === null) return <Light kind="gray" word={say('rule.never')} />;
  if (last.outcome === 'pass') return <Light kind="green" word={say('rule.pass')} />;
  const kind = severity === 'block' ? 'red' : 'amber';
  if (last.outcome === 'error') return <Light kind={kind} word={say('rule.error')} />;
  const { failed, checked, measure } = last;
  const word =
    measure !== null && checked === 1
      ? say('rule.fail.measure', { measure: formatNumber(measure) })
      : say('rule.fail', { failed: formatNumber(failed), checked: formatNumber(checked) });
  return <Light kind={kind} word={word} />;
}
