/**
 * How the engine itself reads a tidy delimited file: one record a row, each column one thing, nothing carried from row
 * to row. The engine takes the rows that it reads exactly as the reader of `rules/` would; the rest go to that reader.
 */
export interface PlainPlan {
  /** Columns of a record. */
  readonly width: number;
  /** Columns that have a header; those beyond must be blank. */
  readonly used: number;
  readonly region: PlainRegion;
  readonly period: PlainPeriod;
  readonly measures: readonly PlainMeasure[];
  readonly fields: readonly PlainField[];
  /** A row with fewer filled cells may be a note; 0 where a figure is what makes a row data. */
  readonly minFilled: number;
  /** What `_col` says: the column of the first value. */
  readonly col: number;
}

/** `none`: the table has no regions; `texts`: these columns name it together. */
export type PlainRegion =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly code: string; readonly name: string }
  | { readonly kind: 'texts'; readonly columns: readonly number[] };

export type PlainPeriod =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly key: string }
  | { readonly kind: 'texts'; readonly columns: readonly number[] }
  | { readonly kind: 'parts'; readonly columns: Readonly<Partial<Record<PlainPart, number>>> };

export type PlainPart = 'year' | 'quarter' | 'month' | 'day' | 'hour';

/** A column of figures and the dataset column that takes them; `growth` is the column of the published growth. */
export interface PlainMeasure {
  readonly column: number;
  readonly name: string;
  readonly growth: number | null;
}

/** A column that goes along with the record. */
export interface PlainField {
  readonly column: number;
  readonly name: string;
  readonly type: 'text' | 'number';
}

/** What the texts of regions and periods have been found to mean; texts that mean nothing are not in it. */
export interface PlainWords {
  readonly regions: ReadonlyMap<string, { readonly code: string; readonly name: string }>;
  /** Text → period key. */
  readonly periods: ReadonlyMap<string, string>;
}
