/** Recognises columns of published growth (增速, 同比±%, 比上年同期增长(%)) and reads what stands in them (R4, R5). */
import { readUnit } from '#platform/unit.ts';
import { type NumberReading, readNumber } from './number.ts';
import type { Cell } from './sheet.ts';

/** Against what: `yoy` 上年同期 · `mom` 上期 · `ytd` 年初. The `Pp` kinds are differences in percentage points (R5). */
export const GROWTH_KINDS = ['yoy', 'mom', 'ytd', 'yoyPp', 'momPp', 'ytdPp'] as const;
export type GrowthKind = (typeof GROWTH_KINDS)[number];

const PRICE = '(?:累计|当月|本月|名义|实际|可比口径|可比价格?|不变价格?|现价|同口径|按|计算)*';
const BEFORE =
  '(?:上年|去年|上月|上季度?|上期|前期|年初|上年末|上年底|同期|上半年|(?:前|一)[一二三四]?季度|1[-—–~至]\\d{1,2}月份?)';
const AGAINST = `(?:同比|环比|(?:[比较]|与)${BEFORE}(?:同[期月季]|年?末)?(?:相?比)?)`;
const WORD =
  '(?:增长速度|增长率|增长|增减率|增减幅度?|增减|增速|增幅|涨幅|涨跌幅?度?|升降幅?度?|变化率|变动率|变化|变动|提高|±)';
/** How much faster than a period ago the value grew: always percentage points. */
const FASTER = new RegExp(`^[比较]${BEFORE}(?:加快|回落|加快或回落|收窄|扩大|回升)$`);
const POINTS = '(?:个?百分点|pp)?';
const PURE = new RegExp(`^${PRICE}(?:${AGAINST}${PRICE}${WORD}?|${WORD})${POINTS}$`);
const TAIL = new RegExp(
  `^(.+?)[_:,-]?(${PRICE}(?:${AGAINST}${PRICE}(?:${WORD})?|增长速度|增长率|增速|增幅|涨幅|增减率|增长)${POINTS})$`,
);

/** 年均增长 is over several years (R12): a figure of its own, no growth on the year before. */
const AVERAGE = /年均|年平均|平均每年|平均增长/;

/** Longer texts are remarks, not headers. */
const LONGEST = 100;

export interface GrowthPhrase {
  readonly kind: GrowthKind;
  /** The name before the phrase: 地区生产总值 of 地区生产总值增速; null for a phrase alone. */
  readonly of: string | null;
}

/** Reads a header without its footnotes. Null when it is no growth, also when its unit is not %: 比上年增减(亿元). */
export function readGrowth(header: string): GrowthPhrase | null {
  if (header.length > LONGEST || AVERAGE.test(header)) return null;
  const english = ENGLISH.exec(header);
  if (english) return inEnglish(english);
  const { text, unit } = withoutUnit(header);
  if (unit !== null && !/^(?:%|‰|百分点)$/.test(unit)) return null;
  const points = unit === '百分点';
  if (FASTER.test(text)) return { kind: /上年|去年|同期/.test(text) ? 'yoyPp' : 'momPp', of: null };
  if (PURE.test(text)) return { kind: kindOf(text, points), of: null };
  const [, name = '', phrase = ''] = TAIL.exec(text) ?? [];
  if (name === '' || /自然$|^[增比]/.test(name)) return null;
  // "1—10月增速": what stands before is the period, not a name.
  return { kind: kindOf(phrase, points), of: /\d月$|季度$|半年$|\d年$|全年$/.test(name) ? null : name };
}

/** Keys of records: yoy, gdpGrowth, value_yoy_rate. */
const ENGLISH = /^([a-z0-9_ ]*?)[_ -]*(yoy|mom|growth)(?:[_ -]?(?:rate|pct|percent))?$/i;

function inEnglish([, name = '', word = '']: RegExpExecArray): GrowthPhrase {
  const own = name.replace(/[_ -]+$/, '');
  return {
    kind: /mom/i.test(word) ? 'mom' : 'yoy',
    of: own === '' || /^(?:value|val|amount)$/i.test(own) ? null : own,
  };
}

function kindOf(phrase: string, points: boolean): GrowthKind {
  const against = /环比|上月|上季|上期|前期|\d月|季度|半年/.test(phrase)
    ? 'mom'
    : /年初|年末|年底/.test(phrase)
      ? 'ytd'
      : 'yoy';
  return points || /百分点|pp/.test(phrase) ? `${against}Pp` : against;
}

/** Takes units and signs off: 比上年±% and 比上年增长(%) are the same words. */
function withoutUnit(header: string): { text: string; unit: string | null } {
  const inBrackets = /[([]([^()[\]]*)[)\]]$/.exec(header)?.[1] ?? '';
  const bracketed = readUnit(inBrackets.replace(/[±+-]/g, ''))?.symbol ?? null;
  const text = header
    .replace(/\((?:\+,?-|±|%|‰)+\)|\(下降\)/g, '')
    .replace(bracketed === null ? /$^/ : /[([][^()[\]]*[)\]]$/, '')
    .replace(/(?:\+,?\/?-|±)?[%‰]$/, (sign) => (sign.length > 1 ? '±' : ''))
    .replace(/\s/g, '');
  return { text, unit: bracketed ?? /[%‰]/.exec(header)?.[0] ?? null };
}

/** Reads a cell of a growth column: numbers, and the words a bulletin writes instead (增长5.6%, 下降2.3, 持平). */
export function readGrowthCell(cell: Cell | undefined): NumberReading {
  const reading = readNumber(cell);
  if (reading.kind !== 'unreadable' || typeof cell !== 'string') return reading;
  return fromWords(cell.normalize('NFKC').replace(/\s/g, '')) ?? reading;
}

const UP = /^(?:增长|上涨|上升|提高|增加|↑|\+)/;
const DOWN = /^(?:下降|下跌|降低|减少|回落|↓)/;

function fromWords(text: string): NumberReading | null {
  if (/^(?:持平|与?上年(?:同期)?持平)$/.test(text)) return { kind: 'number', value: 0, unit: null, flags: [] };
  // A sign change has no percentage (R4): 由盈转亏, 扭亏为盈.
  if (/^由.转.$|^扭亏|^由.+转/.test(text)) return { kind: 'missing', missing: 'not-applicable' };
  const sign = UP.test(text) ? 1 : DOWN.test(text) ? -1 : 0;
  const amount = readNumber(text.replace(sign > 0 ? UP : DOWN, ''));
  if (sign === 0 || amount.kind !== 'number' || amount.value < 0) return null;
  return { ...amount, value: amount.value * sign || 0 };
}
