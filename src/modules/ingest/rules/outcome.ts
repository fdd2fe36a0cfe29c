/** What becomes of one source row. Every row has exactly one outcome: read = accepted + quarantined + non-data. */
import type { Basis } from '#platform/period/basis.ts';
import type { GrowthKind } from './growth.ts';
import type { MeasureRef } from './measure.ts';
import type { Missing, NumberFlag } from './number.ts';
import type { RowKind } from './reading.ts';
import type { RegionRef } from './region.ts';
import type { Cell } from './sheet.ts';

/** `caliber-change`: published under another name of the same series (R17). */
export type ObservationFlag = NumberFlag | 'caliber-change';

/** Published growth of a value, in percent or (Pp) percentage points. Only what was published is present (R4). */
export type Growth = Readonly<Partial<Record<GrowthKind, number>>>;

/** One value of one measure. Region, period or measure is null only where the reading has that gap. */
export interface Observation {
  readonly region: RegionRef | null;
  /** Period key. */
  readonly period: string | null;
  readonly basis: Basis | null;
  readonly measure: MeasureRef | null;
  /** Null when missing; never zero for missing (R13). */
  readonly value: number | null;
  readonly missing: Missing | null;
  readonly flags: readonly ObservationFlag[];
  readonly growth: Growth | null;
  /** Index of the cell the value came from. */
  readonly col: number;
  /** What else tells the value apart (站点, 行业), by column label. */
  readonly dims: Readonly<Record<string, string>> | null;
}

export const QUARANTINE_REASONS = {
  'region-unknown': '不认得地区',
  'region-missing': '没有写地区',
  'region-conflict': '地区前后不一致',
  'period-unreadable': '时间无法识别',
  'period-missing': '没有写时间',
  'measure-missing': '没有写指标',
  'value-unreadable': '数值无法识别',
  'unit-unknown': '单位无法识别',
  'unit-conflict': '单元格里的单位与该列单位不同',
  'extra-cells': '内容超出表头的列数',
  'duplicate-conflict': '与前面同一地区、时间、指标的值不同',
  'not-a-table': '不在任何表格之内',
} as const;
export type QuarantineCode = keyof typeof QUARANTINE_REASONS;

export interface Accepted {
  readonly kind: 'accepted';
  readonly line: number;
  readonly observations: readonly Observation[];
  /** For tidy and plain tables: the row as typed items, one for each column of the reading; else null. */
  readonly record: readonly Cell[] | null;
}

export interface Quarantined {
  readonly kind: 'quarantined';
  readonly line: number;
  readonly code: QuarantineCode;
  /** A sentence for the person who mends it. */
  readonly text: string;
  readonly cells: readonly Cell[];
  /** Indexes of the cells at fault. */
  readonly columns: readonly number[];
}

export interface NonData {
  readonly kind: 'non-data';
  readonly line: number;
  readonly what: RowKind;
  readonly text: string;
}

export type Outcome = Accepted | Quarantined | NonData;

/** Why a row cannot be read; thrown nowhere, returned up to the row. */
export interface Fault {
  readonly fault: QuarantineCode;
  readonly detail: string;
  readonly columns: readonly number[];
}

/** A row of totals that names no region or period of its own. */
export const TOTAL = Symbol('total');

/** A fault at some cells. */
export function faultAt(fault: QuarantineCode, detail: string, ...columns: number[]): Fault {
  return { fault, detail, columns };
}

/** Whether something read is a fault. */
export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'fault' in value;
}

/** The row in quarantine: 第 12 行第 3 列：数值无法识别：“停产”不是数. */
export function quarantined(line: number, cells: readonly Cell[], { fault, detail, columns }: Fault): Quarantined {
  const place =
    columns.length > 0 ? `第 ${line} 行第 ${columns.map((column) => column + 1).join('、')} 列` : `第 ${line} 行`;
  const text = `${place}：${QUARANTINE_REASONS[fault]}${detail === '' ? '' : `：${detail}`}`;
  return { kind: 'quarantined', line, code: fault, text, cells, columns };
}
