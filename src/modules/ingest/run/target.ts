import { type ItemDraft, itemOf, type NumberedItem, registerResource } from '#module/catalogue';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import { type DatasetColumn, ensureDataset } from '../olap/dataset.ts';
import { toldApart } from '../rules/told-apart.ts';
import { openBatch } from '../sql/batch.ts';
import { setResource } from '../sql/import.ts';
import type { BatchKind } from '../tables.ts';
import type { Slots } from './slots.ts';

/** The dataset table that a run writes to, under its open batch. */
export interface Target {
  readonly resourceId: string;
  readonly table: string;
  readonly batch: number;
  /** The columns for all slots met so far; registers and creates those that are new. */
  columns(): Promise<readonly DatasetColumn[]>;
  /** The catalogue's items behind `columns`. */
  readonly items: readonly NumberedItem[];
}

export interface TargetInput {
  readonly importId: string;
  readonly actor: Actor;
  readonly kind: BatchKind;
  readonly resource: {
    readonly shape: string;
    readonly title: string;
    readonly providerDept: string | null;
    readonly kind: 'statistics' | 'records';
    readonly summary: string;
  };
  /** Region and period, where the table has them. */
  readonly axes: readonly ItemDraft[];
  readonly slots: Slots;
}

const MAX_MEASURES = 1_000;

/** Register the resource and open a batch of it, together. */
export async function openTarget(platform: Platform, input: TargetInput): Promise<Target> {
  const { db, run } = deskOf(platform);
  const { importId, actor, kind, resource, axes, slots } = input;
  const register = (drafts: readonly ItemDraft[]) => ({ ...resource, items: [...axes, ...drafts] });
  const opened = await db.transaction().execute(async (tx) => {
    const { id, datasetTable, items } = await registerResource(tx, platform.clock, actor, register([]));
    await setResource(tx, importId, id);
    const batch = await openBatch(tx, { importId, resourceId: id, kind, run, at: platform.clock.now() });
    return { id, datasetTable, items, batch };
  });
  const state: { items: readonly NumberedItem[]; columns: readonly DatasetColumn[] } = {
    items: opened.items,
    columns: [],
  };
  return {
    resourceId: opened.id,
    table: opened.datasetTable,
    batch: opened.batch,
    get items() {
      return state.items;
    },
    async columns() {
      if (isComplete(state.columns, slots)) return state.columns;
      if (slots.all.filter(({ draft }) => draft.role === 'measure').length > MAX_MEASURES)
        throw ingestErrors['too-many-measures']({ limit: MAX_MEASURES });
      const drafts = toldApart(slots.all.map(({ draft }) => draft));
      state.items = await db
        .transaction()
        .execute(async (tx) => (await registerResource(tx, platform.clock, actor, register(drafts))).items);
      state.columns = columnsOf(slots, state.items);
      await ensureDataset(platform.olap, opened.datasetTable, state.columns);
      return state.columns;
    },
  };
}

function isComplete(columns: readonly DatasetColumn[], { all }: Slots): boolean {
  if (columns.length === 0 || columns.length !== all.length) return false;
  return all.every(({ growth }, slot) => columns[slot]?.growth === growth);
}

function columnsOf({ all }: Slots, items: readonly NumberedItem[]): DatasetColumn[] {
  return all.map(({ draft, growth }, slot) => {
    const item = itemOf(items, draft);
    if (!item) throw new Error(`item ${draft.key} was not registered`);
    const kind = draft.role === 'measure' ? 'measure' : draft.dataType === 'number' ? 'number' : 'text';
    return { name: item.columnName, kind, growth, slot };
  });
}
