import type { MatchList } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Light, type LightKind } from '#web/kit/light.tsx';
import { indicatorTexts } from './i18n/texts.ts';

type Proposal = MatchList['measures'][number]['proposals'][number];

const LIGHTS: Readonly<Record<Proposal['conversion']['verdict'], LightKind>> = {
  same: 'green',
  convertible: 'green',
  'unit-dimension': 'red',
  'unknown-unit': 'amber',
};

/** Why an indicator is proposed, and whether the units go together. */
export function ProposalGrounds({ proposal }: { readonly proposal: Proposal }) {
  const say = useTexts(indicatorTexts);
  const { reasons, conversion } = proposal;
  return (
    <p className="indicators-grounds">
      <Light kind={LIGHTS[conversion.verdict]} word={conversion.words} />
      {reasons.length > 0 && (
        <span className="note">{say('bind.reasons', { reasons: reasons.join(say('bind.joint')) })}</span>
      )}
    </p>
  );
}
