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
  const sum = addShort(a, b);
  if (sum !== null) return sum;
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
  const rounded = roundShort(value, decimals);
  if (rounded !== null) return rounded;
  const decimal = decimalOf(value);
  if (decimal.exponent >= -decimals) return value;
  const unit = 10n ** BigInt(-decimals - decimal.exponent);
  const half = decimal.digits < 0n ? -unit / 2n : unit / 2n;
  return numberOf({ digits: (decimal.digits + half) / unit, exponent: -decimals });
}

/**
 * The short ways. Nearly all figures have few decimals and up to 15 digits; they are computed on whole numbers in place
 * of big ones, without a text, because a screen does this some ten thousand times. A whole number below 2⁵³ divided by a
 * power of ten is the number nearest to that decimal, and of decimals of up to 15 digits no two have the same nearest
 * number: when the division gives the figure back, the decimal is the figure's own. Null when a figure is too long.
 */
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6] as const;
const SHORT_WHOLE = 1e15;

function addShort(a: number, b: number): number | null {
  for (const unit of POWERS) {
    const [x, y] = [Math.round(a * unit), Math.round(b * unit)];
    if (x / unit === a && y / unit === b)
      return Math.abs(x) < SHORT_WHOLE && Math.abs(y) < SHORT_WHOLE ? (x + y) / unit : null;
  }
  return null;
}

/**
 * Rounding by the scaled figure, which lies within a few units of its last binary place of the scaled decimal: unless it
 * is that near to a half, both are rounded to the same whole number.
 */
function roundShort(value: number, decimals: number): number | null {
  const unit = POWERS[decimals];
  if (unit === undefined) return null;
  const scaled = Math.abs(value) * unit;
  const floor = Math.floor(scaled);
  const beyondHalf = scaled - floor - 0.5;
  if (scaled >= SHORT_WHOLE || Math.abs(beyondHalf) <= scaled * 2 ** -50) return null;
  const whole = beyondHalf > 0 ? floor + 1 : floor;
  return whole === 0 ? 0 : (Math.sign(value) * whole) / unit;
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
