import { Link } from 'react-router';
import type { CardDetail } from '#contract/indicators';
import type { CockpitText } from '../i18n.ts';
import { useSpeech } from '../words.ts';
import { Vintages } from './vintages.tsx';

/** What the figure means, who answers for it, and where it comes from. */
export function CardDetails({ detail }: { readonly detail: CardDetail }) {
  const { say } = useSpeech();
  const { head, region } = detail;
  const facts: readonly (readonly [CockpitText, string])[] = [
    ['drawer.caliber', head.caliber],
    ['drawer.owner', [detail.ownerName, ...detail.referenceDepts].join('、')],
    ['drawer.frequency', say('drawer.due', { frequency: detail.frequencyWords, days: detail.collectDueDays })],
    ['drawer.aggregation', detail.aggregationWords],
    ['drawer.growth', detail.growthWords],
    ['drawer.threshold', detail.thresholdText],
  ];
  return (
    <div className="details">
      <dl className="detail-list">
        {facts
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name}>
              <dt>{say(name)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      <Vintages detail={detail} />
      <Link to={`/indicators/${head.code}?region=${region.code}`}>{say('drawer.whole')}</Link>
    </div>
  );
}
