import { type Department, departmentsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { SubjectCard, SubjectKind } from '#platform/subjects.ts';
import { openArrows } from '#platform/workflow.ts';
import type { Item, Resource, ResourceDetail } from '../contract.ts';
import { classesOf, deskOf } from '../desk.ts';
import { catalogueErrors } from '../errors.ts';
import { RESOURCE_FLOW } from '../flow.ts';
import { pathOf } from '../rules/class.ts';
import { fieldsOf } from '../rules/fields.ts';
import { shortcomingsOf } from '../rules/shortcomings.ts';
import { type ItemRow, itemsOf, type ResourceRow, resourceById } from '../sql/resource.ts';
import { isMounted, isWriterOf, pendingOf } from './load.ts';

/**
 * A resource that data stand behind, with its items.
 * @throws {Refusal} `catalogue.no-such-resource`
 */
export async function getResource(
  platform: Platform,
  id: string,
): Promise<{ resource: Resource; items: readonly Item[] }> {
  const { db } = deskOf(platform);
  const row = await resourceById(db, id);
  if (row?.status !== 'active') throw catalogueErrors['no-such-resource']({});
  const items = await itemsOf(db, id);
  return { resource: describe(row, items.length, await departmentsOf(platform)), items: items.map(itemView) };
}

/**
 * A listed resource with all that is said of it and what the actor may do next.
 * @throws {Refusal} `catalogue.no-such-resource`
 */
export async function describeResource(platform: Platform, actor: Actor, id: string): Promise<ResourceDetail> {
  const { db } = deskOf(platform);
  const row = await resourceById(db, id);
  if (!row?.listed) throw catalogueErrors['no-such-resource']({});
  const [items, pending, classes, departments] = await Promise.all([
    itemsOf(db, id),
    pendingOf(db, row),
    classesOf(platform),
    departmentsOf(platform),
  ]);
  const { items: _, providerDept: __, ...fields } = fieldsOf(row, items);
  const path = row.classCode === null ? [] : pathOf(row.classCode);
  return {
    resource: {
      ...fields,
      ...describe(row, items.length, departments),
      classPath: path.flatMap((code) => classes.find((node) => node.code === code) ?? []).map(classView),
      publishedAt: row.publishedAt?.toISOString() ?? null,
      revision: row.revision,
    },
    items: items.map(itemView),
    pending,
    shortcomings: shortcomingsOf(pending ?? fieldsOf(row, items), classes),
    may: mayOf(actor, row),
  };
}

/** What a reader may do next with a resource. */
function mayOf(actor: Actor, row: ResourceRow): ResourceDetail['may'] {
  const mine = isWriterOf(actor, row.providerDept);
  const open = new Set(openArrows(RESOURCE_FLOW, row.stage, actor).map(([event]) => event));
  const own = (['submit', 'recall', 'change', 'abandon'] as const).filter((event) => mine && open.has(event));
  const decisions = (['publish', 'return', 'retire'] as const).filter((event) => open.has(event));
  const edit = mine && (row.stage === 'draft' || row.stage === 'changing');
  return { edit, shapeItems: edit && !isMounted(row), steps: [...own, ...decisions] };
}

const classView = ({
  code,
  name,
  level,
  parent,
}: {
  code: string;
  name: string;
  level: number;
  parent: string | null;
}) => ({
  ...{ code, name, level, parent },
});

const itemView = (item: ItemRow): Item => ({ ...item, note: item.note ?? '' });

/** A resource as lists show it. */
export function describe(row: ResourceRow, itemCount: number, departments: readonly Department[]): Resource {
  const { id, code, title, providerDept, summary, kind, classCode, updateCycle, sharingType, openingType } = row;
  const { grade, stage, version, isDemo } = row;
  return {
    ...{ id, code, title, providerDept, summary, kind, classCode, updateCycle, sharingType, openingType },
    ...{ grade, stage, version, isDemo, itemCount },
    isMounted: row.status === 'active',
    providerName: departments.find((department) => department.code === providerDept)?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A resource as a subject that leaders can point at. */
export function resourceSubject(platform: Platform): SubjectKind {
  return {
    kind: 'resource',
    load: async (id, actor): Promise<SubjectCard | null> => {
      if (!actor.permissions.has('dataset:read') || !UUID.test(id)) return null;
      const row = await resourceById(deskOf(platform).db, id);
      if (!row?.listed) return null;
      return { kind: 'resource', id, title: row.title, href: `/catalogue/${id}`, ownerDept: row.providerDept };
    },
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
