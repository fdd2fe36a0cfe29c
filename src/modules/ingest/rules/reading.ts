/**
 * How a sheet is read: a plain, editable, JSON-serialisable description. It is proposed by `propose.ts`, corrected by
 * people through `correct.ts`, remembered by `shape.ts` and carried out by `apply.ts`.
 */
import type { Basis } from '#platform/period/basis.ts';
import type { Evidence } from './evidence.ts';
import type { GrowthKind } from './growth.ts';
import type { MeasureRef } from './measure.ts';
import type { RegionRef } from './region.ts';
import type { Cell } from './sheet.ts';
import type { PeriodRef } from './time.ts';

/** How sure an element is (0–1) and the reason, in words a person can check against the sheet. */
export interface Because {
  readonly confidence: number;
  readonly why: string;
}

/**
 * `measureName` names the indicator of the row · `measure` holds values · `growth` holds the published growth of a
 * `measure` column · `dimension` tells otherwise equal rows apart (站点, 行业) · `attribute` is kept with the record only.
 */
export const COLUMN_ROLES = [
  'region',
  'regionCode',
  'period',
  'measureName',
  'unit',
  'measure',
  'growth',
  'dimension',
  'attribute',
  'note',
  'ignore',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** What of the period a column holds: `whole` any readable period, the others one number of it. */
export const PERIOD_PARTS = ['whole', 'year', 'quarter', 'month', 'day', 'hour'] as const;
export type PeriodPart = (typeof PERIOD_PARTS)[number];

/** What the header of a value column says of every value below it. */
export interface Cast {
  readonly region: RegionRef | null;
  readonly period: PeriodRef | null;
  /** A period without its year, completed by the row, the section or the title. */
  readonly partial: string | null;
  readonly measure: MeasureRef | null;
  /** 本月, 累计 in the header; overrides what the period text says. */
  readonly basis: Basis | null;
  readonly unit: string | null;
  /** 上年同期: the value belongs to the same period of the year before, or with `previous` to the period before. */
  readonly yearAgo: boolean;
  /** 上月, 上期. */
  readonly previous: boolean;
}

export interface Column extends Because {
  readonly index: number;
  /** Header texts from top to bottom. */
  readonly path: readonly string[];
  readonly label: string;
  readonly role: ColumnRole;
  /** For role `period`. */
  readonly part: PeriodPart | null;
  /** A blank cell repeats the one above. */
  readonly carry: boolean;
  /** For roles `measure` and `growth`. */
  readonly cast: Cast | null;
  /** For role `growth`: the column of the values that grew (null: the measure stands on its own) and the kind. */
  readonly growth: { readonly of: number; readonly kind: GrowthKind } | null;
  readonly evidence: Evidence;
}

/** Where the regions, periods and measures of the values stand. */
export const AXES = ['rows', 'columns', 'sections', 'sheet', 'none'] as const;
export type AxisPlace = (typeof AXES)[number];
export interface Axis extends Because {
  /** Several places at once are possible: the year in rows and the month in columns. */
  readonly at: readonly AxisPlace[];
}

/** What a row outside the data is. */
export const ROW_KINDS = [
  'title',
  'header',
  'unit',
  'note',
  'source',
  'blank',
  'section',
  'total',
  'duplicate',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

export interface SheetLine extends Because {
  readonly line: number;
  readonly what: RowKind;
  readonly text: string;
}

/** Said once for the whole block: in the title, a preamble row, the sheet name, the file name, or by a person. */
export interface Said<T> extends Because {
  readonly value: T;
  readonly from:
    | 'title'
    | 'preamble'
    | 'unit-row'
    | 'sheet-name'
    | 'file-name'
    | 'table'
    | 'source'
    | 'context'
    | 'person';
  readonly line: number | null;
}

export interface Fixed {
  readonly region: Said<RegionRef> | null;
  readonly period: Said<PeriodRef> | null;
  readonly year: Said<number> | null;
  readonly measure: Said<MeasureRef> | null;
  /** Units in the order they are listed: 单位：亿元、% is two. */
  readonly units: Said<readonly string[]> | null;
}

/** What a row with a single text among the data sets for the rows below it. */
export type SectionSets = 'measure' | 'region' | 'period' | 'group';

/** Labels that are one series whose name changed (R17): values are read under `name`, flagged, never split silently. */
export interface Series extends Because {
  readonly name: string;
  readonly labels: readonly { readonly label: string; readonly from: string; readonly to: string }[];
}

/** What a person has to say before the values can become indicators. */
export interface Gap {
  readonly what: 'region' | 'period' | 'measure' | 'unit';
  readonly text: string;
}

/** Words of the sheet whose meaning a person has told, or the sheet as a whole. */
export interface Aliases {
  /** Times are written as 2016.01 with zeros lost at the end: 2016.1 is October. */
  readonly decimalMonths: boolean;
  readonly regions: Readonly<Record<string, RegionRef>>;
  readonly periods: Readonly<Record<string, PeriodRef>>;
  readonly measures: Readonly<Record<string, { readonly name: string; readonly unit: string | null }>>;
}

/** A row above or around the header with merges filled: enough to read the headers anew when a person moves them. */
export interface HeadRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** What was seen in the sample, before any decision. A correction decides anew from this, without the file. */
export interface Observed {
  /** First line of the block, and last (null: to the end of the sheet). */
  readonly from: number;
  readonly to: number | null;
  readonly sheetName: string | null;
  readonly fileName: string | null;
  /** The region of the source as whoever set it up said. */
  readonly sourceRegion: RegionRef | null;
  readonly head: readonly HeadRow[];
  readonly headerRows: readonly number[];
  /** Line of the first row of data. */
  readonly dataFrom: number;
  /** Rows of words above and below the table. */
  readonly lines: readonly SheetLine[];
  /** Rows of words above the first table of the sheet: what they say holds for later ones too. */
  readonly above: readonly SheetLine[];
  readonly evidence: readonly Evidence[];
  /** Columns whose cells are merged downwards. */
  readonly merged: readonly number[];
  /** Columns whose figures are the difference of two others. */
  readonly differences: readonly number[];
  /** Columns of regions that do not lie in those to the left: 迁出地 | 迁入地. */
  readonly foreign: readonly number[];
  /** Columns of text without which rows repeat their region, period and name. */
  readonly separating: readonly number[];
  /** False when rows repeat their region, period and name all the same: a list of events. */
  readonly unique: boolean;
  /** Texts standing alone in a row among the data. */
  readonly sections: readonly string[];
  /** The region that holds all regions of the table: what 全省 and 合计 stand for. */
  readonly whole: RegionRef | null;
  /** Rows below the header have times such as 2016.01, with zeros lost at the end. */
  readonly decimalMonths: boolean;
}

/**
 * `tidy` one record a row, each column one thing · `cross` regions, periods or measures stand in the header or down the
 * side · `dataset` rows of a plain table without indicators.
 */
export type Layout = 'tidy' | 'cross' | 'dataset';

export interface Reading extends Because {
  readonly version: 1;
  readonly layout: Layout;
  readonly observed: Observed;
  readonly title: string | null;
  readonly headerRows: readonly number[];
  readonly headerWhy: string;
  readonly columns: readonly Column[];
  /** First columns of halves printed side by side; a single 0 for an ordinary table. */
  readonly bands: readonly number[];
  readonly axes: { readonly region: Axis; readonly period: Axis; readonly measure: Axis };
  readonly fixed: Fixed;
  readonly section: ({ readonly sets: SectionSets } & Because) | null;
  readonly aliases: Aliases;
  /** Lines whose kind a person has told. */
  readonly lineKinds: Readonly<Record<number, RowKind | 'data'>>;
  readonly series: readonly Series[];
  readonly gaps: readonly Gap[];
  /** Fingerprint of the layout as proposed, see `shape.ts`. */
  readonly shape: string;
  readonly corrections: readonly Correction[];
}

/** What a person changed. Kept with the reading so that it can be carried over to the next file of the same shape. */
export type Correction =
  | {
      readonly kind: 'column';
      readonly column: number;
      readonly role: ColumnRole;
      readonly part?: PeriodPart;
      /** For role growth: the column it belongs to. */
      readonly of?: number;
    }
  | { readonly kind: 'header'; readonly lines: readonly number[] }
  | { readonly kind: 'unit'; readonly unit: string; readonly column?: number }
  | { readonly kind: 'line'; readonly line: number; readonly what: RowKind | 'data' }
  | { readonly kind: 'region'; readonly text: string; readonly region: RegionRef }
  | { readonly kind: 'period'; readonly text: string; readonly period: PeriodRef }
  | { readonly kind: 'measure'; readonly text: string; readonly name: string; readonly unit?: string }
  | { readonly kind: 'sheet-region'; readonly region: RegionRef }
  | { readonly kind: 'sheet-period'; readonly period: PeriodRef }
  | { readonly kind: 'sheet-measure'; readonly name: string; readonly unit?: string }
  | { readonly kind: 'section'; readonly sets: SectionSets | null };
