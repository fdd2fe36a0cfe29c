/**
 * Growth (R4, R5, R6). Which of the published and the computed figure counts is a property of the indicator; a base of
 * zero or below has words and no percentage.
 */
import { roundDecimal, subtractDecimal } from '#platform/decimal.ts';
import type { Frequency } from '#platform/period/key.ts';
import type { CellStatus, Growth } from '../contract.ts';
import type { IndicatorDefinition } from './definition.ts';
import { differenceWords, figureWords, growthWords, pointsWords, type Verbs } from './wording.ts';

export type GrowthTraits = Pick<
  IndicatorDefinition,
  'measure' | 'growthMethod' | 'unit' | 'decimals' | 'direction' | 'sign'
>;

export interface GrowthFacts {
  value: number | null;
  /** The figure compared with: the same period a year ago, or the period before. */
  base: number | null;
  /** The growth that came with the figure: 同比增速 as published, or a seasonally adjusted 环比; % or 百分点. */
  published?: number | null;
}

/** Published and computed growth may differ by rounding; beyond this (pp) the base or the caliber has changed. */
const TOLERANCE = 0.1;

/**
 * Growth on the same period a year ago.
 *
 * - 不变价, 可比口径, 同口径: the published growth, else refused: it does not follow from two amounts (R4).
 * - 名义: computed, (本−同)÷|同|; words only when the base is not positive or the sign changes.
 * - rates, and figures that are themselves growth: the difference in 百分点 (R5).
 * - indices with 上年同月=100: the index less 100, which is the growth.
 */
export function yearGrowth(traits: GrowthTraits, facts: GrowthFacts): Growth {
  if (facts.value === null) return absent('missing', '缺本期数');
  if (traits.growthMethod === 'none' || traits.growthMethod === 'chain') return absent('not-applicable', '不计算同比');
  if (traits.growthMethod === 'index') return indexGrowth(facts.value);
  if (traits.measure !== 'amount') return pointsGrowth(facts);
  if (traits.growthMethod === 'difference') return differenceGrowth(traits, facts);
  if (traits.growthMethod === 'nominal') return nominalGrowth(traits, facts);
  return publishedGrowth(traits, facts);
}

/**
 * Change on the period before (环比, R6). `published` is the seasonally adjusted one, and counts when there; otherwise
 * the note says that the figure is not adjusted. For cumulative indicators both figures must be those of the period
 * itself (`currentFromCumulative`).
 */
export function periodGrowth(traits: GrowthTraits, frequency: Frequency, facts: GrowthFacts): Growth {
  if (facts.value === null) return absent('missing', '缺本期数');
  if (typeof facts.published === 'number') {
    return { ...percent(facts.published, 'published', verbsOf(traits)), note: '季节调整后' };
  }
  const note = `比${BEFORE[frequency]}（未季调）`;
  const growth = traits.measure === 'amount' ? nominalGrowth(traits, facts, '上期') : pointsGrowth(facts, '上期');
  return growth.value === null ? growth : { ...growth, note };
}

const BEFORE: Readonly<Record<Frequency, string>> = {
  Y: '上年',
  S: '上学年',
  H: '上个半年',
  Q: '上季',
  M: '上月',
  W: '上周',
  D: '上日',
  h: '上一小时',
};

function publishedGrowth(traits: GrowthTraits, facts: GrowthFacts): Growth {
  const { published } = facts;
  if (typeof published !== 'number') {
    return { ...absent('refused', '增速未发布'), note: '该指标增速由发布单位按可比基数核算，不由两期绝对额推算' };
  }
  const note =
    traits.growthMethod === 'constant-price' ? '绝对额按现价、增速按不变价，二者不可互推' : baseNote(facts, published);
  return { ...percent(published, 'published', verbsOf(traits)), ...(note ? { note } : {}) };
}

function nominalGrowth(traits: GrowthTraits, facts: GrowthFacts, base = '上年同期'): Growth {
  if (facts.value === null) return absent('missing', '缺本期数');
  if (facts.base === null) {
    const { published } = facts;
    if (typeof published === 'number') return percent(published, 'published', verbsOf(traits));
    return absent('missing', `缺${base}数`);
  }
  const turn = turnWords(facts.value, facts.base, traits.sign === 'profit', base);
  if (turn) return absent(facts.base === 0 ? 'zero-base' : 'sign-flip', turn);
  const note = typeof facts.published === 'number' ? baseNote(facts, facts.published) : undefined;
  const rate = roundDecimal(ratio(facts.value, facts.base), 6);
  return { ...percent(rate, 'computed', verbsOf(traits)), ...(note ? { note } : {}) };
}

/** Null when an ordinary percentage can be given: the base is positive and the value not negative. */
function turnWords(value: number, base: number, isProfit: boolean, baseName: string): string | null {
  if (base === 0) return value === 0 ? `与${baseName}均为零` : `${baseName}为零`;
  if (base > 0) return value >= 0 ? null : isProfit ? '由盈转亏' : '由正转负';
  if (value > 0) return isProfit ? '扭亏为盈' : '由负转正';
  if (value === 0) return '由负转零';
  if (value === base) return isProfit ? '亏损持平' : '仍为负，持平';
  if (isProfit) return value > base ? '继续亏损，亏损收窄' : '继续亏损，亏损扩大';
  return value > base ? '仍为负，绝对值缩小' : '仍为负，绝对值扩大';
}

/** The note of R4 when both growths exist and do not agree; it marks the figure and is no error. */
function baseNote({ value, base }: GrowthFacts, published: number): string | undefined {
  if (value === null || base === null || base <= 0) return undefined;
  const computed = roundDecimal(ratio(value, base), 1);
  const differs = Math.abs(subtractDecimal(published, computed)) > TOLERANCE;
  return differs
    ? `发布增速${figureWords(published)}%与两期数推算的${figureWords(computed)}%不一致：基数调整或口径变动`
    : undefined;
}

function pointsGrowth({ value, base, published }: GrowthFacts, name = '上年同期'): Growth {
  const points = value !== null && base !== null ? subtractDecimal(value, base) : (published ?? null);
  if (points === null) return absent('missing', `缺${name}数`, '百分点');
  const source = base === null ? 'published' : 'computed';
  return { value: points, unit: '百分点', status: 'ok', words: pointsWords(points), source };
}

function differenceGrowth({ unit, decimals }: GrowthTraits, { value, base }: GrowthFacts): Growth {
  if (value === null || base === null) return absent('missing', '缺上年同期数', unit);
  const difference = subtractDecimal(value, base);
  const words = differenceWords(difference, unit, decimals);
  return { value: difference, unit, status: 'ok', words, source: 'computed' };
}

function indexGrowth(index: number): Growth {
  return percent(subtractDecimal(index, 100), 'published', 'price');
}

function percent(value: number, source: 'published' | 'computed', verbs: Verbs): Growth {
  return { value, unit: '%', status: 'ok', words: growthWords(value, verbs), source };
}

function absent(status: CellStatus, words: string, unit = '%'): Growth {
  return { value: null, unit, status, words };
}

function ratio(value: number, base: number): number {
  return (subtractDecimal(value, base) * 100) / Math.abs(base);
}

/** The verbs that suit an indicator. */
export function verbsOf({ measure, direction }: Pick<GrowthTraits, 'measure' | 'direction'>): Verbs {
  if (measure === 'index') return 'price';
  return direction === 'lower' ? 'level' : 'amount';
}
