/** Decides how a table is read from what was observed of it and what a person has said. Asks nothing of the file. */
import { aliasesOf, lineKindsOf } from './alias.ts';
import { axesOf, isInside } from './axes.ts';
import { bandsOf } from './band.ts';
import { type HeadReading, readHead } from './cast.ts';
import type { Draft } from './column-role.ts';
import { settleColumns } from './columns.ts';
import { type Evidence, NO_EVIDENCE } from './evidence.ts';
import { factsOf } from './facts.ts';
import { relevant, sayingsFixed } from './fixed.ts';
import { gapsOf } from './gap.ts';
import { headerReason } from './header-reason.ts';
import { type HeadKind, headKind } from './headword.ts';
import { keyedLine } from './line.ts';
import { readMeasure, within } from './measure.ts';
import { withWholes } from './part.ts';
import { headerPaths } from './path.ts';
import type { Aliases, Because, Column, Correction, Fixed, Layout, Observed, Reading } from './reading.ts';
import { createRegionReader, type RegionReader, type ResolveRegion } from './region.ts';
import { type Section, sectionOf } from './section.ts';
import { periodOf } from './time.ts';

/** A reading without its fingerprint and series, which `propose.ts` adds. */
export function decide(observed: Observed, corrections: readonly Correction[], resolve: ResolveRegion): Reading {
  const aliases = aliasesOf(corrections, observed.decimalMonths);
  const regions = createRegionReader(resolve, { aliases: aliases.regions, whole: observed.whole });
  const headerRows = headerLines(observed, corrections);
  const said = sayingsFixed(observed, regions, corrections);
  const drafts = draftsOf(observed, headerRows, isOfAmounts(said), { aliases, regions });
  const settle = (measureElsewhere: boolean) =>
    settleColumns({ drafts, observed, measureElsewhere, titled: isTitled(said.period), corrections });
  const first = settle(said.measure !== null);
  const section = saidSection(corrections) ?? sectionOf(observed.sections, first, regions);
  const columns = section?.sets === 'measure' ? settle(true) : first;
  const fixed = relevant(said, columns, section);
  return assemble({ observed, corrections, aliases, headerRows, columns, section, fixed });
}

type Parts = Pick<Reading, 'observed' | 'corrections' | 'aliases' | 'headerRows' | 'columns' | 'section' | 'fixed'>;

function assemble(parts: Parts): Reading {
  const { observed, columns, fixed, section } = parts;
  const axes = axesOf(columns, fixed, section);
  const unique = observed.unique || parts.corrections.some((c) => c.kind === 'column' && c.role === 'dimension');
  const bands = bandsOf(columns);
  const [layout, why] = layoutOf(unique, columns, axes, section, fixed.period, bands);
  const shown = layout === 'dataset' ? columns.map(asItem) : columns;
  const reading = { layout, axes, columns: shown, fixed };
  return {
    ...parts,
    ...reading,
    version: 1,
    bands: layout === 'dataset' ? [0] : bands,
    title: titleOf(observed, parts.headerRows),
    headerWhy: headerReason(parts.headerRows, shown),
    section: layout === 'dataset' ? null : section,
    lineKinds: lineKindsOf(parts.corrections),
    series: [],
    gaps: gapsOf(reading),
    shape: '',
    confidence: sureness(shown, layout === 'dataset' ? [] : [fixed.region, fixed.period, fixed.measure]),
    why,
  };
}

/** No surer than its least sure column, and than what was taken from titles and names or guessed. */
function sureness(columns: readonly Column[], said: readonly (Because | null)[]): number {
  const used = columns.filter(({ role }) => role !== 'ignore');
  return Math.min(1, ...used.map(({ confidence }) => confidence), ...said.map((each) => each?.confidence ?? 1));
}

/** The first words above the table that are no key and value. */
function titleOf({ lines }: Observed, headerRows: readonly number[]): string | null {
  const above = lines.filter(
    ({ what, line }) => what === 'title' && line < (headerRows[0] ?? Number.POSITIVE_INFINITY),
  );
  return (
    above.find(({ text }) => keyedLine(text) === null && periodOf(text) === null && !/^附[件表]?\d*$/.test(text))
      ?.text ?? null
  );
}

function headerLines(observed: Observed, corrections: readonly Correction[]): readonly number[] {
  const said = corrections.findLast((c) => c.kind === 'header');
  return said?.kind === 'header' ? said.lines : observed.headerRows;
}

function draftsOf(observed: Observed, headerRows: readonly number[], amounts: boolean, options: Options): Draft[] {
  const { aliases, regions } = options;
  const header = observed.head.filter(({ line }) => headerRows.includes(line)).map(factsOf);
  const paths = headerPaths(header, observed.evidence.length);
  const inHeader = namesRegions(paths, observed, regions) ? regions : null;
  const drafts = paths.map((path, index): Draft => {
    const evidence = observed.evidence[index] ?? NO_EVIDENCE;
    const isDifference = observed.differences.includes(index);
    const head = readHead(path, { regions: inHeader, aliases, amounts, isDifference });
    return { index, path, evidence, head: asName(head, path, evidence) };
  });
  return withWholes(drafts);
}

interface Options {
  readonly aliases: Aliases;
  readonly regions: RegionReader;
}

/** Whether the sheet says its units and none of them is a percentage. */
function isOfAmounts({ units }: Fixed): boolean {
  return units?.value.every((unit) => !/^[%‰]$|百分点/.test(unit)) ?? false;
}

const LABEL_KINDS: readonly (HeadKind | null)[] = ['region', 'entity', 'measureName', 'time'];

/** A label word above figures is a name: 城市 and 农村 beside 全省 are kinds of prices, not places. */
function asName(head: HeadReading, path: readonly string[], evidence: Evidence): HeadReading {
  const figures = evidence.numbers * 2 > evidence.filled && evidence.codes + evidence.periods < evidence.numbers;
  const text = path.at(-1);
  if (!LABEL_KINDS.includes(head.kind) || !figures || text === undefined) return head;
  return { ...head, kind: null, cast: { ...head.cast, measure: within(head.cast.measure, readMeasure(text)) } };
}

/** Whether headers are regions: two of them are, or one while no row names any. */
function namesRegions(paths: readonly (readonly string[])[], { evidence }: Observed, regions: RegionReader): boolean {
  const isRegion = (text: string) => headKind(text) === null && regions.read(text) !== null;
  const count = paths.filter((path) => path.some(isRegion)).length;
  return count > 1 || (count === 1 && evidence.every((e) => e.regions * 2 < e.filled || e.filled === 0));
}

function saidSection(corrections: readonly Correction[]): Section | null {
  const said = corrections.findLast((c) => c.kind === 'section');
  return said?.kind === 'section' && said.sets ? { sets: said.sets, confidence: 1, why: '由人指定' } : null;
}

/** A plain dataset when nothing inside the table is a region, a period or a named measure of one period. */
function layoutOf(
  unique: boolean,
  columns: readonly Column[],
  axes: Reading['axes'],
  section: Section | null,
  period: Fixed['period'],
  bands: readonly number[],
): [Layout, string] {
  const names = columns.some(({ role }) => role === 'measureName');
  if (!columns.some(({ role }) => role === 'measure')) return ['dataset', '没有数值列，按普通数据表收'];
  const entities = columns.some(({ role, confidence }) => role === 'dimension' && confidence >= 0.8);
  const listed = (names || (entities && isTitled(period))) && axes.period.at.includes('sheet');
  if (!isInside(axes.region) && !isInside(axes.period) && !listed) return ['dataset', '没有地区和时间，按普通数据表收'];
  if (bands.length > 1) return ['cross', `表格左右并列 ${bands.length} 栏，逐栏按统计表收`];
  if (!unique && !names && !section) return ['dataset', '同一地区同一时间有多行，是逐条明细，按普通数据表收'];
  const crossed = names || section !== null || [axes.region, axes.period].some(({ at }) => at.includes('columns'));
  if (crossed) return ['cross', '表头或行首交叉写地区、时间、指标，按统计表收'];
  return ['tidy', '每行一条记录，每列一个指标'];
}

/** Said above the table, not only in the name of a file. */
function isTitled(period: Fixed['period']): boolean {
  return period !== null && period.from !== 'file-name' && period.from !== 'sheet-name';
}

/** In a plain table every column is kept as it is. */
function asItem(column: Column): Column {
  const { type } = column.evidence;
  return {
    ...column,
    role: 'attribute',
    part: null,
    cast: null,
    growth: null,
    carry: false,
    why: `按${TYPES[type]}保存`,
  };
}

const TYPES = { number: '数', text: '文字', date: '日期', boolean: '是否' } as const;
