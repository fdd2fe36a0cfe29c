/** Takes off a title what is not about its table: its number and its period. */
import { chinesePart } from './label.ts';
import { findPeriod, leadingPeriod } from './time.ts';

const NUMBERS: readonly RegExp[] = [
  /^\(?(?:附?表|附件|图)\s?[\d一二三四五六七八九十]+(?:[-—.]\d+)*\)?[:、.\s]*|^附[件表][:、.\s]*/,
  /^\d{1,2}[-—.]\d{1,2}(?!\d|月|季|年)\s*/,
  /^[一二三四五六七八九十]{1,3}、|^\([一二三四五六七八九十]{1,3}\)/,
  /^续表\d*[:、.\s]*|^\(续表?\d*\)/,
];

/** The title without its numbering (表3-1, 附表二, 2-5, 续表) and its period. */
export function stripped(text: string): string {
  const plain = NUMBERS.reduce((rest, number) => rest.replace(number, ''), chinesePart(text));
  const found = leadingPeriod(plain) ?? findPeriod(plain);
  return (found ? found.rest : plain).replace(/^(?:份|度|[\s_:,、-])+|\(\)/g, '');
}
