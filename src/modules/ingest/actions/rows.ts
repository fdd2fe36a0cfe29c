import { getResource, loadResource } from '#module/catalogue';
import { platformErrors } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { BatchList, DatasetRows, RowsQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { previewRows } from '../olap/preview.ts';
import { relationOf } from '../olap/relation.ts';
import { keyColumnsOf } from '../sources/actions/keys.ts';
import { batchesOfResource, committedBatches } from '../sql/batch.ts';
import { batchView, cellsView } from '../views.ts';

/**
 * Rows of a resource that stand, a page at a time. A resource that is not shared is for its provider; whoever answers
 * for certain regions sees the rows of those.
 * @throws {Refusal} `catalogue.no-such-resource`, `platform.forbidden`
 */
export async function findRows(platform: Platform, actor: Actor, id: string, query: RowsQuery): Promise<DatasetRows> {
  const { resource, items } = await getResource(platform, id);
  if (!maySee(actor, resource)) throw platformErrors.forbidden({ what: '查看不予共享的数据' });
  const { db } = deskOf(platform);
  const table = (await loadResource(db, id))?.datasetTable ?? '';
  const keys = query.batch === undefined ? await keyColumnsOf(db, id, items) : [];
  const standing = await committedBatches(db, { resourceId: id });
  const batches = query.batch === undefined ? standing : standing.filter((no) => no === query.batch);
  const columns = items.map(({ columnName }) => (columnName === 'region' ? 'region_name' : columnName));
  const { page = 1, size = 50 } = query;
  const regions = actor.scope.regions === 'all' ? null : actor.scope.regions.map(prefixOf);
  const found = await previewRows(platform.olap, {
    relation: batches.length === 0 ? null : relationOf({ table, batches, keys }),
    columns,
    regions,
    offset: (page - 1) * size,
    limit: size,
  });
  return {
    total: found.total,
    columns: items.map(({ columnName, name, unit }) => ({ column: columnName, name, unit })),
    rows: found.rows.map(({ cells, marks, ...row }) => ({
      ...row,
      cells: cellsView(cells).map(plain),
      marks: { ...marks },
    })),
  };
}

function plain(cell: string | number | boolean | null): string | number | null {
  return typeof cell === 'boolean' ? String(cell) : cell;
}

/** Whether the data of a resource are open to the actor at all: those that are not shared are for their provider. */
export function maySee({ scope }: Actor, resource: { sharingType: string; providerDept: string | null }): boolean {
  if (resource.sharingType !== 'none' || scope.departments === 'all') return true;
  return resource.providerDept !== null && scope.departments.includes(resource.providerDept);
}

/** Codes below a region begin with it, without the zeros at its end. */
export function prefixOf(code: string): string {
  return code === '100000' ? '' : code.replace(/(?:00)+$/, '');
}

/** Batches of a resource, the newest first, superseded ones included. */
export async function findBatches(
  platform: Platform,
  id: string,
  { page = 1, size = 50 }: { page?: number; size?: number },
): Promise<BatchList> {
  await getResource(platform, id);
  const rows = await batchesOfResource(deskOf(platform).db, id, { offset: (page - 1) * size, limit: size });
  return { batches: rows.map(batchView) };
}
