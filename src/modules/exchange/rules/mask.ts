import { columnOf, isNumeric, type ShareItem } from './item.ts';

/** How the values of an item leave. What a mask makes of an absent value is absent. */
export type Mask =
  /** As it stands. */
  | { readonly kind: 'none' }
  /** 24 hex digits of a keyed digest and 8 that tell whose key it was: equal stays equal within a grant. */
  | { readonly kind: 'hash' }
  /** The first and last characters; what is between, at least one, is starred. */
  | { readonly kind: 'partial'; readonly keepStart: number; readonly keepEnd: number }
  /** A date's year or month, a number's band of this width, a region's city or province. */
  | { readonly kind: 'year' }
  | { readonly kind: 'month' }
  | { readonly kind: 'band'; readonly width: number }
  | { readonly kind: 'city' }
  | { readonly kind: 'province' }
  /** A number moved by up to this share of itself; a row's value is always moved by the same. */
  | { readonly kind: 'noise'; readonly share: number }
  /** Reversible, for whoever may: see `rules/token.ts`. */
  | { readonly kind: 'token' };

export type MaskKind = Mask['kind'];

/** What is wrong with a mask on an item; null when nothing is. */
export function maskFault(mask: Mask, item: ShareItem): string | null {
  const numeric = isNumeric(item);
  if ((mask.kind === 'band' || mask.kind === 'noise') && !numeric) return `“${item.name}”不是数值，不能分段或加噪`;
  if (numeric && !['none', 'band', 'noise', 'hash', 'token'].includes(mask.kind))
    return `“${item.name}”是数值，不能这样脱敏`;
  if ((mask.kind === 'city' || mask.kind === 'province') && item.role !== 'region')
    return `“${item.name}”不是地区，不能按地区概括`;
  if (mask.kind === 'band' && !(mask.width > 0)) return `“${item.name}”的分段宽度应大于零`;
  if (mask.kind === 'noise' && !(mask.share > 0 && mask.share <= 1)) return `“${item.name}”的加噪比例应在 0 与 1 之间`;
  return null;
}

/** What is proposed for an item that tells of a person; the provider settles it. */
export function proposedMask(item: ShareItem): Mask {
  if (item.personal === 'none') return { kind: 'none' };
  if (item.identifier === 'direct') return { kind: 'hash' };
  if (isNumeric(item)) return { kind: 'band', width: 10 };
  if (item.personal === 'sensitive') return { kind: 'hash' };
  return item.dataType === 'date' || item.dataType === 'datetime'
    ? { kind: 'year' }
    : { kind: 'partial', keepStart: 1, keepEnd: 0 };
}

/**
 * A masked item as a warehouse expression over the dataset's own columns. Keys stand in parameters `k_hash`, `k_trace`,
 * `k_noise`, `k_mac`, `k_enc` (hex). Every result but that of `none` and `noise` is a text.
 */
export function maskSql(mask: Mask, item: ShareItem): string {
  const column = columnOf(item);
  const text = `toString(${column})`;
  const absent = isNumeric(item) ? `isNull(${column})` : `(isNull(${column}) OR ${text} = '')`;
  const unlessAbsent = (sql: string) => `if(${absent}, NULL, ${sql})`;
  switch (mask.kind) {
    case 'none':
      return column;
    case 'hash':
      return unlessAbsent(hashSql(`assumeNotNull(${text})`));
    case 'token':
      return unlessAbsent(tokenSql(`assumeNotNull(${text})`));
    case 'partial':
      return unlessAbsent(partialSql(text, mask.keepStart, mask.keepEnd));
    case 'year':
      return unlessAbsent(`nullIf(extract(${text}, '^([0-9]{4})'), '')`);
    case 'month':
      return unlessAbsent(
        `nullIf(replaceRegexpOne(extract(${text}, '^[0-9]{4}[-/.年]?[0-9]{2}'), '^([0-9]{4})[-/.年]?', '\\\\1-'), '')`,
      );
    case 'band':
      return unlessAbsent(bandSql(column, mask.width));
    case 'city':
      return unlessAbsent(`concat(substring(${text}, 1, 4), '00')`);
    case 'province':
      return unlessAbsent(`concat(substring(${text}, 1, 2), '0000')`);
    case 'noise':
      return noiseSql(column, mask.share);
  }
}

const keyed = (message: string, key: string): string => `HMAC('sha256', ${message}, unhex({${key}:String}))`;
const hexOf = (sql: string, digits: number): string => `substring(lower(hex(${sql})), 1, ${digits})`;

/** The tag names the grant's trace key, so that a leaked value names its grant. */
function hashSql(text: string): string {
  const digest = hexOf(keyed(text, 'k_hash'), 24);
  return `concat(${digest}, ${hexOf(keyed(`concat('hash|', ${digest})`, 'k_trace'), 8)})`;
}

/** SIV (RFC 5297 in shape): the keyed digest of the value is its own nonce, so equal values stay equal and nothing repeats. */
function tokenSql(text: string): string {
  const iv = `substring(${keyed(text, 'k_mac')}, 1, 16)`;
  return `lower(hex(concat(${iv}, encrypt('aes-256-ctr', ${text}, unhex({k_enc:String}), ${iv}))))`;
}

function partialSql(text: string, start: number, end: number): string {
  const [s, e] = [Math.trunc(start), Math.trunc(end)];
  const length = `toInt64(lengthUTF8(${text}))`;
  const whole = `repeat('*', greatest(${length}, 1))`;
  const cut = `concat(substringUTF8(${text}, 1, ${s}), repeat('*', greatest(${length} - ${s + e}, 1)), ${e === 0 ? `''` : `substringUTF8(${text}, -${e})`})`;
  return `if(${length} <= ${s + e}, ${whole}, ${cut})`;
}

function bandSql(column: string, width: number): string {
  const low = `floor(assumeNotNull(${column}) / ${width}) * ${width}`;
  return `concat('[', toString(${low}), ', ', toString(${low} + ${width}), ')')`;
}

/** The move hangs on grant, row and column: asking again gives the same, so nothing averages out. */
function noiseSql(column: string, share: number): string {
  const row = `concat('${column}|', toString(_batch), '|', toString(_row), '|', toString(_col))`;
  const unit = `(reinterpretAsUInt64(substring(${keyed(row, 'k_noise')}, 1, 8)) / 18446744073709551616. * 2 - 1)`;
  return `${column} + ${share} * greatest(abs(${column}), 1) * ${unit}`;
}
