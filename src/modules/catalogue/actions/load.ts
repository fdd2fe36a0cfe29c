import { Value } from 'typebox/value';
import { mayReadDepartment } from '#module/identity';
import type { Actor } from '#platform/scope.ts';
import { ResourceFields } from '../contract.ts';
import { catalogueErrors } from '../errors.ts';
import { RESOURCE_FLOW } from '../flow.ts';
import { fieldsOf } from '../rules/fields.ts';
import { changeOf } from '../sql/life-cycle.ts';
import { type ItemRow, itemsOf, lockResourceById, type ResourceRow } from '../sql/resource.ts';
import type { Db, Tx } from '../tables.ts';

/** A resource as an action decides about it. */
export interface Loaded {
  readonly row: ResourceRow;
  readonly items: readonly ItemRow[];
  /** What it would be once published: the change under way, or what stands. */
  readonly fields: ResourceFields;
}

/**
 * Lock a listed resource for a write that has seen `revision`.
 * @throws {Refusal} `catalogue.no-such-resource`, `catalogue.stale`
 */
export async function lockListed(tx: Tx, id: string, revision: number): Promise<Loaded> {
  const row = await lockResourceById(tx, id);
  if (!row?.listed) throw catalogueErrors['no-such-resource']({});
  if (row.revision !== revision) throw catalogueErrors.stale({});
  const items = await itemsOf(tx, id);
  return { row, items, fields: (await pendingOf(tx, row)) ?? fieldsOf(row, items) };
}

/** The fields of a change under way; null when there is none. */
export async function pendingOf(db: Db, row: ResourceRow): Promise<ResourceFields | null> {
  if (row.version === 0) return null;
  const kept = await changeOf(db, row.id);
  return kept === undefined ? null : Value.Parse(ResourceFields, kept);
}

/** Whether the actor writes the catalogue of a department. A resource without one is for whoever takes it on. */
export function isWriterOf(actor: Actor, dept: string | null): boolean {
  return actor.permissions.has('catalogue:write') && (dept === null || mayReadDepartment(actor, dept));
}

/** @throws {Refusal} `catalogue.not-yours` */
export function demandWriter(actor: Actor, dept: string | null): void {
  if (!isWriterOf(actor, dept)) throw catalogueErrors['not-yours']({});
}

/** Data stand or have stood behind it: its items are those of its columns. */
export const isMounted = ({ status, shape }: ResourceRow): boolean => status === 'active' || shape !== REGISTERED;

/** The shape of a resource that was registered by hand. */
export const REGISTERED = 'registered';

/** What a stage is called. */
export const stageName = (stage: ResourceRow['stage']): string => RESOURCE_FLOW.states[stage];
