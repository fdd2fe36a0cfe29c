import type { Kysely, Transaction } from 'kysely';
import { audit } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/scope.ts';
import { catalogueErrors } from '../errors.ts';
import { type ItemDraft, type NumberedItem, newItems } from '../rules/items.ts';
import { highestGrade } from '../rules/sensitive.ts';
import {
  insertItems,
  insertResource,
  itemsOf,
  type ResourceIdentity,
  resourceById,
  touchResource,
} from '../sql/resource.ts';
import { touchSearch } from '../sql/search.ts';
import type { Db, Grade, ResourceFormat, ResourceKind, SourceClass, Tx } from '../tables.ts';

// biome-ignore lint/suspicious/noExplicitAny: any module's transaction carries the catalogue's tables beside its own.
type AnyTransaction = Transaction<any>;
// biome-ignore lint/suspicious/noExplicitAny: as above, outside a transaction.
type AnyDb = Kysely<any>;

export interface ResourceDraft extends ResourceIdentity {
  readonly kind: ResourceKind;
  readonly summary: string;
  readonly items: readonly ItemDraft[];
  readonly classCode?: string | null;
  readonly grade?: Grade;
  readonly format?: ResourceFormat;
  readonly sourceClass?: SourceClass;
}

export interface RegisteredResource {
  readonly id: string;
  readonly code: string;
  readonly datasetTable: string;
  /** All items of the resource, those of earlier files included. */
  readonly items: readonly NumberedItem[];
  readonly created: boolean;
}

const MAX_ITEMS = 2_000;

/**
 * The resource that a file's table belongs to, in the caller's transaction. A file of the same shape, title and provider
 * finds the resource of the earlier one; columns it adds become further items. Registering twice changes nothing.
 * A new resource is pending, unseen by lists, until `activateResource`.
 * @throws {Refusal} `catalogue.too-many-items`
 */
export async function registerResource(
  tx: AnyTransaction,
  clock: Clock,
  actor: Actor,
  draft: ResourceDraft,
): Promise<RegisteredResource> {
  const db: Tx = tx;
  const id = newId(clock.now());
  const resource = await insertResource(db, newResource(id, draft, clock, actor));
  const existing = await itemsOf(db, resource.id);
  const added = newItems(existing, draft.items);
  if (existing.length + added.length > MAX_ITEMS)
    throw catalogueErrors['too-many-items']({ title: draft.title, limit: MAX_ITEMS });
  await insertItems(db, resource.id, added);
  const created = resource.id === id;
  if (created || added.length > 0) {
    await touchSearch(db, resource.id, true);
    await audit(tx, clock, actor, {
      action: created ? 'catalogue.register' : 'catalogue.add-items',
      subject: { kind: 'resource', id: resource.id },
      detail: { title: draft.title, items: added.map(({ columnName, name, unit }) => ({ columnName, name, unit })) },
    });
  }
  const { code, datasetTable } = resource;
  return { id: resource.id, code, datasetTable, items: [...existing, ...added], created };
}

function newResource(id: string, draft: ResourceDraft, clock: Clock, actor: Actor) {
  return {
    id,
    title: draft.title,
    providerDept: draft.providerDept,
    summary: draft.summary,
    kind: draft.kind,
    updateCycle: 'unknown',
    sharingType: 'conditional',
    openingType: 'none',
    datasetTable: `ingest.ds_${id.replaceAll('-', '')}`,
    shape: draft.shape,
    classCode: draft.classCode ?? null,
    grade: highestGrade([draft.grade ?? 'general', ...draft.items.map(({ grade }) => grade ?? 'general')]),
    format: draft.format ?? 'spreadsheet',
    sourceClass: draft.sourceClass ?? 'government',
    now: clock.now(),
    createdBy: actor.username,
  } as const;
}

/** Data of the resource stand from now on; called in the transaction that commits a batch. */
export async function activateResource(tx: AnyTransaction, clock: Clock, id: string): Promise<void> {
  const db: Tx = tx;
  await touchResource(db, id, clock.now());
  await touchSearch(db, id, false);
}

/** A resource with its items, pending ones included; null when there is none. */
export async function loadResource(db: AnyDb, id: string) {
  const ledger: Db = db;
  const resource = await resourceById(ledger, id);
  return resource ? { ...resource, items: await itemsOf(ledger, id) } : null;
}
