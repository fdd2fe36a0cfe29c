import { useTexts } from '#web/i18n/use-texts.ts';
import { Light } from '#web/kit/light.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { ingestTexts } from '../i18n/texts.ts';

/** Below this a person should look. */
export const UNSURE = 0.75;

interface GroundsProps {
  readonly confidence: number;
  readonly why: string;
}

/** Why something is read as it is, and how sure that is. */
export function Grounds({ confidence, why }: GroundsProps) {
  const say = useTexts(ingestTexts);
  const sure = say('sure.percent', { percent: formatNumber(confidence * 100) });
  return (
    <p className="grounds note">
      {confidence < UNSURE ? <Light kind="amber" word={say('sure.look')} /> : <span>{sure}</span>}
      {why && <span>{why}</span>}
    </p>
  );
}
