import { type Department, departmentsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import type { SubjectCard, SubjectKind } from '#platform/subjects.ts';
import type { Resource, ResourceDetail, ResourceList, ResourceQuery } from '../contract.ts';
import { catalogueErrors } from '../errors.ts';
import { findResources, itemsOf, type ResourceRow, resourceById } from '../sql/resource.ts';
import type { CatalogueTables } from '../tables.ts';

/** Active resources, a page at a time. */
export async function listResources(platform: Platform, query: ResourceQuery): Promise<ResourceList> {
  const { page = 1, size = 20 } = query;
  const filter = {
    search: query.search?.trim() || null,
    provider: query.provider ?? null,
    offset: (page - 1) * size,
    limit: size,
  };
  const { total, rows } = await findResources(platform.db<CatalogueTables>(), filter);
  const departments = await departmentsOf(platform);
  return { total, resources: rows.map((row) => describe(row, row.itemCount, departments)) };
}

/**
 * One active resource with its items.
 * @throws {Refusal} `catalogue.no-such-resource`
 */
export async function getResource(platform: Platform, id: string): Promise<ResourceDetail> {
  const db = platform.db<CatalogueTables>();
  const row = await resourceById(db, id);
  if (row?.status !== 'active') throw catalogueErrors['no-such-resource']({});
  const items = await itemsOf(db, id);
  const resource = describe(row, items.length, await departmentsOf(platform));
  return { resource, items: items.map((item) => ({ ...item, note: item.note ?? '' })) };
}

function describe(row: ResourceRow, itemCount: number, departments: readonly Department[]): Resource {
  const { datasetTable, shape, status, createdAt, updatedAt, ...shown } = row;
  return {
    ...shown,
    itemCount,
    providerName: departments.find(({ code }) => code === row.providerDept)?.name ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** A resource as a subject that leaders can point at. */
export function resourceSubject(platform: Platform): SubjectKind {
  return {
    kind: 'resource',
    load: async (id, actor): Promise<SubjectCard | null> => {
      if (!actor.permissions.has('dataset:read') || !UUID.test(id)) return null;
      const row = await resourceById(platform.db<CatalogueTables>(), id);
      if (row?.status !== 'active') return null;
      return { kind: 'resource', id, title: row.title, href: `/catalogue/${id}`, ownerDept: row.providerDept };
    },
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
