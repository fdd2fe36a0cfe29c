import { audit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { ItemFields, ResourceFields, SaveWish } from '../contract.ts';
import { classesOf, deskOf } from '../desk.ts';
import { catalogueErrors } from '../errors.ts';
import { differencesOf } from '../rules/difference.ts';
import { type NumberedItem, newItems } from '../rules/items.ts';
import { numberItems, settleFields } from '../rules/settle.ts';
import { contradictionsOf, shortcomingsOf } from '../rules/shortcomings.ts';
import { shortcomingWords } from '../rules/words.ts';
import { deleteItems, raiseRevision, saveChange, updateFields, updateItems } from '../sql/life-cycle.ts';
import { insertItems, insertResource } from '../sql/resource.ts';
import type { Tx } from '../tables.ts';
import { demandWriter, isMounted, type Loaded, lockListed, REGISTERED, stageName } from './load.ts';

/**
 * Register a resource by hand, before any data stand behind it.
 * @returns its id. @throws {Refusal} `catalogue.not-yours`, `catalogue.contradiction`, `catalogue.title-taken`
 */
export async function createResource(platform: Platform, actor: Actor, fields: ResourceFields): Promise<string> {
  const settled = await checkedFields(platform, actor, fields);
  return deskOf(platform)
    .db.transaction()
    .execute((tx) => insertRegistered(platform, tx, actor, settled));
}

/** Register settled fields in the caller's transaction; the spreadsheet and the demo come this way too. */
export async function insertRegistered(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  fields: ResourceFields,
  isDemo = false,
): Promise<string> {
  const { clock } = platform;
  const id = newId(clock.now());
  const { title, providerDept, summary, updateCycle, sharingType, openingType } = fields;
  const row = await insertResource(tx, {
    ...{ id, title, providerDept, summary, updateCycle, sharingType, openingType, isDemo, kind: 'records' },
    ...{ shape: REGISTERED, datasetTable: `ingest.ds_${id.replaceAll('-', '')}` },
    ...{ now: clock.now(), createdBy: actor.username },
  });
  if (row.id !== id) throw catalogueErrors['title-taken']({ title });
  await updateFields(tx, id, fields);
  await insertItems(tx, id, newItems([], numberItems(fields.items, 0).map(draftOf)));
  await raiseRevision(tx, id, clock.now());
  const detail = { title, provider: providerDept, items: fields.items.length };
  await audit(tx, clock, actor, { action: 'catalogue.create', subject: { kind: 'resource', id }, detail });
  return id;
}

/**
 * Keep what a person wrote: at once for one that was never published, as a change under way for one that was.
 * @throws {Refusal} `catalogue.not-editable`, `catalogue.stale`, `catalogue.items-fixed`, `catalogue.contradiction`
 */
export async function saveFields(platform: Platform, actor: Actor, id: string, wish: SaveWish): Promise<void> {
  const settled = await checkedFields(platform, actor, wish.fields);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const loaded = await lockListed(tx, id, wish.revision);
      demandEditable(actor, loaded);
      const fields = withNumbers(loaded, settled);
      const at = platform.clock.now();
      if (loaded.row.stage === 'changing') await saveChange(tx, id, fields, at, actor.username);
      else await applyFields(tx, loaded, fields);
      await raiseRevision(tx, id, at);
      await audit(tx, platform.clock, actor, {
        action: 'catalogue.edit',
        subject: { kind: 'resource', id },
        detail: {
          differences: differencesOf(loaded.fields, fields)
            .slice(0, 100)
            .map(({ field, item }) => ({ field, item })),
        },
      });
    });
}

async function checkedFields(platform: Platform, actor: Actor, fields: ResourceFields): Promise<ResourceFields> {
  demandWriter(actor, fields.providerDept);
  const settled = settleFields(fields);
  const wrong = contradictionsOf(shortcomingsOf(settled, await classesOf(platform)));
  if (wrong.length > 0) throw catalogueErrors.contradiction({ rules: shortcomingWords(wrong) });
  return settled;
}

function demandEditable(actor: Actor, { row }: Loaded): void {
  demandWriter(actor, row.providerDept);
  if (row.stage !== 'draft' && row.stage !== 'changing')
    throw catalogueErrors['not-editable']({ stage: stageName(row.stage) });
}

/** Number added items; items with data behind them keep their number, type and unit, and none comes or goes. */
function withNumbers({ row, items }: Loaded, fields: ResourceFields): ResourceFields {
  const last = Math.max(0, ...items.map(({ seq }) => seq));
  const numbered = numberItems(fields.items, last);
  if (isMounted(row)) {
    const same = numbered.length === items.length && items.every((item) => numbered.some((next) => isSame(item, next)));
    if (!same) throw catalogueErrors['items-fixed']({});
  }
  return { ...fields, items: numbered };
}

const isSame = (item: NumberedItem, next: ItemFields): boolean =>
  next.seq === item.seq && next.dataType === item.dataType && next.unit === item.unit;

/** Make fields the resource's own. */
export async function applyFields(tx: Tx, { row, items }: Loaded, fields: ResourceFields): Promise<void> {
  await updateFields(tx, row.id, fields);
  if (isMounted(row)) return updateItems(tx, row.id, fields.items);
  const kept = new Map(items.map((item) => [item.seq, item]));
  const columns = newItems([], fields.items.map(draftOf));
  await deleteItems(tx, row.id);
  await insertItems(
    tx,
    row.id,
    columns.map((item, i) => ({
      ...item,
      key: kept.get(item.seq)?.key ?? item.key,
      seq: fields.items[i]?.seq ?? item.seq,
    })),
  );
}

const draftOf = (item: ItemFields) => ({
  ...item,
  key: `${item.name}#${item.seq}`,
  role: 'attribute' as const,
  basis: null,
});
