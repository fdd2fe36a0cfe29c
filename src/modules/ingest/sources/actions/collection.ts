import { demandUncollected, type ItemDraft, registerResource } from '#module/catalogue';
import { audit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../../desk.ts';
import type { Tx } from '../../tables.ts';
import type { CollectionChange, CollectionInput, MappedColumn, Schedule } from '../contract.ts';
import { sourceErrors } from '../errors.ts';
import { faultOf, isCron } from '../rules/collection.ts';
import { nextAt } from '../rules/schedule.ts';
import { type CollectionRow, changeCollection, collectionById, insertCollection } from '../sql/collection.ts';
import type { SourceRow } from '../sql/source.ts';
import { draftObject } from './object.ts';
import { mustFindSource } from './source.ts';

/** @throws {Refusal} `ingest.no-such-collection` */
export async function mustFindCollection(platform: Platform, id: string): Promise<CollectionRow> {
  const row = await collectionById(deskOf(platform).db, id);
  if (row) return row;
  throw sourceErrors['no-such-collection']({});
}

export const isStreamKind = (kind: string): boolean => kind === 'mqtt' || kind === 'kafka';

/**
 * Set up a collection and register its resource, together. Marks of the items (personal, grade) come from the
 * catalogue's own draft of the columns, never from the caller.
 * @throws {Refusal} `ingest.bad-collection`, `ingest.bad-schedule`, `ingest.already-shared`
 */
export async function createCollection(
  platform: Platform,
  actor: Actor,
  sourceId: string,
  input: CollectionInput,
): Promise<CollectionRow> {
  const source = await mustFindSource(platform, sourceId);
  check(source, input);
  const items = await itemsFor(platform, source, input);
  await demandNew(platform, source, input);
  const id = newId(platform.clock.now());
  return deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const resource = await registerResource(tx, platform.clock, actor, resourceOf(source, input, items));
      const row = { ...rowOf(platform, actor, input), id, sourceId, resourceId: resource.id };
      if (!(await insertCollection(tx, { ...row, at: platform.clock.now() })))
        throw sourceErrors['collected-already']({ title: input.title });
      await audit(tx, platform.clock, actor, {
        action: 'ingest.collection-create',
        subject: { kind: 'collection', id },
        detail: {
          source: source.name,
          object: input.object,
          resourceId: resource.id,
          mode: input.mode,
        },
      });
      return row;
    });
}

/**
 * What the catalogue has already may not be collected again (catalogue holds the rule and its exceptions, which are asked
 * for under the collection's shape).
 */
async function demandNew(platform: Platform, source: SourceRow, { object, columns }: CollectionInput): Promise<void> {
  const asked = columns.filter(({ role }) => role !== 'region' && role !== 'period');
  const items = asked.map(({ name, unit }) => ({ name: name.trim(), unit: unit || null }));
  const collection = shapeOf(source, object);
  if (items.length > 0) await demandUncollected(platform, { items, dept: source.providerDept, collection });
}

/** Names a table of a source for the catalogue. */
const shapeOf = ({ id }: SourceRow, { schema, name }: CollectionInput['object']): string =>
  `source:${id}:${schema}.${name}`;

function check({ kind }: SourceRow, input: CollectionInput): void {
  const fault = faultOf(input, isStreamKind(kind));
  if (fault) throw sourceErrors['bad-collection']({ detail: fault });
  checkSchedule(input.schedule);
}

function checkSchedule(schedule: Schedule): void {
  if (schedule.kind === 'cron' && !isCron(schedule.cron)) throw sourceErrors['bad-schedule']({ cron: schedule.cron });
}

/** Items as the catalogue drafts them, under the names and roles that a person has given them. */
export async function itemsFor(
  platform: Platform,
  source: SourceRow,
  input: Pick<CollectionInput, 'object' | 'columns'>,
): Promise<ItemDraft[]> {
  const draft = await draftObject(platform, source.id, input.object);
  const types = new Map(draft.columns.map(({ source: name, type }) => [name, type]));
  const unknown = input.columns.find(({ source: name, type }) => types.get(name) !== type);
  if (unknown) throw sourceErrors['bad-collection']({ detail: `来源里没有列“${unknown.source}”，或它的类型已变` });
  return input.columns.map(itemOfColumn);
}

/** A mapped column as a catalogue item; its key is its name in the source. */
export function itemOfColumn({ source, name, role, dataType, unit }: MappedColumn): ItemDraft {
  const type = role === 'measure' ? 'number' : role === 'region' || role === 'period' ? 'text' : dataType;
  return {
    key: source,
    name: name.trim(),
    role,
    dataType: type,
    unit: role === 'measure' ? unit || null : null,
    basis: null,
  };
}

function resourceOf(source: SourceRow, input: CollectionInput, items: readonly ItemDraft[]) {
  return {
    shape: shapeOf(source, input.object),
    title: input.title.trim(),
    providerDept: source.providerDept,
    kind: 'records',
    summary: `采集自${source.name}的${input.object.name}`,
    format: 'database',
    sourceClass: source.class,
    classCode: input.classCode || null,
    items,
  } as const;
}

function rowOf(platform: Platform, actor: Actor, input: CollectionInput) {
  return {
    object: { schema: input.object.schema, name: input.object.name },
    title: input.title.trim(),
    columns: input.columns.map(({ source, type, name, role, dataType, unit }) => ({
      source,
      type,
      name: name.trim(),
      role,
      dataType,
      unit: unit || null,
    })),
    ignored: input.ignored,
    mode: input.mode,
    watermarkColumn: input.watermarkColumn || null,
    keyColumns: input.keyColumns,
    watermark: null,
    schedule: input.schedule,
    state: 'active',
    drift: null,
    failures: 0,
    nextAt: nextAt(input.schedule, platform.clock.now()),
    createdBy: actor.username,
    createdByName: actor.name,
  } as const;
}

/** Pause, go on, or change the schedule. A collection at the gate stays there until its change has been decided. */
export async function changeCollectionOf(
  platform: Platform,
  actor: Actor,
  id: string,
  change: CollectionChange,
): Promise<CollectionRow> {
  const row = await mustFindCollection(platform, id);
  if (change.schedule) checkSchedule(change.schedule);
  if (change.schedule && (change.schedule.kind === 'stream') !== (row.schedule.kind === 'stream'))
    throw sourceErrors['bad-collection']({ detail: '随到随收不能与按时采集互换' });
  if (change.state && (row.state === 'gated' || row.state === 'stopped')) throw sourceErrors['not-active']({});
  const schedule = change.schedule ?? row.schedule;
  const state = change.state ?? row.state;
  const next = state === 'active' ? nextAt(schedule, platform.clock.now()) : null;
  await save(
    platform,
    actor,
    id,
    { schedule, state, failures: 0, nextAt: next },
    { action: 'ingest.collection-change', detail: { state, schedule } },
  );
  return mustFindCollection(platform, id);
}

async function save(
  platform: Platform,
  actor: Actor,
  id: string,
  change: Parameters<typeof changeCollection>[2],
  entry: { action: string; detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx: Tx) => {
      await changeCollection(tx, id, change);
      await audit(tx, platform.clock, actor, { ...entry, subject: { kind: 'collection', id } });
    });
}
