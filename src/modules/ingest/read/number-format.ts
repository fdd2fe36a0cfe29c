/** How a stored number is shown, as far as its meaning depends on it. */
export type NumberShape = 'plain' | 'percent' | 'padded' | 'time' | 'year' | 'month' | 'day' | 'second';

export type NumberFormat = {
  readonly shape: NumberShape /** Digits of a zero-padded code such as `000000`. */;
  readonly digits: number;
};

/** The built-in date formats of Chinese Excel, by number; source: ECMA-376 part 1, 18.8.30 (zh-cn). */
const BUILTIN: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'h"时"mm"分"',
  35: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'h"时"mm"分"',
  56: 'h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

const PLAIN: NumberFormat = { shape: 'plain', digits: 0 };

/** The format of a built-in number, plain when it says nothing special. */
export function builtinFormat(id: number): NumberFormat {
  return parseFormat(BUILTIN[id] ?? 'General');
}

/** Read a number format code such as `yyyy"年"m"月"`, `0.0%` or `000000`. Only its first section (positives) counts. */
export function parseFormat(code: string): NumberFormat {
  const [section = ''] = bare(code).split(';');
  if (/general/i.test(section)) return PLAIN;
  const dateShape = shapeOfDate(section.toLowerCase());
  if (dateShape) return { shape: dateShape, digits: 0 };
  if (section.includes('%')) return { shape: 'percent', digits: 0 };
  return /^0{2,}$/.test(section) ? { shape: 'padded', digits: section.length } : PLAIN;
}

/** Without quoted literals, escapes, fillers, colours and locales; an elapsed `[h]` stays as `h`. */
function bare(code: string): string {
  return code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/AM\/PM|A\/P|上午\/下午/gi, '')
    .trim();
}

/** `m` is a month beside a year or a day, or alone; beside hours or seconds it is a minute. `e` is a year in Chinese. */
function shapeOfDate(section: string): 'year' | 'month' | 'day' | 'second' | 'time' | null {
  if (/[0#?]/.test(section.replace(/s\.0+/g, 's')) || !/[ymdhse]/.test(section)) return null;
  const clock = /[hs]/.test(section);
  const year = /[ye]/.test(section);
  if (clock) return year || section.includes('d') ? 'second' : 'time';
  if (section.includes('d')) return 'day';
  if (section.includes('m')) return 'month';
  return year ? 'year' : null;
}

const DAY_MS = 86_400_000;
/** 9999-12-31 in the 1900 system. */
const LAST_SERIAL = 2_958_465;

/**
 * A serial number as ISO text of the precision its shape shows; durations as `H+:MM:SS`. Null when it is no date.
 * The 1900 system counts a 29 February 1900 that never was, so serials below 60 are a day later than the epoch says.
 */
export function serialToIso(serial: number, shape: NumberShape, epoch1904: boolean): string | null {
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return null;
  const seconds = Math.round(serial * 86_400);
  if (shape === 'time') return clockText(seconds);
  const day = Math.floor(seconds / 86_400) + (epoch1904 ? 1_462 : 0);
  if (day === 60) return null;
  const iso = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * DAY_MS).toISOString();
  if (shape === 'second') return `${iso.slice(0, 10)}T${clockText(seconds % 86_400)}`;
  return iso.slice(0, shape === 'year' ? 4 : shape === 'month' ? 7 : 10);
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
