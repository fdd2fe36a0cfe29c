/** Proposes how a sheet is read, from its first rows. */
import { type Block, findBlocks } from './block.ts';
import { decide } from './decide.ts';
import { differences } from './difference.ts';
import { evidenceOf } from './evidence.ts';
import { factsOf, isWords, type RowFacts } from './facts.ts';
import { identify } from './identity.ts';
import { lineKind } from './line.ts';
import type { Column, ColumnRole, Observed, Reading, SheetLine } from './reading.ts';
import {
  commonParent,
  createRegionReader,
  isWithin,
  type RegionReader,
  type RegionRef,
  type ResolveRegion,
} from './region.ts';
import { sectionTexts } from './section.ts';
import { seriesOf } from './series.ts';
import { shapeOf } from './shape.ts';
import { isBlank, type Merge, type Row, textOf } from './sheet.ts';
import { spelledOut } from './spelling.ts';

export interface ProposeContext {
  readonly resolveRegion: ResolveRegion;
  readonly sheetName?: string;
  readonly fileName?: string;
  /** The region that the source as a whole is about, when whoever set it up said so. */
  readonly region?: RegionRef;
  /** Last rows of a sheet longer than the sample. */
  readonly tail?: readonly Row[];
}

/** Most rows looked at, and most cells: of wide tables fewer rows tell as much. */
const SAMPLE = { rows: 2000, leastRows: 200, cells: 100_000 } as const;

/**
 * One reading for each table of the sheet, in order; empty when every row is blank. `sample` is the first rows as they
 * come (up to 2,000 are looked at), `merges` the merged areas of the sheet.
 */
export function proposeReading(sample: readonly Row[], merges: readonly Merge[], context: ProposeContext): Reading[] {
  const width = sample.reduce((most, { cells }) => Math.max(most, cells.length), 1);
  const seen = sample.slice(0, Math.min(SAMPLE.rows, Math.max(SAMPLE.leastRows, Math.floor(SAMPLE.cells / width))));
  const { rows, decimalMonths } = spelledOut(seen);
  const raw = new Map(rows.map((row) => [row.line, row]));
  const blocks = findBlocks(rows, merges);
  return blocks.map((block, i) => {
    const to = i + 1 < blocks.length ? firstLine(blocks[i + 1]) - 1 : null;
    const above = i === 0 ? [] : linesOf(blocks[0]?.preamble ?? []);
    const foot = to === null ? tailLines(context.tail ?? []) : [];
    return propose(block, { from: firstLine(block), to, above, foot, raw, merges, context, decimalMonths });
  });
}

interface Place {
  readonly from: number;
  readonly to: number | null;
  readonly above: readonly SheetLine[];
  readonly foot: readonly SheetLine[];
  readonly raw: ReadonlyMap<number, Row>;
  readonly merges: readonly Merge[];
  readonly context: ProposeContext;
  readonly decimalMonths: boolean;
}

function firstLine(block: Block | undefined): number {
  return (block?.preamble[0] ?? block?.header[0] ?? block?.body[0])?.row.line ?? 1;
}

function propose(block: Block, place: Place): Reading {
  const resolve = place.context.resolveRegion;
  const seen = observe(block, place);
  const first = decide(seen, [], resolve);
  const foreign = foreignColumns(block, first, createRegionReader(resolve, { whole: seen.whole }));
  const observed = { ...seen, foreign, ...separation(block, first.columns) };
  const reading = decide(observed, [], resolve);
  const rows = block.body.map(({ row }) => place.raw.get(row.line) ?? row);
  const series = seriesOf(reading, rows, resolve);
  return { ...reading, series, shape: shapeOf(reading) };
}

/** Rows below the header that are kept, so that a person may move the header down. */
const KEPT_BELOW = 3;

function observe(block: Block, place: Place): Observed {
  const { from, to, above, foot, raw, merges, context, decimalMonths } = place;
  const { preamble, header, body } = block;
  const data = body.filter((row) => !isWords(row));
  const bare = data.map((facts) => unmerged(facts, raw));
  const whole = wholeOf(block, context);
  const regions = createRegionReader(context.resolveRegion, { whole });
  const head = [...preamble, ...header, ...body.slice(0, KEPT_BELOW)];
  const width = widthOf(header, data);
  return {
    from,
    to,
    sheetName: context.sheetName ?? null,
    fileName: context.fileName ?? null,
    sourceRegion: context.region ?? null,
    head: head.map(({ row, cells }) => ({ line: row.line, cells })),
    headerRows: header.map(({ row }) => row.line),
    dataFrom: body[0]?.row.line ?? (header.at(-1)?.row.line ?? from) + 1,
    lines: [...linesOf(preamble), ...cornerUnits(header), ...linesOf(block.foot), ...foot],
    above,
    evidence: Array.from({ length: width }, (_, i) => evidenceOf(i, data, bare, regions)),
    merged: mergedDown(data, merges),
    differences: differences(data, width),
    foreign: [],
    separating: [],
    unique: true,
    sections: sectionTexts(body),
    whole,
    decimalMonths,
  };
}

/** The row as it came, where merges were filled into it. */
function unmerged(facts: RowFacts, raw: ReadonlyMap<number, Row>): RowFacts {
  const row = raw.get(facts.row.line);
  return row && row !== facts.row ? factsOf(row) : facts;
}

/** Columns of the table: those of the header, and beyond it those that a third of the rows fill. */
function widthOf(header: readonly RowFacts[], data: readonly RowFacts[]): number {
  const reach = (rows: readonly RowFacts[]) =>
    rows.map(({ filled }) => (filled.at(-1) ?? -1) + 1).toSorted((a, b) => b - a);
  const rowReaches = reach(data);
  const common = header.length === 0 ? (rowReaches[0] ?? 0) : (rowReaches[Math.floor(rowReaches.length / 3)] ?? 0);
  return Math.max(common, reach(header)[0] ?? 0);
}

const WHOLE_SAMPLE = 300;

/** The region that holds all regions named in the table. */
function wholeOf({ header, body }: Block, { resolveRegion, region }: ProposeContext): RegionRef | null {
  const regions = createRegionReader(resolveRegion);
  const texts = [...header, ...body.slice(0, WHOLE_SAMPLE)].flatMap(({ cells, kinds }) =>
    cells.filter((_, i) => kinds[i] === 'text').map(textOf),
  );
  const found = [...new Set(texts)].map((text) => regions.read(text)).filter((r) => r !== null);
  return commonParent(found, resolveRegion) ?? region ?? null;
}

/** Columns in which a merged area reaches down from one data row to another. */
function mergedDown(data: readonly RowFacts[], merges: readonly Merge[]): number[] {
  const lines = new Set(data.map(({ row }) => row.line));
  const down = merges.filter(({ top, bottom }) => bottom > top && lines.has(top));
  return [...new Set(down.map(({ left }) => left))];
}

function linesOf(rows: readonly RowFacts[]): SheetLine[] {
  return rows.flatMap(({ row, cells, filled }) =>
    [...new Set(filled.map((i) => textOf(cells[i]).trim()))].map((text) => lineOf(row.line, text)),
  );
}

/** 单位：亿元 written in the corner of the header. */
function cornerUnits(header: readonly RowFacts[]): SheetLine[] {
  return linesOf(header).filter(({ what }) => what === 'unit');
}

const LINE_NAMES = { title: '标题或说明', unit: '单位', note: '注', source: '数据来源', blank: '空行' } as const;

function lineOf(line: number, text: string): SheetLine {
  const what = lineKind(text);
  return { line, what, text, confidence: what === 'title' ? 0.8 : 0.95, why: `第 ${line} 行是${LINE_NAMES[what]}` };
}

/** Notes and sources among the last rows. */
function tailLines(tail: readonly Row[]): SheetLine[] {
  const words = tail.map(factsOf).filter(isWords);
  return linesOf(words).filter(({ what }) => what === 'note' || what === 'source');
}

/** Columns of regions most of which do not lie in the region to their left. */
function foreignColumns({ body }: Block, { columns, bands }: Reading, regions: RegionReader): number[] {
  const named = columns.filter(({ role }) => role === 'region').map(({ index }) => index);
  if (bands.length > 1) return [];
  return named.slice(1).filter((index, i) => {
    const pairs = body.flatMap(({ cells }) => {
      const above = regions.read(cells[named[i] ?? 0]);
      const own = above && regions.read(cells[index], above.code);
      return above && own ? [isWithin(own.code, above.code)] : [];
    });
    return pairs.filter(Boolean).length * 2 < pairs.length;
  });
}

const KEYS: readonly ColumnRole[] = ['region', 'regionCode', 'period', 'measureName', 'dimension'];

function separation(block: Block, columns: readonly Column[]): Pick<Observed, 'separating' | 'unique'> {
  const rows = block.body.filter(({ filled, cells }) => filled.length > 1 && !isBlank(cells[filled[0] ?? 0]));
  const indexes = (test: (column: Column) => boolean) => columns.filter(test).map(({ index }) => index);
  const keys = indexes(({ role }) => KEYS.includes(role));
  const texts = indexes(({ role, evidence }) => role === 'attribute' && evidence.texts > 0);
  const carried = new Set(indexes(({ carry }) => carry));
  const numbered = columns.some(
    ({ evidence, role }) => evidence.counting && (role === 'ignore' || role === 'attribute'),
  );
  const { needed, unique } = identify(rows, keys, texts, carried, numbered ? 'numbered' : 'plain');
  // Where only its own name tells a row from the next, the table lists things: projects, not series.
  const timed = columns.some(({ role, cast }) => role === 'period' || cast?.period != null || cast?.partial != null);
  const listing = !timed && needed.some((i) => isOwnName(columns[i], rows.length));
  return listing ? { separating: [], unique: false } : { separating: needed, unique };
}

function isOwnName(column: Column | undefined, rows: number): boolean {
  return rows > 2 && column !== undefined && column.evidence.distinct * 10 >= rows * 9;
}
