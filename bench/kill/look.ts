import { sql } from 'kysely';
import type { Platform } from '../../src/platform/module.ts';

/** What stands for one import: in the ledger, and in the warehouse. */
export interface Standing {
  readonly id: string;
  readonly file: string;
  readonly status: string;
  readonly accepted: number;
  readonly quarantined: number;
  readonly held: number;
  /** Rows in the warehouse under its committed batch, the lines among them that differ, and rows under any other batch. */
  readonly rows: number;
  readonly lines: number;
  readonly stray: number;
  /** Sum of the first measure as the ledger holds it, and as the warehouse adds it up now. */
  readonly told: number;
  readonly sum: number;
}

/** Whether an import waits or runs. */
export async function underWay(platform: Platform): Promise<boolean> {
  const { rows } = await sql`select 1 from ingest.import where status in ('queued', 'running') limit 1`.execute(
    platform.db(),
  );
  return rows.length > 0;
}

/** Imports given up after repeated crashes. */
export async function crashed(platform: Platform): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from ingest.import where failure_code = 'ingest.crashed'`.execute(platform.db());
  return rows.map(({ id }) => id);
}

interface LedgerRow {
  readonly id: string;
  readonly file: string;
  readonly status: string;
  readonly accepted: number;
  readonly quarantined: number;
  readonly held: number;
  readonly table: string | null;
  readonly batches: number[];
  readonly column: string | null;
  readonly told: number | null;
}

/** Every import, with what is in the warehouse. */
export async function standing(platform: Platform): Promise<Standing[]> {
  const { rows } = await sql<LedgerRow>`
    select i.id, f.name as file, i.status, i.rows_accepted as accepted, i.rows_quarantined as quarantined,
      (select count(*) from ingest.quarantine q where q.import_id = i.id) as held, r.dataset_table as table,
      i.summary #>> '{measures,0,column}' as column, (i.summary #>> '{measures,0,sum}')::float8 as told,
      array(select b.no from ingest.batch b where b.import_id = i.id and b.status = 'committed') as batches
    from ingest.import i join ingest.file f on f.hash = i.file_hash left join catalogue.resource r on r.id = i.resource_id
    order by i.created_at`.execute(platform.db());
  const found: Standing[] = [];
  for (const { table, batches, column, told, ...row } of rows) {
    const kept = { held: Number(row.held), told: Number(told) };
    found.push({ ...row, ...kept, ...(await inWarehouse(platform, table, batches, column)) });
  }
  return found;
}

async function inWarehouse(
  platform: Platform,
  table: string | null,
  batches: readonly number[],
  column: string | null,
) {
  if (table === null || column === null || !(await exists(platform, table)))
    return { rows: 0, lines: 0, stray: 0, sum: 0 };
  const [[rows, lines, sum] = []] = await platform.olap.rows(
    `SELECT count(), uniqExact(_row), sum(${column}) FROM ${table} WHERE _batch IN {batches:Array(UInt64)}`,
    { batches: batches.map(Number) },
  );
  return { rows: Number(rows), lines: Number(lines), sum: Number(sum), stray: await strays(platform, table) };
}

async function exists(platform: Platform, table: string): Promise<boolean> {
  const [[found] = []] = await platform.olap.rows(`EXISTS TABLE ${table}`);
  return Number(found) === 1;
}

/** Rows of a table under batches that are not committed. */
async function strays(platform: Platform, table: string): Promise<number> {
  const { rows } = await sql<{
    no: number;
  }>`select no from ingest.batch where status in ('committed', 'superseded')`.execute(platform.db());
  const known = rows.map(({ no }) => Number(no));
  const [[count] = []] = await platform.olap.rows(
    `SELECT count() FROM ${table} WHERE _batch NOT IN {known:Array(UInt64)}`,
    { known },
  );
  return Number(count);
}
