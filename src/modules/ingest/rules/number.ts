/** Reads one published cell as a number, as missing (and how), or as unreadable. Missing is never zero (R13). */
import { readUnit } from '#platform/unit.ts';
import { type Cell, isBlank } from './sheet.ts';

/**
 * Why there is no value. `blank` says nothing (不详或无该项) · `not-applicable` — or / · `not-available` NA, 缺测, 无数据 ·
 * `below-unit` … (不足本表最小单位) or under the limit of detection · `suppressed` ×, ***, 保密.
 */
export const MISSING_KINDS = ['blank', 'not-applicable', 'not-available', 'below-unit', 'suppressed'] as const;
export type Missing = (typeof MISSING_KINDS)[number];

/** `estimated` 估, e · `provisional` 初步, p · `revised` 修订, r · `noted` a footnote mark stands beside the number. */
export type NumberFlag = 'estimated' | 'provisional' | 'revised' | 'noted';

export type NumberReading =
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly unit: string | null;
      readonly flags: readonly NumberFlag[];
    }
  | { readonly kind: 'missing'; readonly missing: Missing }
  | { readonly kind: 'unreadable'; readonly reason: string };

const NO_FLAGS: readonly NumberFlag[] = [];
const BLANK: NumberReading = { kind: 'missing', missing: 'blank' };
/**
 * A double holds 15 significant decimal digits for certain; longer whole numbers are identifiers, not measurements.
 * Programs print fractions with 17 digits (105.30000000000001): those are figures.
 */
const MAX_DIGITS = 15;

/** Characters of the longest number with its marks and unit; what is longer is not looked at, whatever stands in it. */
const LONGEST = 120;

/** Reads a cell. `unit` is what stands behind the number in the cell itself (5.6%, 12亿元), else null. */
export function readNumber(cell: Cell | undefined): NumberReading {
  if (cell === null || cell === undefined || cell === '') return BLANK;
  if (typeof cell === 'number') return fromNumber(cell);
  if (typeof cell === 'boolean') return unreadable('是逻辑值，不是数');
  if (cell.length > LONGEST && cell.trim().length > LONGEST) return unreadable(`“${brief(cell)}”不是数`);
  return plainNumber(cell) ?? fromText(cell);
}

/** Whether a cell reads as a number or as a mark for a missing one (blank is neither). */
export function isFigure(cell: Cell | undefined): boolean {
  const { kind } = readNumber(cell);
  return kind === 'number' || (kind === 'missing' && !isBlank(cell));
}

const PLAIN = /^-?\d{1,15}(?:\.\d+)?$/;

/** The common case, taken before anything dearer. */
function plainNumber(text: string): NumberReading | null {
  if (text.length > MAX_DIGITS + 1 || !PLAIN.test(text)) return null;
  return { kind: 'number', value: Number(text) || 0, unit: null, flags: NO_FLAGS };
}

function fromNumber(value: number): NumberReading {
  if (!Number.isFinite(value)) return unreadable('不是有限的数');
  return { kind: 'number', value, unit: null, flags: NO_FLAGS };
}

function fromText(raw: string): NumberReading {
  const marked = stripMarks(raw);
  const text = fold(marked.text);
  const missing = missingOf(text, raw);
  if (missing) return { kind: 'missing', missing };
  if (text.startsWith('#')) return unreadable('公式出错');
  if (/^<=?[\d.]+$/.test(text)) return { kind: 'missing', missing: 'below-unit' };
  if (/^[<>≤≥]/.test(text)) return unreadable('带有大于或小于号，不是确定的数');
  return measured(text, marked.flags);
}

const MARK =
  /[①-⑳⑴-⒇⓪❶-❿†‡§※]|(?<=[\d)])[¹²³⁰-⁹]+$|\[\d{1,2}\]|【\d{1,2}】|〔\d{1,2}〕|(?<=\d|\))[*＊]+$|^[*＊](?=\d)|注\d*$/gu;

/** Takes off footnote marks before digits are folded: folding would turn 123① into 1231. */
function stripMarks(raw: string): { text: string; flags: NumberFlag[] } {
  const text = raw.replace(MARK, '');
  return { text, flags: text === raw || text.trim() === '' ? [] : ['noted'] };
}

const MINUS = /[−﹣‐‑–—―－]/g;

function fold(text: string): string {
  return text.normalize('NFKC').replace(MINUS, '-').replace(/\s+/g, ' ').trim();
}

const MISSING_TEXTS: ReadonlyMap<string, Missing> = new Map([
  ...list('not-applicable', '- -- --- / \\ N/A 不适用 无此项'),
  ...list(
    'not-available',
    'NA NULL NAN NONE N.A. . .. 缺测 缺 缺失 缺报 未报 无数据 暂无 暂无数据 未发布 未统计 不详 无资料',
  ),
  ...list('below-unit', '... ...... ·· ND 未检出 不足'),
  ...list('suppressed', '× X XX XXX * ** *** **** 保密 涉密 不公开'),
]);

function list(missing: Missing, words: string): [string, Missing][] {
  return words.split(' ').map((word) => [word, missing]);
}

function missingOf(text: string, raw: string): Missing | null {
  if (text === '' && raw.trim() === '') return 'blank';
  return MISSING_TEXTS.get(text.toUpperCase()) ?? MISSING_TEXTS.get(text.replace(/^\((.*)\)$/, '$1')) ?? null;
}

const QUALIFIERS: readonly (readonly [RegExp, NumberFlag])[] = [
  [/^[≈约估]\s*(?=[\d.-])|\(?(?:估计?|预计|估算)(?:数|值)?\)?$|(?<=\d)\s*\(?[eE]\)?$/, 'estimated'],
  [/\(?(?:初步|初步数|快报)\)?$|(?<=\d)\s*\(?[pP]\)?$/, 'provisional'],
  [/\(?(?:修订|更正)(?:数|值)?\)?$|(?<=\d)\s*\(?[rR]\)?$/, 'revised'],
  [/(?<=\d)[abcdi]$/, 'noted'],
];

function measured(text: string, flags: NumberFlag[]): NumberReading {
  let rest = text;
  for (const [pattern, flag] of QUALIFIERS) {
    const stripped = rest.replace(pattern, '').trim();
    if (stripped !== rest) flags.push(flag);
    rest = stripped;
  }
  return figure(rest, [...new Set(flags)], text);
}

const FIGURE =
  /^(\()?\s*([+-]?)\s*((?:\d[\d, ]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?)\s*([^\d\s()][^\d()]*?)?\s*(\))?$/;

function figure(text: string, flags: readonly NumberFlag[], original: string): NumberReading {
  const match = FIGURE.exec(text);
  const [, open, sign, digits = '', unit = '', close] = match ?? [];
  if (!match || digits.trim() === '' || Boolean(open) !== Boolean(close))
    return unreadable(`“${brief(original)}”不是数`);
  const plain = ungroup(digits.trim());
  if (plain === null) return unreadable(`“${brief(original)}”的千分位不规范`);
  if (
    plain
      .replace(/[.e].*$/i, '')
      .replace(/\D/g, '')
      .replace(/^0+/, '').length > MAX_DIGITS
  ) {
    return unreadable('位数过多，像是编号而不是数');
  }
  const known = unit === '' ? null : readUnit(unit);
  if (unit !== '' && !known) return unreadable(`数字后面的“${brief(unit)}”不是认得的单位`);
  const value = Number(plain) * (sign === '-' ? -1 : 1) * (open ? -1 : 1);
  if (!Number.isFinite(value)) return unreadable('数太大');
  return { kind: 'number', value: value === 0 ? 0 : value, unit: known?.symbol ?? null, flags };
}

/** Takes out separators of thousands; null when they do not stand between groups of three. */
function ungroup(digits: string): string | null {
  if (!/[, ]/.test(digits)) return digits;
  return /^\d{1,3}(?:, ?\d{3}| \d{3})+(?:\.\d+)?$/.test(digits) ? digits.replace(/[, ]/g, '') : null;
}

function brief(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

function unreadable(reason: string): NumberReading {
  return { kind: 'unreadable', reason };
}
