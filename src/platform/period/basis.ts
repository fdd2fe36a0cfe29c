/**
 * What span a value of a period covers (口径). CUM cumulative since 1 January · CUR the period itself · PT at its end ·
 * IDX index against the same period a year ago · RATE ratio or rate · AVG mean since 1 January.
 */
export const BASES = ['CUM', 'CUR', 'PT', 'IDX', 'RATE', 'AVG'] as const;
export type Basis = (typeof BASES)[number];

/** Whether values of the basis run from 1 January to the end of the period. */
export function runsFromJanuary(basis: Basis): boolean {
  return basis === 'CUM' || basis === 'AVG';
}
