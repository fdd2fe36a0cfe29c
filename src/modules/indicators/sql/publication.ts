import { sql } from 'kysely';
import type { Db, IndicatorTables, PublicationSource, PublicationStatus, Tx } from '../tables.ts';
import { nextPublication } from './version.ts';

export interface Publication {
  readonly no: number;
  readonly source: PublicationSource;
  readonly binding: string | null;
  readonly sourceBatch: number | null;
  readonly at: Date;
  readonly status: PublicationStatus;
}

export interface NewPublication {
  readonly source: PublicationSource;
  readonly binding: string | null;
  readonly sourceBatch: number | null;
  readonly stage: string | null;
  readonly at: Date;
  readonly openedAt: Date;
  readonly openedBy: string;
}

/** What a publication holds of one indicator, basis, frequency and level. */
export type Part = Omit<IndicatorTables['indicators.publication_part'], 'publication'>;

const COLUMNS = ['no', 'source', 'binding', 'source_batch as sourceBatch', 'at', 'status'] as const;

/** Open a publication under the next number; null when its batch goes through its binding already. */
export async function insertPublication(tx: Tx, publication: NewPublication): Promise<number | null> {
  const no = await nextPublication(tx);
  const { source, binding, sourceBatch, stage, at, openedAt, openedBy } = publication;
  const result = await tx
    .insertInto('indicators.publication')
    .values({
      no,
      source,
      binding,
      source_batch: sourceBatch,
      stage,
      at,
      status: 'open',
      opened_at: openedAt,
      opened_by: openedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? no : null;
}

/** Move publications on; false when one of them did not stand at `from` any more. */
export async function movePublication(
  tx: Tx,
  no: number,
  from: PublicationStatus,
  to: PublicationStatus,
  at: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('indicators.publication')
    .set({ status: to, closed_at: at })
    .where('no', '=', no)
    .where('status', '=', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Record what was written. */
export async function insertParts(tx: Tx, no: number, rows: number, parts: readonly Part[]): Promise<void> {
  await tx.updateTable('indicators.publication').set({ rows }).where('no', '=', no).execute();
  for (let i = 0; i < parts.length; i += 1000) {
    const values = parts.slice(i, i + 1000).map((part) => ({ publication: no, ...part }));
    await tx.insertInto('indicators.publication_part').values(values).execute();
  }
}

/** Publications whose rows do not count, though they may be in the warehouse. */
export function listUnfinished(
  db: Db,
  statuses: readonly PublicationStatus[],
): Promise<(Publication & { openedAt: Date })[]> {
  return db
    .selectFrom('indicators.publication')
    .select([...COLUMNS, 'opened_at as openedAt'])
    .where('status', 'in', statuses)
    .orderBy('no')
    .execute();
}

/** Committed publications of a source. */
export function listCommitted(db: Db, source: PublicationSource): Promise<Publication[]> {
  return db
    .selectFrom('indicators.publication')
    .select(COLUMNS)
    .where('source', '=', source)
    .where('status', '=', 'committed')
    .orderBy('no')
    .execute();
}

export interface Newest {
  readonly indicator: string;
  readonly basis: string;
  readonly frequency: string;
  readonly level: string;
  readonly first: string;
  readonly period: string;
}

/** The first and the newest period that have come, by indicator, basis, frequency and level. */
export async function listNewest(db: Db): Promise<Newest[]> {
  const { rows } = await sql<Newest>`
    select s.indicator, s.basis, s.frequency, s.level, min(s.first_period) as first, max(s.last_period) as period
    from indicators.publication_part s
    join indicators.publication p on p.no = s.publication
    where p.status = 'committed'
    group by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** Who made some publications, and through which binding. */
export async function sourcesOf(db: Db, numbers: readonly number[]) {
  if (numbers.length === 0) return [];
  return db
    .selectFrom('indicators.publication as p')
    .leftJoin('indicators.binding as b', 'b.id', 'p.binding')
    .select(['p.no', 'p.source', 'p.source_batch as sourceBatch', 'p.closed_at as committedAt', 'p.opened_by as by'])
    .select(['b.resource_id as resourceId', 'b.measure', 'b.measure_name as measureName', 'b.unit_from as unitFrom'])
    .select('b.unit_to as unitTo')
    .where('p.no', 'in', numbers)
    .execute();
}

/** The files out of which some batches were imported. */
export async function filesOf(db: Db, batches: readonly number[]) {
  if (batches.length === 0) return [];
  return db
    .selectFrom('ingest.pub_batch')
    .select([
      'no',
      'import_id as importId',
      'file_name as fileName',
      'file_hash as fileHash',
      'sheet_name as sheetName',
    ])
    .select(['title', 'imported_by as importedBy'])
    .where('no', 'in', batches)
    .execute();
}
