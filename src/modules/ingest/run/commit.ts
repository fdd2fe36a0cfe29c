import { activateResource, itemOf } from '#module/catalogue';
import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf } from '../desk.ts';
import { type BatchFigures, batchFigures } from '../olap/summary.ts';
import { readMeasure } from '../rules/measure.ts';
import { commitBatch, supersedeBatches } from '../sql/batch.ts';
import { finishImport, type ImportRow } from '../sql/import.ts';
import { insertHeld } from '../sql/quarantine.ts';
import { actorOfImport } from './actor.ts';
import type { RunParts } from './parts.ts';
import { Dispossessed } from './progress.ts';

/** What an import found, kept with it. */
export interface ImportSummary {
  readonly rows: number;
  readonly regions: BatchFigures['regions'];
  readonly periods: BatchFigures['periods'];
  /** Measures; of a plain list its columns of numbers. */
  readonly measures: readonly {
    readonly column: string;
    readonly name: string;
    readonly unit: string | null;
    readonly basis: string | null;
    readonly count: number;
    readonly sum: number;
    readonly min: number | null;
    readonly max: number | null;
  }[];
}

/**
 * Make the rows of a batch exist: batch, counts, quarantine, event and audit in one transaction. Batches of an earlier
 * reading of the same sheet give way in it.
 */
export async function commitImport(platform: Platform, row: ImportRow, parts: RunParts): Promise<void> {
  const { db, run } = deskOf(platform);
  const { target, sink, progress } = parts;
  const summary = await summarise(platform, parts);
  const actor = actorOfImport(row);
  await db.transaction().execute(async (tx) => {
    const at = platform.clock.now();
    const end = { progress: progress.now(sink.counts, row.fileBytes), summary, at };
    if (!(await finishImport(tx, row.id, run, end))) throw new Dispossessed();
    if (!(await commitBatch(tx, target.batch, sink.counts.written, at))) throw new Dispossessed();
    const superseded = await supersedeBatches(tx, row, target.batch);
    await insertHeld(tx, { importId: row.id, batch: target.batch }, sink.held);
    await activateResource(tx, platform.clock, target.resourceId);
    await emit(tx, platform.clock, {
      topic: 'ingest.batch-committed',
      key: target.resourceId,
      payload: { resourceId: target.resourceId, batch: target.batch, importId: row.id, superseded },
    });
    await audit(tx, platform.clock, actor, {
      action: 'ingest.commit',
      subject: { kind: 'import', id: row.id },
      detail: { resourceId: target.resourceId, batch: target.batch, superseded, ...sink.counts },
    });
  });
  platform.metrics.imported.inc({ outcome: 'accepted' }, sink.counts.accepted);
  platform.metrics.imported.inc({ outcome: 'quarantined' }, sink.counts.quarantined);
}

async function summarise(platform: Platform, { target, slots }: RunParts): Promise<ImportSummary> {
  const numeric = slots.all.map(({ draft }) => draft).filter(({ dataType }) => dataType === 'number');
  const items = numeric.flatMap((draft) => itemOf(target.items, draft) ?? []);
  if (slots.all.length === 0)
    return { rows: 0, regions: [], periods: { count: 0, first: null, last: null, list: [] }, measures: [] };
  const columns = items.map(({ columnName }) => columnName);
  const figures = await batchFigures(platform.olap, target.table, target.batch, columns);
  const measures = items.map((item, i) => {
    const { column = '', count = 0, sum = 0, min = null, max = null } = figures.columns[i] ?? {};
    const named = item.role === 'measure' ? item : fromHeader(item.name);
    return { column, name: named.name, unit: named.unit, basis: item.basis, count, sum, min, max };
  });
  return { rows: figures.rows, regions: figures.regions, periods: figures.periods, measures };
}

/** A number column of a plain list says its unit in its header only. */
function fromHeader(label: string): { name: string; unit: string | null } {
  const { name, unit } = readMeasure(label);
  return { name, unit };
}
