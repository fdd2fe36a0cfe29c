import { useTexts } from '#web/i18n/use-texts.ts';
import type { Resource } from '../contract.ts';
import { catalogueTexts } from './i18n/texts.ts';

/** Where a resource stands in its life, as a word with a tone. */
export function StageMark({ stage }: { readonly stage: Resource['stage'] }) {
  const say = useTexts(catalogueTexts);
  return <span className={`catalogue-stage catalogue-stage-${stage}`}>{say(`stage.${stage}`)}</span>;
}
