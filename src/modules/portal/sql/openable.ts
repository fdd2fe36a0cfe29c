import { sql } from 'kysely';
import type { OpenableItem, OpenableResource } from '../rules/opening.ts';
import type { Db } from '../tables.ts';

export interface OpenableRow extends OpenableResource {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly provider_dept: string | null;
  /** The version that stands; null: none. */
  readonly published: number | null;
  readonly items: readonly OpenableItem[];
}

/** Resources that are not 不予开放, with what their items say of opening. */
export async function findOpenables(
  db: Db,
  filter: { search: string | null; limit: number; offset: number },
): Promise<{ total: number; rows: OpenableRow[] }> {
  const like = `%${(filter.search ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<OpenableRow & { total: number }>`
    select r.id, r.code, r.title, r.provider_dept, r.stage, r.opening_type, r.is_secret, r.grade,
           (select rel.version from portal.release rel
             where rel.resource_id = r.id and rel.purpose = 'open' and rel.state = 'published') as published,
           coalesce((select jsonb_agg(jsonb_build_object('opening_type', i.opening_type, 'grade', i.grade,
             'personal', i.personal, 'identifier', i.identifier)) from catalogue.pub_item i
             where i.resource_id = r.id), '[]') as items,
           (count(*) over ())::int as total
    from catalogue.pub_resource r
    where r.opening_type <> 'none' and (r.title ilike ${like} or r.code ilike ${like})
    order by r.updated_at desc, r.id limit ${filter.limit} offset ${filter.offset}`.execute(db);
  return { total: rows[0]?.total ?? 0, rows };
}
