/** Rows with a single text among the data: what they set for the rows below. */
import { isFootnote, isWords, type RowFacts } from './facts.ts';
import { isAnnotation } from './line.ts';
import type { Because, Column, SectionSets } from './reading.ts';
import type { RegionReader } from './region.ts';
import { textOf } from './sheet.ts';
import { isPartial, periodOf } from './time.ts';

export type Section = { readonly sets: SectionSets } & Because;

const KEPT = 50;

/** Texts of the rows that may be section titles, the first 50. */
export function sectionTexts(body: readonly RowFacts[]): string[] {
  return body
    .filter((row) => isWords(row) && !isFootnote(row))
    .map((row) => textOf(row.cells[row.filled[0] ?? 0]))
    .filter((text) => !isAnnotation(text) && !isContinuation(text))
    .slice(0, KEPT);
}

/** 续表, 续表1: the table goes on, nothing changes. */
export function isContinuation(text: string): boolean {
  return /^[(（]?\s*(?:续表?|接上[表页]?)\s*\d*\s*[)）]?$/.test(text.trim());
}

/** What the section titles set; null without any. A region or period that the rows name themselves is a row without values. */
export function sectionOf(texts: readonly string[], columns: readonly Column[], regions: RegionReader): Section | null {
  const has = (role: Column['role']) => columns.some((column) => column.role === role);
  const partial = columns.some((column) => column.role === 'period' && column.evidence.examples.some(isPartial));
  const own = texts
    .filter((text) => !has('region') || regions.read(text) === null)
    .filter((text) => !has('period') || partial || periodOf(text) === null);
  if (own.length === 0) return null;
  const sets = meaning(own, regions, !has('measureName') && !columns.some(({ cast }) => cast?.measure));
  const why = `数据中有 ${own.length} 行只有一个词，例如“${own[0]?.trim() ?? ''}”，${MEANINGS[sets]}`;
  return { sets, confidence: sets === 'group' ? 0.6 : 0.8, why };
}

const MEANINGS: Readonly<Record<SectionSets, string>> = {
  measure: '是下面各行的指标',
  region: '是下面各行的地区',
  period: '是下面各行的时间',
  group: '是小标题',
};

function meaning(texts: readonly string[], regions: RegionReader, needsMeasure: boolean): SectionSets {
  const most = (test: (text: string) => boolean) => texts.filter(test).length * 2 >= texts.length;
  if (most((text) => regions.read(text) !== null)) return 'region';
  if (most((text) => periodOf(text) !== null)) return 'period';
  return needsMeasure ? 'measure' : 'group';
}
