import { sql } from 'kysely';
import type { Indexed } from '../search/index.ts';
import type { SearchText } from '../search/terms.ts';
import type { Db, Tx } from '../tables.ts';

/**
 * Tell the search that a resource has changed (or is gone), in the transaction of the change; `worded`: its names or items
 * did. The audit's head is locked first, as every audited write does: no two transactions wait for each other crosswise.
 */
export async function touchSearch(tx: Tx, id: string, worded: boolean): Promise<void> {
  await sql`select 1 from platform.audit_head for update`.execute(tx);
  await sql`
    with head as (update catalogue.search_head set no = no + 1 returning no)
    insert into catalogue.search_doc (resource_id, no) select ${id}, no from head
    on conflict (resource_id) do update set no = excluded.no,
      terms = case when ${worded} then null else catalogue.search_doc.terms end`.execute(tx);
}

/** The number of the last change that has been committed. */
export async function searchHead(db: Db): Promise<number> {
  const { rows } = await sql<{ no: string }>`select no::text as no from catalogue.search_head`.execute(db);
  return Number(rows[0]?.no ?? 0);
}

/** A changed resource: what the index keeps of it, and its texts where its terms are still to be worked out. */
export interface Changed extends Indexed {
  readonly no: number;
  readonly text: SearchText | null;
}

interface ChangedRow extends Indexed {
  readonly no: string;
  readonly listed: boolean | null;
  readonly code: string;
  readonly title: string;
  readonly summary: string;
  readonly itemNames: readonly string[] | null;
}

/** Resources that changed after a number, in the order of their changes. */
export async function changedSince(db: Db, no: number, limit: number): Promise<Changed[]> {
  const { rows } = await sql<ChangedRow>`
    select d.no::text as no, d.resource_id as id, d.terms, r.listed, r.code, r.title, r.summary,
      coalesce(r.provider_dept, '') as provider, r.stage, r.sharing_type as sharing, r.opening_type as opening,
      r.grade, coalesce(r.class_code, '') as "classCode", (r.status = 'active')::text as mounted,
      case when d.terms is null then array(select i.name from catalogue.item i where i.resource_id = r.id) end as "itemNames"
    from catalogue.search_doc d left join catalogue.resource r on r.id = d.resource_id
    where d.no > ${no} order by d.no limit ${limit}`.execute(db);
  return rows.map(({ listed, code, title, summary, itemNames, no: number, ...row }) => {
    const text = listed && row.terms === null ? { code, title, summary, itemNames: itemNames ?? [] } : null;
    return { ...row, no: Number(number), terms: listed ? row.terms : null, text };
  });
}

/** Keep terms that a reader has worked out, unless the resource has changed since. */
export async function keepTerms(db: Db, found: readonly { id: string; no: number; terms: string }[]): Promise<void> {
  await sql`
    update catalogue.search_doc d set terms = n.terms
    from json_to_recordset(${JSON.stringify(found)}::json) as n(id uuid, no bigint, terms text)
    where d.resource_id = n.id and d.no = n.no`.execute(db);
}
