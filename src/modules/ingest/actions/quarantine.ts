import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { Import, QuarantineList, QuarantineQuery, QuarantineRow } from '../contract.ts';
import { deskOf, regionReader } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import { listRest } from '../olap/quarantine-rest.ts';
import type { Outcome } from '../rules/outcome.ts';
import type { Cell } from '../rules/sheet.ts';
import { rereadRows } from '../run/reread.ts';
import { LEDGER_ROWS } from '../run/sink.ts';
import { openOriginal } from '../sheets/proposal.ts';
import { readingsFrom } from '../sheets/reading-json.ts';
import { committedBatches } from '../sql/batch.ts';
import { type ImportRow, moveCounts } from '../sql/import.ts';
import { decideHeld, heldById, listQuarantine, lockHeld, setMended } from '../sql/quarantine.ts';
import { quarantineView, restView } from '../views.ts';
import { mustHoldImport } from './custody.ts';
import { mustFindFile } from './file.ts';
import { getImport } from './import.ts';

/** Quarantined rows of an import, in the order of the file; those beyond the ledger's bound come last. */
export async function findQuarantine(
  platform: Platform,
  actor: Actor,
  importId: string,
  { status, page = 1, size = 50 }: QuarantineQuery,
): Promise<QuarantineList> {
  const { db } = deskOf(platform);
  await mustHoldImport(platform, actor, importId);
  const offset = (page - 1) * size;
  const held = await listQuarantine(db, { importId, status: status ?? null, offset, limit: size });
  const rest =
    status === undefined || status === 'held' ? await restOf(platform, importId, held.total, offset, size) : null;
  return {
    total: held.total + (rest?.total ?? 0),
    rows: [...held.rows.map(quarantineView), ...(rest?.rows.map(restView) ?? [])],
  };
}

/** The rows that only the warehouse keeps; there are none unless the ledger is full. */
async function restOf(platform: Platform, importId: string, inLedger: number, offset: number, size: number) {
  const { db } = deskOf(platform);
  const { total } = await listQuarantine(db, { importId, status: null, offset: 0, limit: 1 });
  const [batch] = total < LEDGER_ROWS ? [] : await committedBatches(db, { importId });
  if (batch === undefined) return null;
  const from = Math.max(0, offset - inLedger);
  const shown = Math.max(0, offset + size - Math.max(inLedger, offset));
  return listRest(platform.olap, batch, { offset: from, limit: shown });
}

/**
 * Change the cells of a held row and read it again by the reading of its import. The mended cells are kept with what
 * still is wrong with them, if anything; the row stays held until it is released.
 * @throws {Refusal} `ingest.no-such-row`, `ingest.superseded`
 */
export async function mendRow(
  platform: Platform,
  actor: Actor,
  id: number,
  cells: readonly Cell[],
): Promise<QuarantineRow> {
  const { db } = deskOf(platform);
  const row = await heldById(db, id);
  if (row?.status !== 'held') throw ingestErrors['no-such-row']({});
  const found = await mustStand(platform, actor, row.importId);
  const outcome = (await readAgain(platform, found, [{ line: row.line, cells }])).get(row.line);
  const reason = reasonOf(outcome);
  await db.transaction().execute(async (tx) => {
    await setMended(tx, id, { cells, reason });
    await audit(tx, platform.clock, actor, {
      action: 'ingest.mend',
      subject: { kind: 'import', id: row.importId },
      detail: { row: id, line: row.line, readable: reason === '' },
    });
  });
  return quarantineView({ ...row, mended: cells, mendedReason: reason });
}

/** An import that the actor answers for, and whose rows are still what readers see. */
export async function mustStand(platform: Platform, actor: Actor, importId: string): Promise<ImportRow> {
  const found = await mustHoldImport(platform, actor, importId);
  if (!found.current) throw ingestErrors.superseded({});
  return found;
}

/** What the reading of an import makes of rows with these cells. */
export async function readAgain(
  platform: Platform,
  found: ImportRow,
  rows: readonly { line: number; cells: readonly Cell[] }[],
): Promise<Map<number, Outcome>> {
  const file = await openOriginal(platform, await mustFindFile(platform, found.fileHash));
  try {
    const readings = readingsFrom(found.reading);
    return await rereadRows({ file, sheet: found.sheet, readings, resolve: await regionReader(platform) }, rows);
  } finally {
    await file.close();
  }
}

/** Why a row still cannot be taken; empty when it can. */
export function reasonOf(outcome: Outcome | undefined): string {
  if (outcome?.kind === 'accepted') return '';
  return outcome?.kind === 'quarantined' ? outcome.text : '改后的内容不是一行数据';
}

/**
 * Decide that held rows are no data. They count as such from then on.
 * @throws {Refusal} `ingest.no-such-row` when one of them is not held
 */
export async function discardRows(
  platform: Platform,
  actor: Actor,
  importId: string,
  ids: readonly number[],
): Promise<Import> {
  await mustStand(platform, actor, importId);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const rows = await lockHeld(tx, importId, ids);
      if (rows.length !== new Set(ids).size) throw ingestErrors['no-such-row']({});
      await decideHeld(tx, ids, { status: 'discarded', batch: null, by: actor.name, at: platform.clock.now() });
      await moveCounts(tx, importId, { accepted: 0, nonData: rows.length });
      await audit(tx, platform.clock, actor, {
        action: 'ingest.discard',
        subject: { kind: 'import', id: importId },
        detail: { rows: rows.map(({ id, line }) => ({ id, line })) },
      });
    });
  return getImport(platform, importId);
}
