import { checked } from './dataset.ts';

/** The rows of a dataset that count. */
export interface StandingRows {
  readonly table: string;
  /** Committed batches that nothing has superseded, oldest first. */
  readonly batches: readonly number[];
  /** Columns by which a later row takes the place of an earlier one; none where every row stands for itself. */
  readonly keys: readonly string[];
}

/** What stands in FROM for the rows that count: of rows with one key the last that came. */
export function relationOf({ table, batches, keys }: StandingRows): string {
  const standing = `_batch IN (${batches.map(Math.trunc).join(', ')})`;
  const from = `FROM ${checked(table)} WHERE ${standing}`;
  if (keys.length === 0) return `(SELECT * ${from})`;
  const last = `SELECT max((_batch, _row)) AS _last ${from} GROUP BY ${keys.map(checked).join(', ')}`;
  return `(SELECT * ${from} AND (_batch, _row) IN (SELECT _last.1, _last.2 FROM (${last})))`;
}
