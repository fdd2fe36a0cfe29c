/** What an indicator is (指标元数据): the fields that decide how its figures may be read, derived, compared and judged. */
import type { Basis } from '#platform/period/basis.ts';
import type { Frequency } from '#platform/period/key.ts';
import type { Direction, Level, RankKey, VintageStage } from '../contract.ts';
import type { Threshold } from './threshold.ts';

/** 经济运行 市场监管 社会治理 生态环保 能源革命 教育医疗 就业养老 社会保障 政务服务. */
export const DOMAINS = ['JJ', 'SC', 'ZL', 'ST', 'NY', 'JW', 'JL', 'SB', 'ZW'] as const;
export type Domain = (typeof DOMAINS)[number];

/** The boards of the cockpit on which an indicator stands. */
export const BOARDS = [
  'economy',
  'reports',
  'emergency',
  'supervision',
  'departments',
  'regions',
  'realtime',
  'services',
  'apps',
  'opinion',
  'operations',
] as const;
export type Board = (typeof BOARDS)[number];

/** What kind of number it is: an amount, a share of something, itself a growth rate, or an index of 100. */
export type Measure = 'amount' | 'rate' | 'growth' | 'index';

/** How the province follows from the cities (汇总). */
export type Aggregation =
  | { readonly rule: 'sum'; readonly note?: string }
  /** People or firms counted once although several cities report them. */
  | { readonly rule: 'distinct'; readonly note: string }
  | { readonly rule: 'ratio'; readonly numerator: string; readonly denominator: string }
  | { readonly rule: 'weighted'; readonly weight: string; readonly note?: string }
  | { readonly rule: 'max'; readonly note: string }
  /** The mean over measuring stations, which is not the mean of the cities' means. */
  | { readonly rule: 'station-mean'; readonly note: string }
  | { readonly rule: 'mean'; readonly note: string }
  /** Accounted for the province on its own: the cities do not add up to it. */
  | { readonly rule: 'none'; readonly note: string };

/** How growth on the year comes about (R4): the first three are published, never computed from two amounts. */
export type GrowthMethod =
  | 'constant-price'
  | 'comparable'
  | 'same-caliber'
  | 'nominal'
  | 'points'
  | 'index'
  /** A plain difference in the unit of the figure (天差, 个差). */
  | 'difference'
  /** Compared with the period before only (环比). */
  | 'chain'
  | 'none';

/**
 * What the annual target is set on (R9): an amount to accumulate · a growth · a limit not to exceed · a level to keep ·
 * the figure is itself a completion rate, with 100 as its target.
 */
export type TargetKind = 'accumulate' | 'growth' | 'ceiling' | 'floor' | 'completion' | 'none';

/** The shape of 时序进度 over the year; the points stand in `seed/curves.ts`. */
export type ProgressCurve = 'linear' | 'investment' | 'fiscal' | 'spending' | 'afforestation';

export interface IndicatorDefinition {
  readonly code: string;
  /** The code of the row it belongs to: JJ024 for deposits (JJ024) and loans (JJ024.2). */
  readonly group: string;
  readonly name: string;
  /** At most eight characters, for cards. */
  readonly shortName: string;
  readonly domain: Domain;
  readonly boards: readonly Board[];
  /** The one department whose figure counts (R15). */
  readonly ownerDept: string;
  /** Others who also hold figures: reference only. */
  readonly referenceDepts: readonly string[];
  readonly unit: string;
  readonly decimals: number;
  readonly measure: Measure;
  readonly frequency: Frequency;
  /** Finer or coarser frequencies that are collected beside it. */
  readonly alsoFrequencies: readonly Frequency[];
  readonly basis: Basis;
  /** A second basis that is published too (规上工业: 累计 and 当月). */
  readonly alsoBasis?: Basis;
  readonly direction: Direction;
  /** For a neutral indicator: the range that is neither too low nor too high. */
  readonly goodRange?: readonly [number, number];
  readonly aggregation: Aggregation;
  readonly growthMethod: GrowthMethod;
  /** January has no figure of its own (R2). */
  readonly mergedJanFeb: boolean;
  /** Earlier periods are revised with later ones, so that differences of cumulative figures mean nothing (R1). */
  readonly revised: boolean;
  /** Whether it may be negative, and whether that is called 盈 and 亏. */
  readonly sign: 'non-negative' | 'signed' | 'profit';
  /** 口径说明 (R17): what is counted and what is not. */
  readonly caliber: string;
  readonly thresholds: readonly Threshold[];
  readonly thresholdText: string;
  readonly thresholdStatus: 'suggested' | 'confirmed';
  /** Days after the end of the period by which a figure is due. */
  readonly collectDueDays: number;
  readonly levels: readonly Level[];
  readonly targetKind: TargetKind;
  /** 预期性 or 约束性. */
  readonly targetType: 'expected' | 'binding' | 'none';
  readonly progressCurve: ProgressCurve;
  /** The rankings it may stand in; empty when it must not be ranked (R10). */
  readonly rankKeys: readonly RankKey[];
  readonly secrecy: 'public' | 'internal' | 'restricted';
  /** Figures stand under embargo until the official release (R14). */
  readonly embargo: boolean;
  readonly sourceMode: 'interface' | 'table' | 'file' | 'form';
  /** The stages its figures pass, first to last (R11). */
  readonly vintages: readonly VintageStage[];
  /** Other names under which files carry it. */
  readonly synonyms: readonly string[];
}
