import type { Domain, Exception, Screen } from '#contract/cockpit';
import type { Cell, IndicatorHead } from '#contract/indicators';
import type { Language } from '#web/i18n/language.ts';
import type { Say } from '#web/i18n/texts.ts';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { type CockpitText, cockpitTexts } from './i18n.ts';
import { periodText } from './read/period-text.ts';

/** What every part of a screen speaks with. */
export interface Speech {
  readonly say: Say<CockpitText>;
  readonly language: Language;
}

export function useSpeech(): Speech {
  return { say: useTexts(cockpitTexts), language: useLanguage() };
}

/** The year of the screen, by the clock of the province. */
export function yearOfScreen({ at, asOf }: Pick<Screen, 'at' | 'asOf'>): number {
  return Number(dayOf(asOf ?? at).slice(0, 4));
}

/** `YYYY-MM-DD` of an instant in the province. */
export function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** 11月24日 07:30, 24 Nov, 07:30. */
export function timeText(instant: string, language: Language): string {
  return new Date(instant).toLocaleString(language, {
    timeZone: 'Asia/Shanghai',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/** 11月24日; with the year when asked. */
export function dateText(instant: string, language: Language, withYear = false): string {
  return new Date(instant).toLocaleDateString(language, {
    timeZone: 'Asia/Shanghai',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    ...(withYear && { year: 'numeric' }),
  });
}

/** A section's name; the wire carries the English one as its code. */
export function domainName(domain: Pick<Domain, 'code' | 'name'>, language: Language): string {
  return language === 'en' ? domain.code : domain.name;
}

/** What kind of exception it is, in a word. */
export function tagOf({ kind, colour, tag }: Exception, { say, language }: Speech): string {
  if (language !== 'en') return tag;
  if (kind === 'late') return say('tag.late');
  return colour === 'red' ? say('tag.red') : say('tag.yellow');
}

/** Period and basis in one: 2026年1—10月 · 累计. */
export function periodAndBasis(cell: Pick<Cell, 'period' | 'periodLabel' | 'basis'>, { say, language }: Speech) {
  return `${periodText(cell, language)} · ${say(`basis.${cell.basis}`)}`;
}

/** Who answers for a figure and when it came: 统计局 11月20日. */
export function sourceText(owner: string, at: string | undefined, { say, language }: Speech): string {
  return at ? say('source.dated', { owner, date: dateText(at, language) }) : owner;
}

/** Name and unit of a column of figures. */
export function valueHead(head: Pick<IndicatorHead, 'unit' | 'name'>, say: Say<CockpitText>): string {
  return `${say('column.value')} ${head.unit}`;
}
