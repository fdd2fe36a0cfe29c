import type { ReadingColumn } from '../../contract.ts';
import type { RowFate } from './changes.ts';

/** Families of roles that share a tint; the role itself is always written beside it. */
export const TINTS = ['region', 'period', 'measure', 'growth', 'name', 'note', 'ignore'] as const;
export type Tint = (typeof TINTS)[number];

const OF_ROLE: Readonly<Record<ReadingColumn['role'], Tint>> = {
  region: 'region',
  regionCode: 'region',
  period: 'period',
  measureName: 'name',
  unit: 'name',
  measure: 'measure',
  growth: 'growth',
  dimension: 'name',
  attribute: 'name',
  note: 'note',
  ignore: 'ignore',
};

export function tintOf(role: ReadingColumn['role']): Tint {
  return OF_ROLE[role];
}

/** Rows whose columns count: the tints of the columns show in their cells. */
export function isTinted(fate: RowFate): boolean {
  return fate === 'accepted' || fate === 'header' || fate === 'quarantined' || fate === 'total' || fate === 'duplicate';
}
