import { sql } from 'kysely';
import type { Db, Openness, Tx } from '../tables.ts';

/** Bring the synonyms to this version. */
export async function replaceSynonyms(
  tx: Tx,
  groups: readonly (readonly string[])[],
  plain: readonly string[],
): Promise<void> {
  const rows = [
    ...groups.flatMap((group) => group.map((word) => ({ word, standard: group[0], plain: false }))),
    ...plain.map((word) => ({ word, standard: word, plain: true })),
  ];
  await sql`
    insert into catalogue.synonym (word, standard, plain)
    select catalogue.name_key(word), catalogue.name_key(standard), plain
    from json_to_recordset(${JSON.stringify(rows)}::json) as s(word text, standard text, plain boolean)
    on conflict (word) do update set standard = excluded.standard, plain = excluded.plain`.execute(tx);
}

/** An item that somebody asks for, and a published one that is the same by name or synonym. */
export interface Match {
  readonly ask: number;
  readonly resourceId: string;
  readonly code: string;
  readonly title: string;
  readonly providerDept: string | null;
  readonly sharingType: Openness;
  readonly isMounted: boolean;
  readonly seq: number;
  readonly name: string;
  readonly unit: string | null;
  readonly isKey: boolean;
}

/**
 * Items in force, shared, that are what is asked for. Each of `asks` is compared by its name key and all its synonyms;
 * plain words match nothing. At most `limit` rows, those with data first.
 */
export async function matchesOf(db: Db, asks: readonly string[], limit: number): Promise<Match[]> {
  const { rows } = await sql<Match>`
    with asked as (
      select a.i as ask, catalogue.name_key(a.name) as key
      from unnest(${[...asks]}::text[]) with ordinality as a(name, i)),
    keys as (
      select a.ask, coalesce(same.word, a.key) as key
      from asked a
      left join catalogue.synonym s on s.word = a.key
      left join catalogue.synonym same on same.standard = s.standard
      where not coalesce(s.plain, false) and a.key <> '')
    select (k.ask - 1)::int as ask, r.id as "resourceId", r.code, r.title, r.provider_dept as "providerDept",
      case when r.sharing_type = 'conditional' then 'conditional' else i.sharing_type end as "sharingType",
      r.status = 'active' as "isMounted", i.seq, i.name, i.unit, i.identifier = 'direct' as "isKey"
    from keys k
    join catalogue.item i on i.name_key = k.key and i.sharing_type <> 'none'
    join catalogue.resource r on r.id = i.resource_id and r.version > 0 and r.stage <> 'retired' and r.sharing_type <> 'none'
    order by r.status, r.updated_at desc, r.id, i.seq
    limit ${limit}`.execute(db);
  return rows;
}

/** Two resources of different departments that look like one. */
export interface DuplicateRow {
  readonly a: string;
  readonly b: string;
  readonly why: 'name' | 'items';
  /** Items that both have, and the share of the smaller one's. */
  readonly common: number;
  readonly share: number;
  readonly decision: 'same' | 'different' | null;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/**
 * Pairs across departments with the same or nearly the same title, or with four fifths (and at least three) of the
 * smaller one's items in common. Items that very many resources have say nothing and are left out.
 */
export async function duplicatesOf(db: Db, limit: number): Promise<DuplicateRow[]> {
  const { rows } = await sql<DuplicateRow>`
    with standing as (
      select id, title_key, provider_dept from catalogue.resource where listed and stage <> 'retired'),
    worded as (
      select i.resource_id as id, coalesce(s.standard, i.name_key) as key
      from catalogue.item i join standing on standing.id = i.resource_id
      left join catalogue.synonym s on s.word = i.name_key
      where not coalesce(s.plain, false)
      group by 1, 2),
    telling as (select key from worded group by key having count(*) between 2 and 50),
    sizes as (select id, count(*)::int as size from worded group by id),
    sharing as (
      select x.id as a, y.id as b, count(*)::int as common
      from telling t join worded x on x.key = t.key join worded y on y.key = t.key and x.id < y.id
      group by 1, 2 having count(*) >= 3),
    pairs as (
      select a.id as a, b.id as b from standing a join standing b on a.title_key = b.title_key and a.id < b.id
      union
      select p.a, p.b from sharing p join sizes x on x.id = p.a join sizes y on y.id = p.b
      where p.common >= 0.8 * least(x.size, y.size))
    select p.a, p.b, case when a.title_key = b.title_key then 'name' else 'items' end as why,
      coalesce(s.common, 0) as common,
      coalesce(round(s.common::numeric / nullif(least(x.size, y.size), 0), 2), 0)::float as share,
      d.decision, d.reason, d.decided_by as "decidedBy", d.decided_at as "decidedAt"
    from pairs p
    join standing a on a.id = p.a join standing b on b.id = p.b and a.provider_dept is distinct from b.provider_dept
    left join sharing s on s.a = p.a and s.b = p.b
    left join sizes x on x.id = p.a left join sizes y on y.id = p.b
    left join catalogue.duplicate_decision d on d.a = p.a and d.b = p.b
    order by d.decision nulls first, why desc, share desc, p.a, p.b
    limit ${limit}`.execute(db);
  return rows;
}

export interface DuplicateDecision {
  readonly a: string;
  readonly b: string;
  readonly decision: 'same' | 'different';
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
}

export async function saveDuplicateDecision(
  tx: Tx,
  { a, b, decision, reason, at, by }: DuplicateDecision,
): Promise<void> {
  const [first, second] = a < b ? [a, b] : [b, a];
  const row = { decision, reason, decided_at: at, decided_by: by };
  await tx
    .insertInto('catalogue.duplicate_decision')
    .values({ a: first, b: second, ...row })
    .onConflict((conflict) => conflict.columns(['a', 'b']).doUpdateSet(row))
    .execute();
}
