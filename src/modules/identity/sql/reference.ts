import { sql } from 'kysely';
import type { Department } from '../rules/department.ts';
import type { Division } from '../rules/division.ts';
import type { Db, Tx } from '../tables.ts';

/** Bring the divisions to this version's rows in one statement; none is deleted. */
export async function upsertDivisions(tx: Tx, divisions: readonly Division[]): Promise<void> {
  const rows = divisions.map((d) => ({
    ...{
      code: d.code,
      name: d.name,
      short_name: d.shortName,
      aliases: d.aliases,
      initials: d.initials,
      level: d.level,
    },
    ...{ parent: d.parent, valid_from: d.validFrom, valid_to: d.validTo, position: d.order },
    ...{ label_lon: d.label?.[0] ?? null, label_lat: d.label?.[1] ?? null },
  }));
  await sql`
    insert into identity.division
      (code, name, short_name, aliases, initials, level, parent, valid_from, valid_to, label_lon, label_lat, position)
    select code, name, short_name, aliases, initials, level, parent, valid_from, valid_to, label_lon, label_lat, position
    from json_populate_recordset(null::identity.division, ${JSON.stringify(rows)}::json)
    on conflict (code) do update set
      name = excluded.name, short_name = excluded.short_name, aliases = excluded.aliases,
      initials = excluded.initials, level = excluded.level, parent = excluded.parent,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to,
      label_lon = excluded.label_lon, label_lat = excluded.label_lat, position = excluded.position`.execute(tx);
  await replaceSuccessors(tx, divisions);
}

async function replaceSuccessors(tx: Tx, divisions: readonly Division[]): Promise<void> {
  const rows = divisions.flatMap((d) =>
    d.successors.map((next) => ({ code: d.code, successor: next.code, kind: next.kind })),
  );
  await sql`delete from identity.division_successor where code = any(${divisions.map((d) => d.code)})`.execute(tx);
  await tx.insertInto('identity.division_successor').values(rows).execute();
}

/** Bring the departments to this version's rows in one statement; none is deleted. */
export async function upsertDepartments(tx: Tx, departments: readonly Department[]): Promise<void> {
  const rows = departments.map((d) => ({
    ...{ code: d.code, name: d.name, short_name: d.shortName, kind: d.kind, leader_group: d.group },
    ...{ valid_from: d.validFrom, valid_to: d.validTo, position: d.order },
    ...{ successor: d.successor?.code ?? null, succession_kind: d.successor?.kind ?? null },
  }));
  await sql`
    insert into identity.department
      (code, name, short_name, kind, leader_group, valid_from, valid_to, successor, succession_kind, position)
    select code, name, short_name, kind, leader_group, valid_from, valid_to, successor, succession_kind, position
    from json_populate_recordset(null::identity.department, ${JSON.stringify(rows)}::json)
    on conflict (code) do update set
      name = excluded.name, short_name = excluded.short_name, kind = excluded.kind,
      leader_group = excluded.leader_group, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
      successor = excluded.successor, succession_kind = excluded.succession_kind,
      position = excluded.position`.execute(tx);
}

/** All divisions of all times, by code. */
export async function selectDivisions(db: Db): Promise<Division[]> {
  const { rows } = await sql<Division>`
    select d.code, d.name, d.short_name as "shortName", to_json(d.aliases) as aliases, d.initials, d.level, d.parent,
      d.valid_from::text as "validFrom", d.valid_to::text as "validTo", d.position as "order",
      case when d.label_lon is not null then json_build_array(d.label_lon, d.label_lat) end as label,
      coalesce((select json_agg(json_build_object('code', s.successor, 'kind', s.kind) order by s.successor)
                from identity.division_successor s where s.code = d.code), '[]') as successors
    from identity.division d
    order by d.code`.execute(db);
  return rows;
}

/** All departments of all times, in the order of lists. */
export async function selectDepartments(db: Db): Promise<Department[]> {
  const { rows } = await sql<Department>`
    select code, name, short_name as "shortName", kind, leader_group as "group",
      valid_from::text as "validFrom", valid_to::text as "validTo", position as "order",
      case when successor is not null then json_build_object('code', successor, 'kind', succession_kind) end as successor
    from identity.department
    order by kind, position, code`.execute(db);
  return rows;
}
