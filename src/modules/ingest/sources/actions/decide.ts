import { loadResource, registerResource } from '#module/catalogue';
import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../../desk.ts';
import type { DriftDecision, MappedColumn } from '../contract.ts';
import { sourceErrors } from '../errors.ts';
import { sayDrift } from '../rules/drift.ts';
import { newShape } from '../rules/new-shape.ts';
import { nextAt } from '../rules/schedule.ts';
import { type CollectionRow, changeCollection } from '../sql/collection.ts';
import { itemOfColumn, mustFindCollection } from './collection.ts';
import { draftObject } from './object.ts';

/**
 * Decide on what has changed at a source. Accepting registers the new columns as further items (a retyped one is another
 * item, since items are never retyped); ignoring leaves new columns out for good; stopping ends the collection.
 * @throws {Refusal} `ingest.not-gated`, `ingest.cannot-ignore`, `ingest.needs-key`
 */
export async function decideDrift(
  platform: Platform,
  actor: Actor,
  id: string,
  decision: DriftDecision,
): Promise<CollectionRow> {
  const row = await mustFindCollection(platform, id);
  if (row.state !== 'gated' || row.drift === null) throw sourceErrors['not-gated']({});
  const change = await changeFor(platform, row, decision.choice);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if (change.columns) await registerColumns(tx, platform, actor, row, change.columns);
      await changeCollection(tx, id, { ...change, drift: null });
      await audit(tx, platform.clock, actor, {
        action: 'ingest.drift-decide',
        subject: { kind: 'collection', id },
        detail: {
          choice: decision.choice,
          reason: decision.reason,
          drift: row.drift === null ? '' : sayDrift(row.drift),
        },
      });
    });
  return mustFindCollection(platform, id);
}

type Change = Pick<Partial<CollectionRow>, 'columns' | 'ignored' | 'nextAt' | 'failures'> & {
  state: 'active' | 'stopped';
};

async function changeFor(platform: Platform, row: CollectionRow, choice: DriftDecision['choice']): Promise<Change> {
  const now = platform.clock.now();
  const drift = row.drift ?? { added: [], missing: [], retyped: [], unreadable: [] };
  if (choice === 'stop') return { state: 'stopped', nextAt: null };
  const again = {
    state: 'active',
    failures: 0,
    nextAt: row.schedule.kind === 'manual' ? null : (nextAt({ kind: 'every', minutes: 0 }, now) ?? now),
  } as const;
  if (choice === 'ignore') {
    if (drift.missing.length + drift.retyped.length + drift.unreadable.length > 0)
      throw sourceErrors['cannot-ignore']({});
    return { ...again, ignored: [...row.ignored, ...drift.added.map(({ name }) => name)] };
  }
  const needed = new Set([...row.keyColumns, ...(row.watermarkColumn === null ? [] : [row.watermarkColumn])]);
  if ([...drift.missing, ...drift.retyped.map(({ name }) => name)].some((name) => needed.has(name)))
    throw sourceErrors['needs-key']({});
  const draft = await draftObject(platform, row.sourceId, row.object);
  return { ...again, columns: newShape(row.columns, drift, draft.columns) };
}

async function registerColumns(
  tx: Parameters<typeof registerResource>[0],
  platform: Platform,
  actor: Actor,
  row: CollectionRow,
  columns: readonly MappedColumn[],
): Promise<void> {
  const resource = await loadResource(tx, row.resourceId);
  if (!resource) return;
  const { shape, title, providerDept, kind, summary } = resource;
  await registerResource(tx, platform.clock, actor, {
    shape,
    title,
    providerDept,
    kind,
    summary,
    items: columns.map(itemOfColumn),
  });
}
