import { departmentsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import type { ResourceList, ResourceQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { resourcesByIds } from '../sql/resource.ts';
import { describe } from './read.ts';

/** Listed resources that fit, best first, a page at a time, with the counts behind every further choice. */
export async function listResources(platform: Platform, query: ResourceQuery): Promise<ResourceList> {
  const { db, search } = deskOf(platform);
  const {
    search: text = '',
    page = 1,
    size = 20,
    mounted,
    provider,
    stage,
    sharing,
    opening,
    grade,
    classCode,
  } = query;
  const filters = { provider, stage, sharing, opening, grade, classCode, mounted: mounted?.toString() };
  const { total, ids, facets } = await search.find({ text, filters, offset: (page - 1) * size, limit: size });
  const rows = new Map((await resourcesByIds(db, ids)).map((row) => [row.id, row]));
  const departments = await departmentsOf(platform);
  const found = ids.flatMap((id) => rows.get(id) ?? []);
  return { total, facets, resources: found.map((row) => describe(row, row.itemCount, departments)) };
}

/** The filters of a query as the index has them. */
export function filtersOf({ mounted, provider, stage, sharing, opening, grade, classCode }: ResourceQuery) {
  return { provider, stage, sharing, opening, grade, classCode, mounted: mounted?.toString() };
}
