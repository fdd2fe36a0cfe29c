/**
 * A region as written, made comparable: full-width digits and letters become plain, and spaces (also ideographic and
 * zero-width ones), path separators and note marks go. `太　原 市`, `山西省/太原市`, `太原市*` lose what is not the name.
 * Where no letter stands only spaces go: `140,105` is a number, not the code 140105.
 */
export function plainRegionText(text: string): string {
  const spaceless = text.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, '');
  if (!/\p{L}/u.test(spaceless)) return spaceless;
  return spaceless.replace(/[/\\>·•|*:,、。-]+/g, '').replace(/^其中/, '');
}

/**
 * The six-digit code that digits stand for: codes of a province (2), a city (4), a county (6), and the 9 or 12 digits
 * of statistical codes when all after the sixth are zero. A town's own code (`140105001`) is not its county's: null.
 * A trailing `.0`, which spreadsheets add to codes kept as numbers, is dropped.
 */
export function codeOf(plain: string): string | null {
  const digits = plain.replace(/\.0+$/, '');
  if (!/^\d+$/.test(digits)) return null;
  if (digits.length === 2 || digits.length === 4) return digits.padEnd(6, '0');
  if (digits.length === 6) return digits;
  return /^\d{6}(000|000000)$/.test(digits) ? digits.slice(0, 6) : null;
}

/** What a total row stands for: the level it names, or `parent` for the region that the table is about. */
export type TotalOf = 'nation' | 'province' | 'city' | 'county' | 'parent';

const TOTALS: ReadonlyMap<string, TotalOf> = new Map([
  ['全国', 'nation'],
  ['全省', 'province'],
  ['全市', 'city'],
  ['全县', 'county'],
  ['全区', 'county'],
  ['合计', 'parent'],
  ['总计', 'parent'],
  ['全部', 'parent'],
  ['全省合计', 'province'],
  ['全省总计', 'province'],
  ['全市合计', 'city'],
  ['全市总计', 'city'],
  ['全国合计', 'nation'],
  ['全国总计', 'nation'],
]);

/** The total that a cell stands for, or null when it is none. */
export const totalOf = (plain: string): TotalOf | null => TOTALS.get(plain) ?? null;

/** `太原市合计` is a total of 太原市: the name before the word, or the text itself. */
export const withoutTotalWord = (plain: string): string => plain.replace(/(合计|总计)$/, '');
