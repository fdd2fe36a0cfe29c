import { encodeRows, type OlapEngine } from '#platform/olap/engine.ts';
import type { HeldRow } from '../sql/quarantine.ts';

/** Keep quarantined rows beyond those that the ledger takes. */
export async function insertRest(olap: OlapEngine, batch: number, rows: readonly HeldRow[]): Promise<void> {
  await olap.insert({
    table: 'ingest.quarantine_rest',
    columns: ['batch', 'line', 'cells', 'reason', 'col'],
    format: 'JSONCompactEachRow',
    bytes: encodeRows(rows.map((row) => [batch, row.line, JSON.stringify(row.cells), row.reason, row.col])),
  });
}

/** A page of them, in the order of the file. */
export async function listRest(
  olap: OlapEngine,
  batch: number,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: HeldRow[] }> {
  const [count] = await olap.rows('SELECT count() FROM ingest.quarantine_rest WHERE batch = {batch:UInt64}', { batch });
  const rows = await olap.rows(
    `SELECT line, cells, reason, col FROM ingest.quarantine_rest WHERE batch = {batch:UInt64}
     ORDER BY line LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    { batch, ...page },
  );
  return { total: Number(count?.[0] ?? 0), rows: rows.map(restRow) };
}

function restRow([line, cells, reason, col]: unknown[]): HeldRow {
  const parsed: unknown = JSON.parse(String(cells));
  return {
    line: Number(line),
    cells: Array.isArray(parsed) ? parsed : [],
    reason: String(reason),
    col: col === null || col === undefined ? null : Number(col),
  };
}

/** Forget the rest of a batch that was aborted. */
export async function purgeRest(olap: OlapEngine, batch: number): Promise<void> {
  const [count] = await olap.rows('SELECT count() FROM ingest.quarantine_rest WHERE batch = {batch:UInt64}', { batch });
  if (Number(count?.[0] ?? 0) === 0) return;
  await olap.command(
    `ALTER TABLE ingest.quarantine_rest DELETE WHERE batch = ${Math.trunc(batch)} SETTINGS mutations_sync = 2`,
  );
}
