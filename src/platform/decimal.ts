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
 * Figures of up to 15 digits, which is nearly all of them, are computed on whole numbers in place of big ones: a screen
 * does this some ten thousand times. Null when the figure is too long for that.
 */
interface Short {
  readonly whole: number;
  readonly places: number;
}

function shortOf(value: number): Short | null {
  const text = String(value);
  const point = text.indexOf('.');
  if (text.length > 16 || text.includes('e')) return null;
  if (point < 0) return { whole: value, places: 0 };
  return { whole: Number(text.slice(0, point) + text.slice(point + 1)), places: text.length - point - 1 };
}

function addShort(a: number, b: number): number | null {
  const [p, q] = [shortOf(a), shortOf(b)];
  if (!p || !q) return null;
  const places = Math.max(p.places, q.places);
  const [x, y] = [p.whole * 10 ** (places - p.places), q.whole * 10 ** (places - q.places)];
  const exact = Math.abs(x) < 2 ** 52 && Math.abs(y) < 2 ** 52;
  return exact ? Number(`${x + y}e-${places}`) : null;
}

function roundShort(value: number, decimals: number): number | null {
  const short = shortOf(value);
  if (!short || decimals < 0) return null;
  if (short.places <= decimals) return value;
  const unit = 10 ** (short.places - decimals);
  const rest = short.whole % unit;
  const away = 2 * Math.abs(rest) >= unit ? Math.sign(rest) : 0;
  return Number(`${(short.whole - rest) / unit + away}e-${decimals}`);
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
