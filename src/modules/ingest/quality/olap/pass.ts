import type { OlapParams, OlapSettings } from '#platform/olap/engine.ts';
import type { Check } from '../contract.ts';
import type { NumericColumns } from './condition.ts';

/** A rule as the engine's part of the work sees it. */
export interface RuleCheck {
  readonly id: string;
  readonly check: Check;
}

/** What one rule found. `measure` is what a bound was held against. */
export interface Tally {
  readonly ruleId: string;
  readonly checked: number;
  readonly failed: number;
  readonly measure: number | null;
}

/** What the rules are held against. */
export interface Scene {
  /** Stands in FROM. */
  readonly relation: string;
  readonly numeric: NumericColumns;
  /** Relations of other resources that rules name. A resource without data is absent: then nothing can be found in it. */
  readonly others: ReadonlyMap<string, { readonly relation: string; readonly numeric: NumericColumns }>;
  /** Codes of the divisions right below a region, at present. */
  partsOf(region: string): readonly string[];
  /** Days from the end of a period to today; null for what is no period. */
  ageOfPeriod(period: string): number | null;
  /** Days since the newest batch; null before the first. */
  readonly ageOfCommit: number | null;
}

/** One statement that answers for several rules. */
export interface Pass {
  readonly group: 'scan' | 'unique' | 'reference' | 'reconcile' | 'sql';
  readonly rules: readonly RuleCheck[];
  readonly sql: string;
  readonly params: OlapParams;
  readonly settings?: OlapSettings;
  /** Reads the answer: the first row of it. */
  read(row: readonly unknown[]): { rows: number | null; tallies: Tally[] };
  /** A second statement, where the first leaves a doubt: its tallies take the place of those of its rules. */
  recount?(tallies: readonly Tally[]): Pass | null;
}

/** A figure of the engine's; NaN and Infinity come as null. */
export function figure(value: unknown): number | null {
  return value === null || value === undefined || value === '' ? null : Number(value);
}

export const count = (value: unknown): number => Number(value ?? 0);
