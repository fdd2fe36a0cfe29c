/** Prepares a reading for reading many rows: which cells to look at, and for what. */
import type { GrowthKind } from './growth.ts';
import { isAspect, isQuantity, type MeasureRef } from './measure.ts';
import type { Cast, Column, PeriodPart, Reading } from './reading.ts';

export interface LabelColumn {
  readonly index: number;
  readonly carry: boolean;
}

export interface PeriodColumn extends LabelColumn {
  readonly part: PeriodPart;
  /** Beside 1—3月 a bare 3月 is the month alone (R1). */
  readonly mixed: boolean;
}

export interface GrowthColumn {
  readonly index: number;
  readonly kind: GrowthKind;
  /** Place among the figures of a row, see `Plan.slots`. */
  readonly slot: number;
}

export interface ValueColumn {
  readonly index: number;
  readonly cast: Cast;
  readonly growth: readonly GrowthColumn[];
  readonly slot: number;
  /** Its header names it whole: what the title is about is said of other columns. */
  readonly own: boolean;
}

export interface DimensionColumn extends LabelColumn {
  readonly label: string;
  /** Labels are parts of one another: 普通高中, 其中：民办. */
  readonly nested: boolean;
}

export interface Plan {
  readonly reading: Reading;
  /** Cells beyond have no header. */
  readonly width: number;
  /** Coarse to fine: 市, 县. */
  readonly regions: readonly LabelColumn[];
  readonly codes: readonly LabelColumn[];
  /** Columns left of the regions that say nothing of the values: running numbers, ranks. */
  readonly asides: readonly LabelColumn[];
  readonly periods: readonly PeriodColumn[];
  readonly names: readonly LabelColumn[];
  readonly unit: LabelColumn | null;
  readonly dimensions: readonly DimensionColumn[];
  readonly values: readonly ValueColumn[];
  /** Indexes of all cells that hold figures. */
  readonly figures: readonly number[];
  /** How many figures a row has: values and their growths. */
  readonly slots: number;
}

/** The plan of a reading. */
export function planOf(reading: Reading): Plan {
  const { columns } = reading;
  const of = (role: Column['role']) => columns.filter((column) => column.role === role);
  const figures = [...of('measure'), ...of('growth')].map(({ index }) => index);
  return {
    reading,
    width: columns.length,
    regions: of('region'),
    codes: of('regionCode'),
    asides: asidesOf(columns),
    periods: of('period').map((column) => ({ ...column, part: column.part ?? 'whole', mixed: isMixed(column) })),
    names: of('measureName'),
    unit: of('unit')[0] ?? null,
    dimensions: of('dimension').map((column) => ({ ...column, nested: column.evidence.items > 0 })),
    values: of('measure').flatMap((column) => valueColumn(column, of('growth'), figures, isOwn(column, reading))),
    figures,
    slots: figures.length,
  };
}

function isMixed({ evidence: { runs, periods } }: Column): boolean {
  return runs > 0 && runs < periods;
}

function asidesOf(columns: readonly Column[]): LabelColumn[] {
  const region = columns.find(({ role }) => role === 'region')?.index ?? 0;
  const left = columns.filter(({ role, index }) => index < region && (role === 'ignore' || role === 'attribute'));
  return left.map(({ index }) => ({ index, carry: false }));
}

/** A title that is not sure what the table is about (各市城镇新增就业完成情况) does not rule a column 失业人员再就业. */
function isOwn({ cast }: Column, { fixed, columns }: Reading): boolean {
  const unsure = fixed.measure !== null && fixed.measure.confidence < 0.85;
  return unsure && cast?.measure != null && isWhole(cast.measure) && !columns.some(isSum);
}

/** 合计 beside 寿险 and 健康险: all of them are parts of what the title is about. */
function isSum({ role, path }: Column): boolean {
  return role === 'measure' && /^(?:合计|总计|小计|计)$/.test(path.at(-1)?.replace(/\(.*\)$/, '') ?? '');
}

/** Named so that it needs no other name: not 占比, not 产量, not 产量/井工. */
function isWhole(measure: MeasureRef): boolean {
  if (measure.group !== null) return !isQuantity({ name: measure.group });
  return !isAspect(measure) && !isQuantity(measure);
}

function valueColumn(
  { index, cast }: Column,
  growths: readonly Column[],
  figures: readonly number[],
  own: boolean,
): ValueColumn[] {
  if (!cast) return [];
  const slot = (column: number) => figures.indexOf(column);
  const grown = growths.flatMap(({ index: at, growth }): GrowthColumn[] =>
    growth?.of === index ? [{ index: at, kind: growth.kind, slot: slot(at) }] : [],
  );
  return [{ index, cast, growth: grown, slot: slot(index), own }];
}
