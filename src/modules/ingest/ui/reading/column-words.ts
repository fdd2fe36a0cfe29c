import { isPeriodKey } from '#platform/period/key.ts';
import { periodLabel } from '#platform/period/label.ts';
import type { Language } from '#web/i18n/language.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import type { ReadingColumn } from '../../contract.ts';
import { ingestTexts, type SayIngest } from '../i18n/texts.ts';
import type { Tint } from './tints.ts';

type Words = Pick<ReadingColumn, 'role' | 'part'>;

/** Says a role; a column that holds only the year or month says so. */
export function roleWord(say: SayIngest, { role, part }: Words): string {
  if (role === 'period' && part !== null && part !== 'whole') return say(`part.${part}`);
  return say(`role.${role}`);
}

export function useRoleWord(): (column: Words) => string {
  const say = useTexts(ingestTexts);
  return (column) => roleWord(say, column);
}

/** One thing that the header of a value column says, with the tint of its kind. */
export interface ColumnDetail {
  readonly tint: Tint;
  readonly text: string;
}

/** What the header of a value column says of the values: place, time, measure, unit. Empty for other columns. */
export function columnDetails(column: ReadingColumn, language: Language): readonly ColumnDetail[] {
  const { region, period, partial, measure, unit } = column;
  const details: readonly (readonly [Tint, string | null | undefined])[] = [
    ['region', region?.name],
    ['period', period && periodWords(period, language)],
    ['period', partial],
    ['name', measure?.name],
    ['name', unit],
  ];
  return details.flatMap(([tint, text]) => (text ? [{ tint, text }] : []));
}

/** A period key as people write it; what is no key stays as it is. */
export function periodWords(key: string, language: Language): string {
  return isPeriodKey(key) ? periodLabel(key, { basis: 'CUR' }, language === 'en' ? 'en' : 'zh') : key;
}
