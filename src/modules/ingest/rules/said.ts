/** What is said once for a whole table: in its title, in rows above it, in the names of sheet and file. */
import { hasHan, squeeze } from './label.ts';
import { keyedLine, lineKind, reporter, unitsOf } from './line.ts';
import { type MeasureRef, readMeasure } from './measure.ts';
import type { Said, SheetLine } from './reading.ts';
import type { RegionReader } from './region.ts';
import { type Found, findPeriod, looksLikePeriod, type PeriodRef, periodOf } from './time.ts';
import { titleName } from './title-name.ts';

/** One text that may say something of the whole table. */
export interface Saying {
  readonly text: string;
  /** The key of a line such as 指标：…, else null. */
  readonly key: string | null;
  readonly from: Said<unknown>['from'];
  readonly line: number | null;
}

/** The sayings of a table, the most particular first: lines from the header upwards, then sheet and file name. */
export function sayingsOf(lines: readonly SheetLine[], sheetName?: string | null, fileName?: string | null): Saying[] {
  const spoken = lines.filter(({ what, text }) => what === 'title' || what === 'unit' || reporter(text) !== null);
  const names: Saying[] = [];
  if (sheetName) names.push({ text: sheetName, key: null, from: 'sheet-name', line: null });
  if (fileName) names.push({ text: fileName.replace(/\.\w+$/, ''), key: null, from: 'file-name', line: null });
  return [...spoken.toReversed().map(lineSaying), ...names];
}

function lineSaying({ line, text, what }: SheetLine): Saying {
  const by = reporter(text);
  if (by !== null) return { text: by, key: '填报单位', from: 'preamble', line };
  const keyed = keyedLine(text);
  const from = what === 'unit' ? 'unit-row' : keyed ? 'preamble' : 'title';
  return { text: keyed?.value ?? squeeze(text), key: keyed?.key ?? null, from, line };
}

/** Units of a row such as 单位：亿元、%, or in brackets of the title. */
export function saidUnits(sayings: readonly Saying[]): Said<readonly string[]> | null {
  for (const saying of sayings) {
    const units = saying.from === 'unit-row' ? unitsOf(saying.text) : bracketUnits(saying);
    if (units) return said(units, saying, saying.from === 'unit-row' ? 0.95 : 0.8, `写明单位：${units.join('、')}`);
  }
  return null;
}

function bracketUnits(saying: Saying): string[] | null {
  const inside = /\((?:计量)?单位:([^()]*)\)/.exec(saying.text)?.[1];
  return inside === undefined ? null : unitsOf(inside);
}

/** The period of a table whose rows and columns have none; also one without its year, completed by another saying. */
export function saidPeriod(sayings: readonly Saying[]): Said<PeriodRef> | null {
  const year = saidYear(sayings);
  for (const saying of duesLast(titles(sayings))) {
    const found = wholePeriod(saying.text) ?? findPeriod(saying.text);
    const period = found?.period ?? (found?.partial && year ? periodOf(found.partial, year.value) : null);
    if (period && !/最近/.test(saying.text))
      return said(period, saying, confidence(saying, 0.9), `写明时间“${spell(saying, found?.rest)}”`);
  }
  return null;
}

/** 截止日期：2026年10月31日 says when figures were taken; the title says what they are of. */
function duesLast(sayings: readonly Saying[]): readonly Saying[] {
  const isDue = ({ key }: Saying) => key?.startsWith('截') ?? false;
  return [...sayings.filter((saying) => !isDue(saying)), ...sayings.filter(isDue)];
}

/** A text that is nothing but a period: a sheet called 2024. */
function wholePeriod(text: string): Found | null {
  const period = looksLikePeriod(text) ? periodOf(text) : null;
  return period && { period, partial: null, rest: '' };
}

/** The year of a table whose headers leave it out. */
export function saidYear(sayings: readonly Saying[]): Said<number> | null {
  for (const saying of titles(sayings)) {
    const key = findPeriod(saying.text)?.period?.key ?? /(?:^|\D)((?:19|20)\d\d)(?:\D|$)/.exec(saying.text)?.[1];
    if (key) return said(Number(key.slice(0, 4)), saying, confidence(saying, 0.85), `写明年份 ${key.slice(0, 4)}`);
  }
  return null;
}

function spell(saying: Saying, rest: string | undefined): string {
  const text = saying.text;
  if (!rest) return text;
  let start = 0;
  while (start < rest.length && rest[start] === text[start]) start++;
  return text.slice(start, start + text.length - rest.length);
}

/** The measure of a table whose rows and columns name none: 指标：地区生产总值(亿元), or what the title is about. */
export function saidMeasure(sayings: readonly Saying[], regions: RegionReader): Said<MeasureRef> | null {
  const keyed = sayings.find(({ key }) => key === '指标' || key === '指标名称');
  if (keyed) return said(readMeasure(keyed.text), keyed, 0.95, `写明指标“${keyed.text}”`);
  for (const saying of inChinese(titles(sayings))) {
    if (saying.key !== null) continue;
    const name = titleName(saying.text, regions);
    if (name === '' || isFileMark(name, saying)) continue;
    const measure = readMeasure(name);
    return said(
      measure,
      saying,
      confidence(saying, measure.unit ? 0.85 : 0.65),
      `由“${saying.text}”得出指标“${measure.name}”`,
    );
  }
  return null;
}

/** Names of files such as f124 or export_final say nothing; GDP and 粮食产量 do. */
function isFileMark(name: string, { from }: Saying): boolean {
  return (from === 'file-name' || from === 'sheet-name') && !hasHan(name) && !/^[A-Z]{2,}[A-Z0-9.]*$/.test(name);
}

/** Of a bilingual title the Chinese line. */
function inChinese(sayings: readonly Saying[]): readonly Saying[] {
  const chinese = sayings.filter(({ text }) => hasHan(text));
  return chinese.length > 0 ? chinese : sayings;
}

/** The sayings that are titles or keyed lines, not units or numbers of forms. */
export function titles(sayings: readonly Saying[]): readonly Saying[] {
  return sayings.filter(({ from, key, text }) => from !== 'unit-row' && key !== '表号' && lineKind(text) === 'title');
}

/** How sure a saying is: names of sheets and files say less surely what a table holds. */
export function confidence(saying: Saying, full: number): number {
  return saying.from === 'sheet-name' || saying.from === 'file-name' ? Math.min(full, 0.6) : full;
}

const PLACES: Readonly<Record<Said<unknown>['from'], string>> = {
  title: '标题',
  preamble: '表头说明',
  'unit-row': '单位行',
  'sheet-name': '工作表名',
  'file-name': '文件名',
  table: '表中',
  source: '来源说明',
  context: '',
  person: '人工指定',
};

/** A saying with its place in words: 第 2 行（表头说明）写明…. */
export function said<T>(value: T, { from, line }: Pick<Saying, 'from' | 'line'>, sure: number, what: string): Said<T> {
  const place = line === null ? PLACES[from] : `第 ${line} 行（${PLACES[from]}）`;
  return { value, from, line, confidence: sure, why: `${place}${what}` };
}
