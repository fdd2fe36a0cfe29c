import type { Db, QuarantineStatus, Tx } from '../tables.ts';

export interface HeldRow {
  readonly line: number;
  readonly cells: readonly unknown[];
  readonly reason: string;
  readonly col: number | null;
}

export interface QuarantineRow extends HeldRow {
  readonly id: number;
  readonly importId: string;
  readonly batch: number;
  readonly status: QuarantineStatus;
  readonly mended: readonly unknown[] | null;
  readonly mendedReason: string | null;
  readonly releasedBatch: number | null;
  readonly decidedBy: string | null;
}

const ROW = [
  'id',
  'import_id as importId',
  'batch',
  'line',
  'cells',
  'reason',
  'col',
  'status',
  'mended',
  'mended_reason as mendedReason',
  'released_batch as releasedBatch',
  'decided_by as decidedBy',
] as const;

/** Rows a statement carries; well under the limit of parameters. */
const SLICE = 2_000;

export async function insertHeld(
  tx: Tx,
  of: { importId: string; batch: number },
  rows: readonly HeldRow[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += SLICE) {
    const values = rows.slice(from, from + SLICE).map((row) => ({
      import_id: of.importId,
      batch: of.batch,
      line: row.line,
      cells: JSON.stringify(row.cells),
      reason: row.reason,
      col: row.col,
      status: 'held' as const,
      mended_reason: null,
      released_batch: null,
      decided_by: null,
    }));
    await tx.insertInto('ingest.quarantine').values(values).execute();
  }
}

export async function listQuarantine(
  db: Db,
  filter: { importId: string; status: QuarantineStatus | null; offset: number; limit: number },
): Promise<{ total: number; rows: QuarantineRow[] }> {
  let query = db.selectFrom('ingest.quarantine').where('import_id', '=', filter.importId);
  if (filter.status !== null) query = query.where('status', '=', filter.status);
  const count = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .select(ROW)
    .orderBy('line')
    .orderBy('id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute();
  return { total: Number(count.total), rows: rows.map(shown) };
}

/** Held rows of an import, locked until the transaction ends; ids of other imports or states are left out. */
export async function lockHeld(tx: Tx, importId: string, ids: readonly number[]): Promise<QuarantineRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('ingest.quarantine')
    .select(ROW)
    .where('import_id', '=', importId)
    .where('status', '=', 'held')
    .where('id', 'in', ids)
    .orderBy('line')
    .forUpdate()
    .execute();
  return rows.map(shown);
}

export async function heldById(db: Db, id: number): Promise<QuarantineRow | undefined> {
  const row = await db.selectFrom('ingest.quarantine').select(ROW).where('id', '=', id).executeTakeFirst();
  return row && shown(row);
}

export async function setMended(
  tx: Tx,
  id: number,
  mended: { cells: readonly unknown[]; reason: string },
): Promise<void> {
  await tx
    .updateTable('ingest.quarantine')
    .set({ mended: JSON.stringify(mended.cells), mended_reason: mended.reason })
    .where('id', '=', id)
    .where('status', '=', 'held')
    .execute();
}

export async function decideHeld(
  tx: Tx,
  ids: readonly number[],
  decision: { status: 'released' | 'discarded'; batch: number | null; by: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('ingest.quarantine')
    .set({ status: decision.status, released_batch: decision.batch, decided_by: decision.by, decided_at: decision.at })
    .where('id', 'in', ids)
    .where('status', '=', 'held')
    .execute();
}

interface RawRow extends Omit<QuarantineRow, 'cells' | 'mended'> {
  readonly cells: unknown;
  readonly mended: unknown;
}

function shown(row: RawRow): QuarantineRow {
  const cells = Array.isArray(row.cells) ? row.cells : [];
  const mended = Array.isArray(row.mended) ? row.mended : null;
  return { ...row, id: Number(row.id), batch: Number(row.batch), cells, mended };
}
