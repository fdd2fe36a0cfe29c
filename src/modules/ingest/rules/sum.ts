/** Exact decimal sums of published figures: 0.1 + 0.2 is 0.3, and 31 provinces add up to what the yearbook prints. */

const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12] as const;
const SPILL = 2 ** 52;

/** A running sum. Parts are kept as whole numbers of 10⁻ᵈ, so nothing is lost until the result is written. */
export interface DecimalSum {
  add(value: number): void;
  /** The sum as the nearest double, written with its shortest decimal text. */
  total(): number;
}

/** An empty sum. Adding a non-finite number throws RangeError. */
export function createDecimalSum(): DecimalSum {
  const small = new Array<number>(POWERS.length).fill(0);
  let exact = 0n;
  return {
    add(value) {
      const places = placesOf(value);
      const whole = places < 0 ? Number.POSITIVE_INFINITY : Math.round(value * (POWERS[places] ?? 1));
      const next = (small[places] ?? 0) + whole;
      if (Math.abs(next) < SPILL) small[places] = next;
      else exact += scaled(value);
    },
    total: () => Number(decimalText(small.reduce((sum, part, places) => sum + spread(part, places), exact))),
  };
}

/** Decimal places of a double's shortest text, up to 12; −1 when it has more or is too large to scale exactly. */
function placesOf(value: number): number {
  for (let places = 0; places < POWERS.length; places++) {
    const power = POWERS[places] ?? 1;
    const whole = Math.round(value * power);
    if (Math.abs(whole) >= SPILL) return -1;
    if (whole / power === value) return places;
  }
  return -1;
}

/** The sums are kept in units of 10⁻³⁴⁰: below the smallest double. */
const SCALE = 340;

function spread(part: number, places: number): bigint {
  return BigInt(part) * 10n ** BigInt(SCALE - places);
}

function scaled(value: number): bigint {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
  const [mantissa = '0', exponent = '0'] = value.toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(SCALE - fraction.length + Number(exponent));
}

function decimalText(units: bigint): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(SCALE + 1, '0');
  return `${sign}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`;
}
