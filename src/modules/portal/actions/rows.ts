import type { Platform } from '#platform/module.ts';
import type { OpenRows } from '../contract.ts';
import { readRows } from '../olap/rows.ts';
import { tableOf } from '../olap/snapshot.ts';
import { fieldIndex, readConditions, readSort, type Wish } from '../rules/condition.ts';
import type { ShownRow } from '../sql/shown.ts';
import { admit, type Caller, charge } from './caller.ts';
import { mustShow } from './datasets.ts';

/** What a caller asks of the rows of a dataset. */
export interface RowsWish {
  readonly conditions: readonly Wish[];
  readonly q: string;
  /** Fields wanted, in order; null: all. */
  readonly fields: readonly string[] | null;
  readonly sort: string;
  readonly limit: number;
  readonly offset: number;
}

export interface FoundRows {
  readonly dataset: ShownRow;
  readonly total: number;
  readonly fields: ShownRow['fields'];
  /** Number of each row in its version. */
  readonly ids: readonly number[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/**
 * Rows of a dataset, for a caller within their limits.
 * @throws {Refusal} `portal.no-such-dataset`, `.no-such-field`, `.not-a-number`, `.bad-filter`, `.too-fast`, `.quota-used`
 */
export async function findOpenRows(
  platform: Platform,
  caller: Caller,
  key: string,
  wish: RowsWish,
): Promise<FoundRows> {
  await admit(platform, caller);
  const dataset = await mustShow(platform, key);
  const columns = wish.fields?.map((name) => fieldIndex(dataset.fields, name)) ?? dataset.fields.map((_, i) => i);
  const texts = dataset.fields.flatMap(({ type }, i) => (type === 'text' ? [i] : []));
  const { total, ids, rows } = await readRows(platform.olap, {
    table: tableOf(dataset.release_id),
    columns,
    conditions: readConditions(dataset.fields, wish.conditions),
    text: wish.q === '' ? null : { words: wish.q, columns: texts },
    sort: readSort(dataset.fields, wish.sort),
    limit: wish.limit,
    offset: wish.offset,
  });
  await charge(platform, caller, rows.length);
  const fields = columns.flatMap((index) => dataset.fields[index] ?? []);
  return { dataset, total, fields, ids, rows };
}

/** Rows as objects under the names of their fields. */
export function rowsView({ dataset, total, fields, rows }: FoundRows, { limit, offset }: RowsWish): OpenRows {
  return {
    dataset: dataset.name,
    version: dataset.version,
    total,
    limit,
    offset,
    fields: fields.map(({ name, type, unit }) => ({ name, type, unit })),
    rows: recordsOf(fields, rows),
  };
}

export function recordsOf(
  fields: readonly { readonly name: string }[],
  rows: FoundRows['rows'],
): Record<string, string | number | null>[] {
  return rows.map((row) => Object.fromEntries(fields.map(({ name }, i) => [name, row[i] ?? null])));
}
