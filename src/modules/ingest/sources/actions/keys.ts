import { itemOf } from '#module/catalogue';
import type { Db } from '../../tables.ts';
import { collectionOfResource } from '../sql/collection.ts';
import { itemOfColumn } from './collection.ts';

type Items = Parameters<typeof itemOf>[0];

/** Columns of a resource's table by which a later row takes the place of an earlier one: those of an incremental key. */
export async function keyColumnsOf(
  db: Db,
  resourceId: string,
  items: readonly (Items[number] & { columnName: string })[],
): Promise<readonly string[]> {
  const collection = await collectionOfResource(db, resourceId);
  if (collection?.mode !== 'incremental') return [];
  return collection.keyColumns.flatMap((name) => {
    const column = collection.columns.find(({ source }) => source === name);
    return column ? (itemOf(items, itemOfColumn(column))?.columnName ?? []) : [];
  });
}
