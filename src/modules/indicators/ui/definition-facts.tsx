import type { CardDetail, DefinitionDetail } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { type IndicatorText, indicatorTexts } from './i18n/texts.ts';

interface DefinitionFactsProps {
  readonly detail: DefinitionDetail;
  /** How aggregation and growth are said; comes with a figure. */
  readonly card: CardDetail | null;
}

/** What an indicator means, who answers for it, when it is due and when it warns. */
export function DefinitionFacts({ detail: { definition, ownerName }, card }: DefinitionFactsProps) {
  const say = useTexts(indicatorTexts);
  const { thresholdText, thresholdStatus } = definition;
  const suggested = thresholdStatus === 'suggested' && thresholdText !== '—' ? say('fact.suggested') : '';
  const facts: readonly (readonly [IndicatorText, string])[] = [
    ['fact.caliber', definition.caliber],
    ['fact.owner', ownerName],
    ['column.unit', definition.unit],
    ['column.frequency', say(`frequency.${definition.frequency}`)],
    ['fact.basis', say(`basis.${definition.basis}`)],
    ['fact.due', say('fact.due.days', { days: definition.collectDueDays })],
    ['fact.aggregation', card?.aggregationWords ?? ''],
    ['fact.growth', card?.growthWords ?? ''],
    ['fact.threshold', `${thresholdText}${suggested}`],
    ['fact.secrecy', say(`secrecy.${definition.secrecy}`)],
  ];
  return (
    <dl className="indicators-facts">
      {facts
        .filter(([, text]) => text !== '')
        .map(([name, text]) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
