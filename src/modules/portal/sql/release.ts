import { sql } from 'kysely';
import type { Field, FileFormat, Finding } from '../contract.ts';
import type { ReleaseItem } from '../rules/field.ts';
import type { Db, PortalTables, Purpose, ReleaseState, Tx } from '../tables.ts';

type Resource = PortalTables['catalogue.pub_resource'];

/** A release as the module's actions see it. */
export interface ReleaseRow {
  readonly id: string;
  readonly resource_id: string;
  readonly version: number;
  readonly purpose: Purpose;
  readonly proposal_id: string | null;
  readonly state: ReleaseState;
  readonly automatic: boolean;
  readonly source_version: string | null;
  readonly fields: readonly Field[];
  readonly k: number;
  readonly finding: Finding | null;
  readonly reason: string;
  readonly rows: number;
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly created_at: Date;
  readonly created_by: string;
  readonly checked_at: Date | null;
  readonly published_at: Date | null;
  readonly published_by: string | null;
  readonly due_at: Date | null;
}

type Stored = Omit<ReleaseRow, 'rows'> & { readonly rows: string | number };
const read = <T extends Stored>(row: T) => ({ ...row, rows: Number(row.rows) });

export function resourceById(db: Db, id: string): Promise<Resource | undefined> {
  return db.selectFrom('catalogue.pub_resource').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function itemsOf(db: Db, resourceId: string): Promise<ReleaseItem[]> {
  return db
    .selectFrom('catalogue.pub_item')
    .select(['column_name', 'name', 'role', 'data_type', 'unit', 'basis', 'note'])
    .select(['opening_type', 'grade', 'personal', 'identifier'])
    .where('resource_id', '=', resourceId)
    .orderBy('seq')
    .execute();
}

export async function insertRelease(
  tx: Tx,
  row: {
    id: string;
    resourceId: string;
    purpose: Purpose;
    proposalId: string | null;
    automatic: boolean;
    k: number;
    at: Date;
    by: string;
  },
): Promise<number> {
  // Two of one resource at a time would take the same number.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`portal.release ${row.resourceId}`}, 0))`.execute(tx);
  const last = await tx
    .selectFrom('portal.release')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('resource_id', '=', row.resourceId)
    .where('purpose', '=', row.purpose)
    .executeTakeFirst();
  const version = (last?.version ?? 0) + 1;
  await tx
    .insertInto('portal.release')
    .values({
      id: row.id,
      resource_id: row.resourceId,
      version,
      purpose: row.purpose,
      proposal_id: row.proposalId,
      state: 'checking',
      automatic: row.automatic,
      source_version: null,
      k: row.k,
      created_at: row.at,
      created_by: row.by,
      published_by: null,
      period_from: null,
      period_to: null,
    })
    .execute();
  return version;
}

export async function releaseById(db: Db, id: string): Promise<ReleaseRow | undefined> {
  const row = await db.selectFrom('portal.release').selectAll().where('id', '=', id).executeTakeFirst();
  return row && read(row);
}

/** The same, held until the transaction ends. */
export async function lockRelease(tx: Tx, id: string): Promise<ReleaseRow | undefined> {
  const row = await tx.selectFrom('portal.release').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && read(row);
}

export type ReleaseChange = Partial<
  Omit<ReleaseRow, 'id' | 'resource_id' | 'version' | 'fields' | 'finding'> & { fields: string; finding: string }
>;

export async function changeRelease(tx: Tx, id: string, change: ReleaseChange): Promise<void> {
  await tx.updateTable('portal.release').set(change).where('id', '=', id).execute();
}

/** The release of a resource in a state; the newest when there are several. */
export async function releaseIn(db: Db, resourceId: string, state: ReleaseState): Promise<ReleaseRow | undefined> {
  const row = await db
    .selectFrom('portal.release')
    .selectAll()
    .where('resource_id', '=', resourceId)
    .where('purpose', '=', 'open')
    .where('state', '=', state)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row && read(row);
}

/** Ids of releases whose check has begun and not ended. */
export async function unfinished(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('portal.release').select('id').where('state', '=', 'checking').execute();
  return rows.map(({ id }) => id);
}

/** Releases whose rows are needed in the warehouse. */
export async function standing(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('portal.release')
    .select('id')
    .where('state', 'in', ['checking', 'ready', 'published'])
    .execute();
  return rows.map(({ id }) => id);
}

export interface ListedRelease extends ReleaseRow {
  readonly title: string;
  readonly code: string;
  readonly provider_dept: string | null;
}

/** Releases with their resources, the newest first. */
export async function listReleases(
  db: Db,
  filter: { states: readonly ReleaseState[] | null; resourceId: string | null; limit: number; offset: number },
): Promise<{ total: number; rows: ListedRelease[] }> {
  let query = db
    .selectFrom('portal.release as rel')
    .innerJoin('catalogue.pub_resource as r', 'r.id', 'rel.resource_id')
    .selectAll('rel')
    .select(['r.title', 'r.code', 'r.provider_dept'])
    .select(sql<number>`(count(*) over ())::int`.as('total'));
  if (filter.states !== null) query = query.where('rel.state', 'in', [...filter.states]);
  if (filter.resourceId !== null) query = query.where('rel.resource_id', '=', filter.resourceId);
  const rows = await query
    .orderBy('rel.created_at', 'desc')
    .orderBy('rel.id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => read(row)) };
}

/** Every version of a resource that was ever public. */
export async function publishedVersions(db: Db, resourceId: string): Promise<ReleaseRow[]> {
  const rows = await db
    .selectFrom('portal.release')
    .selectAll()
    .where('resource_id', '=', resourceId)
    .where('purpose', '=', 'open')
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .limit(200)
    .execute();
  return rows.map(read);
}

export async function insertFiles(
  tx: Tx,
  releaseId: string,
  files: readonly { format: FileFormat; hash: string; bytes: number }[],
): Promise<void> {
  await tx.deleteFrom('portal.file').where('release_id', '=', releaseId).execute();
  if (files.length === 0) return;
  await tx
    .insertInto('portal.file')
    .values(files.map(({ format, hash, bytes }) => ({ release_id: releaseId, format, hash, bytes })))
    .execute();
}

export interface FileRow {
  readonly release_id: string;
  readonly format: FileFormat;
  readonly hash: string;
  readonly bytes: number;
  readonly downloads: number;
}

export async function filesOf(db: Db, releaseIds: readonly string[]): Promise<FileRow[]> {
  if (releaseIds.length === 0) return [];
  const rows = await db
    .selectFrom('portal.file')
    .selectAll()
    .where('release_id', 'in', [...releaseIds])
    .orderBy('format')
    .execute();
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes), downloads: Number(row.downloads) }));
}

export async function countDownload(db: Db, releaseId: string, format: FileFormat): Promise<void> {
  await db
    .updateTable('portal.file')
    .set((eb) => ({ downloads: sql<number>`${eb.ref('downloads')} + 1` }))
    .where('release_id', '=', releaseId)
    .where('format', '=', format)
    .execute();
}
