import { sql } from 'kysely';
import type { Field, FileFormat } from '../contract.ts';
import type { Db, Openness, UpdateCycle } from '../tables.ts';

/** A dataset that may be shown at this moment, with its standing release. */
export interface ShownRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly provider_dept: string | null;
  readonly update_cycle: UpdateCycle;
  readonly opening_type: Openness;
  readonly opening_condition: string;
  readonly release_id: string;
  readonly version: number;
  readonly fields: readonly Field[];
  readonly rows: number;
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly k: number;
  readonly published_at: Date;
  readonly due_at: Date | null;
  readonly theme: string;
  readonly licence: string;
  readonly demo: boolean;
  readonly first_published_at: Date;
  readonly formats: readonly FileFormat[];
  readonly downloads: number;
}

/**
 * What may be shown at all, by the opening attributes of the catalogue as they stand now: a release with an item that
 * has been closed since is not shown. While a resource is being changed its published version still counts.
 */
const SHOWN = sql`
  select r.id, r.code, replace(lower(r.code), '/', '-') as name, r.title, r.summary, r.provider_dept, r.update_cycle, r.opening_type,
         r.opening_condition, rel.id as release_id, rel.version, rel.fields, rel.rows::float8 as rows, rel.period_from,
         rel.period_to, rel.k, rel.published_at, rel.due_at, coalesce(p.theme, 'other') as theme,
         coalesce(p.licence, 'open') as licence, r.is_demo as demo,
         (select min(f.published_at) from portal.release f
           where f.resource_id = r.id and f.purpose = 'open' and f.published_at is not null) as first_published_at,
         array(select f.format from portal.file f where f.release_id = rel.id order by f.format) as formats,
         (select coalesce(sum(f.downloads), 0) from portal.file f join portal.release o on o.id = f.release_id
           where o.resource_id = r.id and o.purpose = 'open')::float8 as downloads
  from catalogue.pub_resource r
  join portal.release rel on rel.resource_id = r.id and rel.purpose = 'open' and rel.state = 'published'
  left join portal.policy p on p.resource_id = r.id
  where r.stage in ('published', 'changing') and r.opening_type <> 'none' and not r.is_secret and r.grade <> 'core'
    and not exists (
      select 1 from jsonb_array_elements(rel.fields) f
      where not exists (
        select 1 from catalogue.pub_item i
        where i.resource_id = r.id and i.column_name = f ->> 'item' and i.opening_type = 'free'
          and i.personal = 'none' and i.identifier <> 'direct' and i.grade <> 'core'))`;

export interface ShownFilter {
  readonly words: readonly string[];
  readonly theme: string | null;
  readonly provider: string | null;
  readonly format: string | null;
  readonly cycle: string | null;
}

export const NO_FILTER: ShownFilter = { words: [], theme: null, provider: null, format: null, cycle: null };

export type ShownOrder = 'relevance' | 'updated' | 'title' | 'downloads';

/** Datasets of a kind, a page at a time. */
export async function findShown(
  db: Db,
  filter: ShownFilter,
  page: { order: ShownOrder; limit: number; offset: number },
): Promise<{ total: number; rows: ShownRow[] }> {
  const { rows } = await sql<ShownRow & { total: number }>`
    select s.*, (count(*) over ())::int as total from (${SHOWN}) s
    where ${matches(filter)} order by ${orderBy(page.order, filter.words)} limit ${page.limit} offset ${page.offset}`.execute(
    db,
  );
  if (rows.length > 0 || page.offset === 0) return { total: rows[0]?.total ?? 0, rows };
  return { total: (await countShown(db, filter)).total, rows };
}

async function countShown(db: Db, filter: ShownFilter): Promise<{ total: number }> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (${SHOWN}) s where ${matches(filter)}`.execute(db);
  return rows[0] ?? { total: 0 };
}

/** One dataset by its id or name; undefined: there is none to be shown. */
export async function oneShown(db: Db, key: string): Promise<ShownRow | undefined> {
  const { rows } = await sql<ShownRow>`
    select * from (${SHOWN}) s where s.id::text = ${key.toLowerCase()} or s.name = ${key.toLowerCase()}`.execute(db);
  return rows[0];
}

/** The dataset of one of its files, by the file's lasting id; undefined: there is none to be shown. */
export async function shownByFile(db: Db, fileId: string): Promise<ShownRow | undefined> {
  const { rows } = await sql<ShownRow>`
    select * from (${SHOWN}) s where exists (
      select 1 from unnest(s.formats) f where md5(s.id::text || ':' || f)::uuid::text = ${fileId.toLowerCase()})`.execute(
    db,
  );
  return rows[0];
}

export type FacetName = 'theme' | 'provider' | 'format' | 'cycle';
export interface FacetRow {
  readonly facet: FacetName;
  readonly value: string;
  readonly count: number;
}

/** How many datasets of the kind fall under each value. */
export async function facetsOf(db: Db, filter: ShownFilter): Promise<FacetRow[]> {
  const { rows } = await sql<FacetRow>`
    with s as (select * from (${SHOWN}) s where ${matches(filter)})
    select 'theme' as facet, theme as value, count(*)::int as count from s group by theme
    union all select 'provider', coalesce(provider_dept, 'X00'), count(*)::int from s group by 2
    union all select 'cycle', update_cycle, count(*)::int from s group by 2
    union all select 'format', f, count(*)::int from s, unnest(s.formats) f group by 2
    order by 3 desc, 2`.execute(db);
  return rows;
}

/** What the whole holds. */
export async function totalsShown(
  db: Db,
): Promise<{ datasets: number; rows: number; files: number; downloads: number }> {
  const { rows } = await sql<{ datasets: number; rows: number; files: number; downloads: number }>`
    select count(*)::int as datasets, coalesce(sum(rows), 0)::float8 as rows,
           coalesce(sum(cardinality(formats)), 0)::int as files, coalesce(sum(downloads), 0)::float8 as downloads
    from (${SHOWN}) s`.execute(db);
  return rows[0] ?? { datasets: 0, rows: 0, files: 0, downloads: 0 };
}

/** Changes whenever anything that is shown changes: for entity tags and caches. */
export async function stampShown(db: Db): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select md5(coalesce(string_agg(concat_ws('|', s.id, s.release_id, s.code, s.title, s.summary, s.theme, s.licence,
      s.update_cycle, s.provider_dept, s.opening_type, s.opening_condition, s.due_at, s.demo), ',' order by s.id), '')) as stamp from (${SHOWN}) s`.execute(
    db,
  );
  return rows[0]?.stamp ?? '';
}

function matches({ words, theme, provider, format, cycle }: ShownFilter) {
  const parts = words.map((word) => {
    const like = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
    return sql`(s.title ilike ${like} or s.summary ilike ${like} or s.code ilike ${like} or exists (
      select 1 from jsonb_array_elements(s.fields) f where f ->> 'name' ilike ${like}))`;
  });
  if (theme !== null) parts.push(sql`s.theme = ${theme}`);
  if (provider !== null) parts.push(sql`coalesce(s.provider_dept, 'X00') = ${provider}`);
  if (format !== null) parts.push(sql`${format} = any (s.formats)`);
  if (cycle !== null) parts.push(sql`s.update_cycle = ${cycle}`);
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

/** Relevance: words in the title count more than elsewhere; then the newest. */
function orderBy(order: ShownOrder, words: readonly string[]) {
  const newest = sql`s.published_at desc, s.id`;
  if (order === 'title') return sql`s.title, s.id`;
  if (order === 'downloads') return sql`s.downloads desc, ${newest}`;
  if (order === 'updated' || words.length === 0) return newest;
  const hits = words.map((word) => sql`(s.title ilike ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`})::int`);
  return sql`${sql.join(hits, sql` + `)} desc, ${newest}`;
}
