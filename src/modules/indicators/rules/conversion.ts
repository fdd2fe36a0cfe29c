/** The exact factor between two units, and how it is said (万元 into an 亿元 indicator). */
import { readUnit } from '#platform/unit.ts';
import type { Conversion } from '../contract.ts';

/** value in the target unit = value × numerator ÷ denominator, in lowest terms. */
export interface Factor {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export type UnitFactor =
  | { readonly ok: true; readonly factor: Factor }
  | { readonly ok: false; readonly code: 'unit-dimension' | 'unknown-unit'; readonly unit: string };

/** The factor from one unit to another; refused across dimensions and for units nobody knows. */
export function unitFactor(from: string | null, to: string): UnitFactor {
  const [source, target] = [from === null ? null : readUnit(from), readUnit(to)];
  if (!source) return { ok: false, code: 'unknown-unit', unit: from ?? '' };
  if (!target) return { ok: false, code: 'unknown-unit', unit: to };
  if (source.dimension !== target.dimension) return { ok: false, code: 'unit-dimension', unit: source.symbol };
  return { ok: true, factor: reduced(source.numerator * target.denominator, source.denominator * target.numerator) };
}

/** The conversion as a person is shown it before anything is bound. */
export function describeConversion(from: string | null, to: string): Conversion {
  const result = unitFactor(from, to);
  if (result.ok) return conversionWords(from ?? to, to, result.factor);
  const words =
    result.code === 'unit-dimension'
      ? `“${from}”与“${to}”不是同一种量，不能换算`
      : from === null
        ? '表中没有注明单位，请先补充'
        : `不认识计量单位“${result.unit}”`;
  return { from, to, verdict: result.code, words };
}

function conversionWords(from: string, to: string, { numerator, denominator }: Factor): Conversion {
  if (numerator === denominator) return { from, to, verdict: 'same', words: `单位均为${to}，数值不变` };
  const times = numerator === 1n ? `数值除以${denominator}` : denominator === 1n ? `数值乘以${numerator}` : null;
  const words = `${from}换算为${to}：${times ?? `数值乘以${numerator}再除以${denominator}`}`;
  return { from, to, verdict: 'convertible', words };
}

function reduced(numerator: bigint, denominator: bigint): Factor {
  const divisor = greatestDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}
