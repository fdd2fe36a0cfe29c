import type { DatabaseSettings, SourceObject } from '../contract.ts';
import { ANSI } from '../rules/quote.ts';

/** Tables and views that the account may read; `?` as comment never comes, an absent one is empty. */
export function postgresObjects({ schema }: DatabaseSettings): string {
  const where = schema ? `n.nspname = ${ANSI.text(schema)}` : "n.nspname not in ('pg_catalog', 'information_schema')";
  return `select n.nspname::text as c1, c.relname::text as c2, coalesce(obj_description(c.oid, 'pg_class'), '') as c3
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname not like 'pg\\_toast%' and ${where}
      and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
    order by 1, 2 limit 5000`;
}

export function postgresColumns(settings: DatabaseSettings, { schema, name }: SourceObject): string {
  return `select a.attname::text as c1, format_type(a.atttypid, a.atttypmod)::text as c2,
      coalesce(col_description(a.attrelid, a.attnum), '') as c3,
      coalesce((select 1 from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey)), 0) as c4
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${ANSI.text(schema || settings.schema || 'public')} and c.relname = ${ANSI.text(name)}
      and a.attnum > 0 and not a.attisdropped order by a.attnum`;
}

const AS_IT_IS =
  /^(?:smallint|integer|bigint|numeric|real|double precision|boolean|date|text|character|timestamp(?:\(\d\))? without time zone|uuid)/;

/** A column as the engine takes it: times with a zone as local times of China, bytes in hex, what it does not know as text. */
export function postgresCell(name: string, type: string): string {
  if (/\[\]$/.test(type)) return `${name}::text`;
  if (/^timestamp.* with time zone$/.test(type)) return `(${name} at time zone 'Asia/Shanghai')`;
  if (type === 'bytea') return `encode(${name}, 'hex')`;
  if (type === 'money') return `${name}::numeric`;
  return AS_IT_IS.test(type) ? name : `${name}::text`;
}

/** A watermark as a literal. It came from the column itself. */
export function postgresLiteral(value: string, type: string): string {
  return /with time zone$/.test(type) ? `${ANSI.text(`${value}+08`)}::timestamptz` : ANSI.text(value);
}
