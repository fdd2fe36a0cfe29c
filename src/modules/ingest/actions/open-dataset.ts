import { loadResource } from '#module/catalogue';
import type { Platform } from '#platform/module.ts';
import { deskOf } from '../desk.ts';
import { relationOf } from '../olap/relation.ts';
import { keyColumnsOf } from '../sources/actions/keys.ts';
import { committedBatches } from '../sql/batch.ts';

type Item = NonNullable<Awaited<ReturnType<typeof loadResource>>>['items'][number];

/** A resource's data as other modules read them: the one way to the rows that count. */
export interface Dataset {
  readonly resourceId: string;
  readonly title: string;
  readonly providerDept: string | null;
  readonly items: readonly Item[];
  /**
   * Stands in FROM: rows of committed batches that nothing has superseded (of a collection with a key the
   * last row of each), with `_batch`, `_row` and a column by each
   * item's `columnName` (`region` holds the code, `region_name` the name).
   */
  readonly relation: string;
  /** Oldest first. */
  readonly batches: readonly number[];
  /** Another one when rows or items have changed; for caches and entity tags. */
  readonly version: string;
}

/** The dataset of a resource; null where there is none, or no data stand yet. Who may read it is the caller's matter. */
export async function openDataset(platform: Platform, resourceId: string): Promise<Dataset | null> {
  const { db } = deskOf(platform);
  const [resource, batches] = await Promise.all([loadResource(db, resourceId), committedBatches(db, { resourceId })]);
  if (resource?.status !== 'active' || batches.length === 0) return null;
  const { title, providerDept, items, datasetTable } = resource;
  const keys = await keyColumnsOf(db, resourceId, items);
  const relation = relationOf({ table: datasetTable, batches, keys });
  const version = `${batches.length}-${batches.at(-1) ?? 0}-${items.length}`;
  return { resourceId, title, providerDept, items, relation, batches, version };
}
