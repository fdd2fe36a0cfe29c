/** Prepares a reading for reading many rows: which cells to look at, and for what. */
import type { GrowthKind } from './growth.ts';
import type { Cast, Column, PeriodPart, Reading } from './reading.ts';

export interface LabelColumn {
  readonly index: number;
  readonly carry: boolean;
}

export interface PeriodColumn extends LabelColumn {
  readonly part: PeriodPart;
}

export interface ValueColumn {
  readonly index: number;
  readonly cast: Cast;
  readonly growth: readonly { readonly index: number; readonly kind: GrowthKind }[];
}

export interface DimensionColumn extends LabelColumn {
  readonly label: string;
}

export interface Plan {
  readonly reading: Reading;
  /** Cells beyond have no header. */
  readonly width: number;
  /** Coarse to fine: 市, 县. */
  readonly regions: readonly LabelColumn[];
  readonly codes: readonly LabelColumn[];
  readonly periods: readonly PeriodColumn[];
  readonly names: readonly LabelColumn[];
  readonly unit: LabelColumn | null;
  readonly dimensions: readonly DimensionColumn[];
  readonly values: readonly ValueColumn[];
  /** Indexes of all cells that hold figures. */
  readonly figures: readonly number[];
}

/** The plan of a reading. */
export function planOf(reading: Reading): Plan {
  const { columns } = reading;
  const of = (role: Column['role']) => columns.filter((column) => column.role === role);
  return {
    reading,
    width: columns.length,
    regions: of('region'),
    codes: of('regionCode'),
    periods: of('period').map((column) => ({ ...column, part: column.part ?? 'whole' })),
    names: of('measureName'),
    unit: of('unit')[0] ?? null,
    dimensions: of('dimension'),
    values: of('measure').flatMap((column) => valueColumn(column, of('growth'))),
    figures: [...of('measure'), ...of('growth')].map(({ index }) => index),
  };
}

function valueColumn({ index, cast }: Column, growths: readonly Column[]): ValueColumn[] {
  if (!cast) return [];
  const growth = growths.flatMap((g) => (g.growth?.of === index ? [{ index: g.index, kind: g.growth.kind }] : []));
  return [{ index, cast, growth }];
}
