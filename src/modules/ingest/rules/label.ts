/** Cleans the words of headers and row labels: spacing, footnote marks, numbering, "其中", bilingual tails. */

type Heading = 0 | 1 | 2 | 3 | 4;

export interface Label {
  /** The words alone: 太 原 市 → 太原市, #其中：出口① → 出口. Half-width punctuation. */
  readonly text: string;
  /** Width at which the words begin (a Chinese character counts 2), with 其中： counted: siblings stand at one width. */
  readonly offset: number;
  /** Marked as one part of the item above: # or 其中. */
  readonly ofWhich: boolean;
  /** Numbered as a heading: 一、 is 1, （一） is 2, 1. is 3, （1） is 4; else 0. */
  readonly heading: Heading;
}

const MARKS = /[①-⑳⑴-⒇⓪❶-❿¹⁰-⁹†‡§※★▲△]|\[(?:注|\d)\d?\]|【(?:注|\d)\d?】|〔\d\d?〕|(?<![*＊])[*＊]+$/gu;
/** The letter some yearbook sites leave behind the unit where a note was linked: 财政支出（亿元）i. */
const LINK_LETTER = /(?<=[)）\]])\s*[a-z]$/;

/** One text without spaces beside Chinese characters, full-width letters or footnote marks. */
export function squeeze(raw: string): string {
  return fold(raw.trim().replace(MARKS, '').trim().replace(LINK_LETTER, ''));
}

function fold(text: string): string {
  return text
    .replace(/[^Ⅰ-Ⅻ]+/g, (part) => part.normalize('NFKC'))
    .replace(/[﹟＃]/g, '#')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}:;,()]) | (?=[\p{Script=Han}:;,()])/gu, '')
    .trim();
}

/** Whether a text has a Chinese character. */
export function hasHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** What follows the last Chinese character and its brackets, when it is English words. */
const ENGLISH_TAIL = /^(.*\p{Script=Han}[=\d)%‰]*) ?((?:\(\d|\(?[A-Za-z])[A-Za-z0-9 ,.'&()%/:=-]*)$/u;

/** English words between a name and its unit: 煤炭 Coal(%), 产量 Output(万吨). */
const ENGLISH_BEFORE_UNIT =
  /(?<=[\p{Script=Han})]) ?[A-Za-z][A-Za-z ,.'&-]*[A-Za-z]{3}[A-Za-z ,.'&-]*(?=\([^()A-Za-z]+\)$)/u;

/** The Chinese part of a bilingual label: 太原市 Taiyuan → 太原市, 地区生产总值(亿元) Gross … → 地区生产总值(亿元). */
export function chinesePart(raw: string): string {
  const text = /[A-Za-z]{4}/.test(raw) ? raw.replace(ENGLISH_BEFORE_UNIT, '') : raw;
  const [, head, tail = ''] = ENGLISH_TAIL.exec(text) ?? [];
  // Shorter words are part of the name: 二氧化硫SO2, 一氧化碳CO(mg/m3).
  return head !== undefined && /[A-Za-z]{4}/.test(tail) ? head : text;
}

const NUMBERINGS: readonly (readonly [RegExp, Heading])[] = [
  [/^[一二三四五六七八九十]{1,3}[、.,]/, 1],
  [/^\([一二三四五六七八九十]{1,3}\)[、.,]?/, 2],
  [/^\d{1,2}[、.](?!\d)/, 3],
  [/^\(\d{1,2}\)/, 4],
];

/** Reads a row label. */
export function readLabel(raw: string): Label {
  const indent = widthOf(/^\s*/u.exec(raw)?.[0] ?? '');
  const plain = chinesePart(squeeze(raw));
  const mark = /^(?:#|—+|-+)?(?:其中[:,]?|其:|中:)?/u.exec(plain)?.[0] ?? '';
  const unmarked = plain.slice(mark.length);
  const [heading, text] = unnumbered(unmarked === '' ? plain : unmarked);
  return {
    text,
    offset: indent + widthOf(mark.replace('#', '＃').replace(':', '：')),
    ofWhich: /#|其|中/.test(mark) && unmarked !== '',
    heading,
  };
}

function unnumbered(text: string): [Heading, string] {
  for (const [pattern, heading] of NUMBERINGS) {
    const rest = text.replace(pattern, '').trim();
    if (rest !== text && rest !== '') return [heading, rest];
  }
  return [0, text];
}

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter === '\t' ? 4 : letter > '⺀' ? 2 : 1;
  return width;
}
