/** R7 and R5: how changes are said. All figures are rounded to one decimal first, as they are published. */
import { roundDecimal, subtractDecimal } from '#platform/decimal.ts';

/** 增长/下降 for amounts, 上涨/下降 for prices, 上升/下降 for what one wants low. */
export type Verbs = 'amount' | 'price' | 'level';

const UP: Readonly<Record<Verbs, string>> = { amount: '增长', price: '上涨', level: '上升' };

/** A number in a sentence: fixed decimals, halves away from zero, a true minus sign. */
export function figureWords(value: number, decimals = 1): string {
  const text = Math.abs(roundDecimal(value, decimals)).toFixed(decimals);
  return roundDecimal(value, decimals) < 0 ? `−${text}` : text;
}

/** 增长5.3% · 下降2.1% · 持平 · 基本持平 (not zero, but zero when rounded). `rate` in %. */
export function growthWords(rate: number, verbs: Verbs = 'amount'): string {
  if (rate === 0) return '持平';
  if (roundDecimal(rate, 1) === 0) return '基本持平';
  return `${rate > 0 ? UP[verbs] : '下降'}${figureWords(Math.abs(rate))}%`;
}

/** 提高2.0个百分点 · 降低0.4个百分点 · 持平 (R5: rates differ by points, never by %). */
export function pointsWords(points: number): string {
  if (roundDecimal(points, 1) === 0) return points === 0 ? '持平' : '基本持平';
  return `${points > 0 ? '提高' : '降低'}${figureWords(Math.abs(points))}个百分点`;
}

/** 增加3天 · 减少3天 · 持平. */
export function differenceWords(difference: number, unit: string, decimals = 0): string {
  if (roundDecimal(difference, decimals) === 0) return '持平';
  return `${difference > 0 ? '增加' : '减少'}${figureWords(Math.abs(difference), decimals)}${unit}`;
}

/**
 * How a growth stands to the one before (R7): both up 增速加快/回落, both down 降幅收窄/扩大, across zero 由降转增 and
 * its kin; 持平 when they are equal as published. Both in %.
 */
export function paceWords(rate: number, before: number): string {
  const [now, then] = [roundDecimal(rate, 1), roundDecimal(before, 1)];
  const signs = `${Math.sign(then)}${Math.sign(now)}`;
  const turn = TURNS[signs];
  if (turn) return turn;
  const points = subtractDecimal(Math.abs(now), Math.abs(then));
  if (points === 0) return now < 0 ? '降幅持平' : '增速持平';
  const [more, less] = now < 0 || then < 0 ? ['降幅扩大', '降幅收窄'] : ['增速加快', '增速回落'];
  return `${points > 0 ? more : less}${figureWords(Math.abs(points))}个百分点`;
}

const TURNS: Readonly<Record<string, string>> = {
  '-11': '由降转增',
  '1-1': '由增转降',
  '01': '由平转增',
  '0-1': '由平转降',
  '10': '由增转平',
  '-10': '由降转平',
};
