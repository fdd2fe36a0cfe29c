import { activateResource } from '#module/catalogue';
import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { Import } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import { batchRelation, countRows, type DatasetRow, insertRows } from '../olap/dataset.ts';
import { lineWithSameFigures } from '../olap/standing.ts';
import { passGate } from '../quality/actions/gate.ts';
import type { Accepted } from '../rules/outcome.ts';
import type { Cell } from '../rules/sheet.ts';
import { axisItems } from '../run/axes.ts';
import { dropBatch, resourceOf } from '../run/import.ts';
import { createMakers } from '../run/makers.ts';
import { createSlots, type Slots } from '../run/slots.ts';
import { openTarget, type Target } from '../run/target.ts';
import { readingsFrom } from '../sheets/reading-json.ts';
import { commitBatch, committedBatches } from '../sql/batch.ts';
import { type ImportRow, moveCounts } from '../sql/import.ts';
import { decideHeld, lockHeld, type QuarantineRow } from '../sql/quarantine.ts';
import { cellsView } from '../views.ts';
import { getImport } from './import.ts';
import { mustStand, readAgain, reasonOf } from './quarantine.ts';

/**
 * Release mended rows into a small batch of their own, all or none. They are read again, now together with what stands.
 * @throws {Refusal} `ingest.no-such-row`, `ingest.still-unreadable`, `ingest.superseded`
 */
export async function releaseRows(
  platform: Platform,
  actor: Actor,
  importId: string,
  ids: readonly number[],
): Promise<Import> {
  const found = await mustStand(platform, actor, importId);
  const rows = await heldRows(platform, importId, ids);
  const accepted = await acceptedRows(platform, found, rows);
  const readings = readingsFrom(found.reading);
  const slots = createSlots(found.title);
  const makerOf = createMakers(readings, slots);
  const made = accepted.flatMap((row) => makerOf(row.line)(row));
  const target = await openTarget(platform, {
    importId,
    actor,
    kind: 'release',
    resource: resourceOf(found, readings),
    axes: axisItems(readings),
    slots,
  });
  try {
    await refuseRepeats(platform, importId, target, slots, made);
    await write(platform, target, made);
    const { resourceId, batch, table } = target;
    await passGate(platform, { resourceId, batch, relation: batchRelation(table, batch), partial: true });
    await commit(platform, actor, { importId, ids, target, rows: made.length });
  } catch (error) {
    await dropBatch(platform, target);
    throw error;
  }
  return getImport(platform, importId);
}

async function heldRows(platform: Platform, importId: string, ids: readonly number[]): Promise<QuarantineRow[]> {
  const rows = await deskOf(platform)
    .db.transaction()
    .execute((tx) => lockHeld(tx, importId, ids));
  if (rows.length !== new Set(ids).size) throw ingestErrors['no-such-row']({});
  return rows;
}

/** A row that was not mended may be released as it is, when what held it has gone. */
async function acceptedRows(platform: Platform, found: ImportRow, rows: readonly QuarantineRow[]): Promise<Accepted[]> {
  const again = rows.map(({ line, cells, mended }): { line: number; cells: Cell[] } => ({
    line,
    cells: cellsView(mended ?? cells),
  }));
  const outcomes = await readAgain(platform, found, again);
  return again.map(({ line }) => {
    const outcome = outcomes.get(line);
    if (outcome?.kind === 'accepted') return outcome;
    throw ingestErrors['still-unreadable']({ text: reasonOf(outcome) });
  });
}

async function refuseRepeats(
  platform: Platform,
  importId: string,
  target: Target,
  slots: Slots,
  rows: readonly DatasetRow[],
): Promise<void> {
  const batches = await committedBatches(deskOf(platform).db, { importId });
  const columns = (await target.columns()).map((column) => ({
    ...column,
    dimension: slots.all[column.slot]?.draft.role === 'dimension',
  }));
  for (const row of rows) {
    const line = await lineWithSameFigures(platform.olap, target.table, batches, row, columns);
    if (line === null) continue;
    const what = [row.regionName, row.period].filter((part) => part !== '').join(' ');
    throw ingestErrors['still-unreadable']({ text: `第 ${row.row} 行与已有的第 ${line} 行重复：${what}` });
  }
}

async function write(platform: Platform, target: Target, rows: readonly DatasetRow[]): Promise<void> {
  const { table, batch } = target;
  await insertRows(platform.olap, { table, batch, columns: await target.columns() }, rows);
  const standing = await countRows(platform.olap, table, batch);
  if (standing !== rows.length)
    throw ingestErrors.mismatch({ what: `应写入 ${rows.length} 行，数仓中有 ${standing} 行` });
}

async function commit(
  platform: Platform,
  actor: Actor,
  release: { importId: string; ids: readonly number[]; target: Target; rows: number },
): Promise<void> {
  const { importId, ids, target, rows } = release;
  const { resourceId, batch } = target;
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const at = platform.clock.now();
      const held = await lockHeld(tx, importId, ids);
      if (held.length !== new Set(ids).size) throw ingestErrors['no-such-row']({});
      await commitBatch(tx, batch, rows, at);
      await decideHeld(tx, ids, { status: 'released', batch, by: actor.name, at });
      await moveCounts(tx, importId, { accepted: held.length, nonData: 0 });
      await activateResource(tx, platform.clock, resourceId);
      await emit(tx, platform.clock, {
        topic: 'ingest.batch-committed',
        key: resourceId,
        payload: { resourceId, batch, importId, superseded: [] },
      });
      const detail = { batch, rows: held.map(({ id, line }) => ({ id, line })) };
      await audit(tx, platform.clock, actor, {
        action: 'ingest.release',
        subject: { kind: 'import', id: importId },
        detail,
      });
    });
}
