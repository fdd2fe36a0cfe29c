/** What was found of regions, periods and units, in a sentence. */
import type { Language } from '#web/i18n/language.ts';
import type { TableReading } from '../../contract.ts';
import type { SayIngest } from '../i18n/texts.ts';
import { periodWords } from './column-words.ts';
import type { TableFacts } from './facts.ts';
import { columnLetter, columnLetters } from './letters.ts';

/** 逐行写在 A 列，认得 31 个地区。 */
export function regionSentence(
  say: SayIngest,
  { fixed, axes }: TableReading,
  { regions: { columns, known } }: TableFacts,
  complete: boolean,
): string {
  if (columns.length > 0) {
    const letters = columnLetters(columns);
    return complete ? say('region.rows', { letters, known }) : say('region.rows.part', { letters, known });
  }
  if (known > 0) return say('region.columns', { known });
  if (axes.region.at.includes('sections')) return say('region.sections');
  return fixed.region ? say('region.sheet', { name: fixed.region.value.name }) : say('region.missing');
}

/** 写在表头，2006年—2024年，共 19 个。 */
export function periodSentence(
  say: SayIngest,
  { fixed, axes }: TableReading,
  { periods: { columns, keys, texts } }: TableFacts,
  language: Language,
): string {
  const span = (ends: readonly string[]) => [...new Set([ends[0] ?? '', ends.at(-1) ?? ''])].join(' — ');
  if (columns.length > 0) return say('period.rows', { letters: columnLetters(columns), span: span(texts) });
  if (keys.length > 0) {
    const ends = [keys[0] ?? '', keys.at(-1) ?? ''].map((key) => periodWords(key, language));
    return say('period.columns', { count: keys.length, span: span(ends) });
  }
  if (axes.period.at.includes('sections')) return say('period.sections');
  if (fixed.period) return say('period.sheet', { period: periodWords(fixed.period.value.key, language) });
  return fixed.year ? say('period.sheet', { period: String(fixed.year.value) }) : say('period.missing');
}

/** Where units stand: said for the whole table, in a column of their own, in the header, with the names in rows. */
export function unitSentences(
  say: SayIngest,
  { columns, fixed }: TableReading,
  { rowNames }: TableFacts,
): readonly string[] {
  const inHeader = new Map<string, number[]>();
  for (const { unit, index, role } of columns)
    if (unit !== null && role === 'measure') inHeader.set(unit, [...(inHeader.get(unit) ?? []), index]);
  const own = columns.filter(({ role }) => role === 'unit');
  const sentences = [
    ...(fixed.units ? [say('unit.sheet', { units: fixed.units.value.join('、') })] : []),
    ...(fixed.measure?.value.unit ? [say('unit.measure', { unit: fixed.measure.value.unit })] : []),
    ...own.map(({ index }) => say('unit.column', { letter: columnLetter(index) })),
    ...[...inHeader].map(([unit, at]) => say('unit.header', { unit, letters: columnLetters(at) })),
  ];
  return sentences.length === 0 && rowNames.some(hasUnit) ? [say('unit.names')] : sentences;
}

/** A name with its unit in brackets: 一般公共预算支出（亿元）. */
function hasUnit(name: string): boolean {
  return /[（(][^（()）]+[)）]/.test(name);
}
