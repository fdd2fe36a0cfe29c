import type { IndicatorHead, Progress, Row } from '#contract/indicators';
import { yearOf } from '#platform/period/key.ts';
import type { Language } from '#web/i18n/language.ts';
import type { Say } from '#web/i18n/texts.ts';
import type { KpiCard } from '#web/kit/kpi.tsx';
import { formatNumber } from '#web/kit/number.ts';
import type { CockpitText } from '../i18n.ts';
import { figureOf, isGrowth } from './figure-of.ts';
import { growthText } from './growth-text.ts';
import { lightOf } from './light-of.ts';
import { shortPeriod } from './period-text.ts';

/** What a card is written by. */
export interface CardStyle {
  readonly language: Language;
  readonly say: Say<CockpitText>;
  /** Year of the screen: a period of another year names it. */
  readonly year: number;
  /** The period that the header names: a card of another one says so. */
  readonly main: Pick<Row, 'period' | 'basis'> | null;
}

/** A figure of the screen as a card: its own period always stands on it, since cards of one screen differ in it. */
export function cardOf(row: Row, head: IndicatorHead, style: CardStyle): KpiCard {
  const { light, progress } = row;
  const spark = sparkOf(row);
  const share = progress?.status === 'ok' ? progress.share : undefined;
  return {
    name: head.shortName,
    unit: row.unit,
    figure: figureOf(row, { decimals: head.decimals, signed: isGrowth(head) }, style.say),
    ...(light && { light: lightOf(light.colour), lightWord: light.reason }),
    context: contextOf(row, head, style),
    ...(spark.length >= FEWEST_POINTS && { spark }),
    ...(share !== undefined && { progress: { done: share, time: progress?.timeShare } }),
  };
}

function contextOf(row: Row, head: IndicatorHead, { language, say, year, main }: CardStyle): string[] {
  const isMain = row.period === main?.period && row.basis === main.basis;
  const period = isMain ? null : shortPeriod(row, language, year);
  const lead = [period, growthText(row.yoy, language, say)].filter(Boolean).join(' ') || null;
  return [lead, placeText(row, say), targetText(row.progress, head, say)].filter((fact) => fact !== null);
}

/** 位次 3/11: only with its value on the same card (R10). */
function placeText({ rank, value }: Row, say: Say<CockpitText>): string | null {
  if (!rank || rank.rank === null || value === null) return null;
  return say('card.place', { rank: rank.rank, of: rank.of });
}

/** A target that has no share done: of a growth, a ceiling or a floor. */
function targetText(progress: Progress | undefined, head: IndicatorHead, say: Say<CockpitText>): string | null {
  if (progress?.status !== 'ok' || progress.target === undefined || progress.share !== undefined) return null;
  const limit = progress.headroom !== undefined && head.direction === 'lower';
  const amount = formatNumber(progress.target, { decimals: progress.headroom === undefined ? 1 : head.decimals });
  const unit = progress.headroom === undefined || head.unit === '%' ? '%' : '';
  return say(limit ? 'card.limit' : 'card.target', { amount: amount + unit });
}

/** Points of a sparkline, and how few of them are still a course. */
const POINTS = 12;
const FEWEST_POINTS = 4;

/** The last periods of a figure. What only adds up through the year has none: its rising line would say nothing. */
function sparkOf({ trend, basis, unit, progress, period }: Row): (number | null)[] {
  if (!trend || (basis === 'CUM' && (unit !== '%' || progress?.share !== undefined))) return [];
  const merged = new Set(trend.marks.filter(({ mark }) => mark === 'merged').map((one) => one.period));
  const from = basis === 'CUM' ? yearOf(period) : 0;
  const kept = trend.periods.flatMap((one, index) =>
    merged.has(one) || yearOf(one) < from ? [] : [trend.values[index] ?? null],
  );
  const begun = kept.findIndex((value) => value !== null);
  return begun === -1 ? [] : kept.slice(Math.max(begun, kept.length - POINTS));
}
