/**
 * Decimal arithmetic on published figures. A figure is a short decimal; binary floating point makes 5.3 − 4.1 into
 * 1.2000000000000002. These functions work on the decimal digits of a number and give the nearest number back.
 */

interface Decimal {
  readonly digits: bigint;
  /** The value is `digits` × 10^`exponent`. */
  readonly exponent: number;
}

/** Digits kept behind the point when a quotient does not end. */
const QUOTIENT_DIGITS = 30;

/** a + b without binary error. Not-finite operands follow IEEE 754. */
export function addDecimal(a: number, b: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return a + b;
  const [p, q] = [decimalOf(a), decimalOf(b)];
  const exponent = Math.min(p.exponent, q.exponent);
  return numberOf({ digits: digitsAt(p, exponent) + digitsAt(q, exponent), exponent });
}

/** a − b without binary error. */
export function subtractDecimal(a: number, b: number): number {
  return addDecimal(a, -b);
}

/** value × numerator ÷ denominator without binary error; the denominator is not zero. */
export function multiplyFraction(value: number, numerator: bigint, denominator: bigint): number {
  if (!Number.isFinite(value)) return value;
  const { digits, exponent } = decimalOf(value);
  const scaled = digits * numerator * 10n ** BigInt(QUOTIENT_DIGITS);
  return numberOf({ digits: scaled / denominator, exponent: exponent - QUOTIENT_DIGITS });
}

/** Rounds to a number of decimals, halves away from zero (四舍五入), judged on the decimal digits: 1.005 gives 1.01. */
export function roundDecimal(value: number, decimals: number): number {
  if (!Number.isFinite(value)) return value;
  const decimal = decimalOf(value);
  if (decimal.exponent >= -decimals) return value;
  const unit = 10n ** BigInt(-decimals - decimal.exponent);
  const half = decimal.digits < 0n ? -unit / 2n : unit / 2n;
  return numberOf({ digits: (decimal.digits + half) / unit, exponent: -decimals });
}

function decimalOf(value: number): Decimal {
  const [mantissa = '0', power = '0'] = String(value).split('e');
  const fraction = mantissa.split('.')[1] ?? '';
  return { digits: BigInt(mantissa.replace('.', '')), exponent: Number(power) - fraction.length };
}

function numberOf({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`);
}

function digitsAt({ digits, exponent }: Decimal, target: number): bigint {
  return digits * 10n ** BigInt(exponent - target);
}
