/** R1: the figure of the period itself (当期) out of cumulative ones, where that is allowed, and the way back. */
import { addDecimal, subtractDecimal } from '#platform/decimal.ts';
import { frequencyOf, type PeriodKey, partOf } from '#platform/period/key.ts';
import type { IndicatorDefinition } from './definition.ts';
import { isMergedFebruary, isMergedJanuary, previousReported } from './merge.ts';

export type CurrentTraits = Pick<
  IndicatorDefinition,
  'basis' | 'measure' | 'aggregation' | 'revised' | 'mergedJanFeb' | 'sign'
>;

export type CurrentRefusal =
  /** Not a cumulative amount that adds up over time: rates, growth, stocks, indices. */
  | 'not-additive'
  /** Earlier periods are revised back (GDP). */
  | 'revised-back'
  /** January of an indicator without one. */
  | 'merged-january'
  | 'value-missing'
  | 'previous-missing'
  /** The cumulative figure fell although it cannot: an earlier period has been revised. */
  | 'cumulative-fell';

export type CurrentResult = { ok: true; value: number } | { ok: false; code: CurrentRefusal; words: string };

const REFUSAL_WORDS: Readonly<Record<CurrentRefusal, string>> = {
  'not-additive': '该指标不是可加的累计量，当期数须由发布单位提供',
  'revised-back': '该指标历史数据会随核算修订，累计数不能相减',
  'merged-january': '1—2月合并发布，1月没有单独数据',
  'value-missing': '缺本期累计数',
  'previous-missing': '缺上期累计数，不能推算当期数',
  'cumulative-fell': '累计数小于上期，前期数据有修订，不能推算当期数',
};

/** The earlier cumulative period that must be taken off; null when the period opens the year. */
export function cumulativeBefore(
  key: PeriodKey,
  { mergedJanFeb }: Pick<CurrentTraits, 'mergedJanFeb'>,
): PeriodKey | null {
  const opens = partOf(key) === 1 || isMergedFebruary(key, mergedJanFeb) || frequencyOf(key) === 'Y';
  return opens ? null : previousReported(key, mergedJanFeb);
}

/**
 * 当期 = 本期累计 − 上期累计, exact. `before` is the figure at `cumulativeBefore(key)`, and is not read when that is null.
 * For `YYYY-02` of a merged indicator the result is that of both months together.
 */
export function currentFromCumulative(
  traits: CurrentTraits,
  key: PeriodKey,
  value: number | null,
  before: number | null,
): CurrentResult {
  const barred = barrier(traits, key);
  if (barred) return refuse(barred);
  if (value === null) return refuse('value-missing');
  if (cumulativeBefore(key, traits) === null) return { ok: true, value };
  if (before === null) return refuse('previous-missing');
  const current = subtractDecimal(value, before);
  return current < 0 && traits.sign === 'non-negative' ? refuse('cumulative-fell') : { ok: true, value: current };
}

/** The cumulative figure out of those of each period since January, in order; refused when any of them is missing. */
export function cumulativeFromCurrent(traits: CurrentTraits, values: readonly (number | null)[]): CurrentResult {
  if (!addsUp(traits)) return refuse('not-additive');
  let sum = 0;
  for (const value of values) {
    if (value === null) return refuse('previous-missing');
    sum = addDecimal(sum, value);
  }
  return values.length > 0 ? { ok: true, value: sum } : refuse('value-missing');
}

function barrier(traits: CurrentTraits, key: PeriodKey): CurrentRefusal | null {
  if (traits.basis !== 'CUM' || !addsUp(traits)) return 'not-additive';
  if (traits.revised) return 'revised-back';
  const frequency = frequencyOf(key);
  // A cumulative week or day would need the last day of the week before, whose year may be another.
  if (!['Y', 'H', 'Q', 'M'].includes(frequency)) return 'not-additive';
  return isMergedJanuary(key, traits.mergedJanFeb) ? 'merged-january' : null;
}

function addsUp({ measure, aggregation }: CurrentTraits): boolean {
  return measure === 'amount' && aggregation.rule === 'sum';
}

function refuse(code: CurrentRefusal): CurrentResult {
  return { ok: false, code, words: REFUSAL_WORDS[code] };
}
