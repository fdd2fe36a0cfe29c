import { sql } from 'kysely';
import type { Db, IndicatorTables, PublicationSource } from '../tables.ts';

/** A publication whose figures count or once did. */
export interface PublishedRow {
  readonly no: number;
  readonly source: PublicationSource;
  readonly isCurrent: boolean;
  readonly publishedAt: Date;
  readonly by: string;
  readonly sourceBatch: number | null;
  readonly resourceId: string | null;
}

interface Wanted {
  /** Indicators of which a publication must bring something. */
  readonly indicators: readonly string[];
  readonly before: number | null;
  readonly limit: number;
}

/** Publications of some indicators, newest first. One that was given up before it counted is none. */
export async function listPublished(db: Db, { indicators, before, limit }: Wanted): Promise<PublishedRow[]> {
  const { rows } = await sql<PublishedRow>`
    select p.no, p.source, p.status = 'committed' as "isCurrent", p.opened_at as "publishedAt", p.opened_by as by,
           p.source_batch as "sourceBatch", b.resource_id as "resourceId"
    from indicators.publication p
    left join indicators.binding b on b.id = p.binding
    where (${before}::bigint is null or p.no < ${before})
      and (p.status in ('committed', 'withdrawn') or (p.status = 'purged' and p.rows > 0))
      and exists (select from indicators.publication_part s where s.publication = p.no and s.indicator = any(${[...indicators]}))
    order by p.no desc
    limit ${limit}`.execute(db);
  return rows;
}

/** What some publications brought of some indicators. */
export function listParts(
  db: Db,
  publications: readonly number[],
  indicators: readonly string[],
): Promise<IndicatorTables['indicators.publication_part'][]> {
  if (publications.length === 0 || indicators.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('indicators.publication_part')
    .selectAll()
    .where('publication', 'in', publications)
    .where(sql<boolean>`indicator = any(${[...indicators]})`)
    .orderBy('indicator')
    .execute();
}
