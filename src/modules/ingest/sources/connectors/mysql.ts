import type { DatabaseSettings, SourceObject } from '../contract.ts';
import { MYSQL } from '../rules/quote.ts';

/** Tables and views that the account may read. */
export function mysqlObjects({ database, schema }: DatabaseSettings): string {
  return `select cast(TABLE_SCHEMA as char) as c1, cast(TABLE_NAME as char) as c2, cast(TABLE_COMMENT as char) as c3
    from information_schema.TABLES where TABLE_SCHEMA = ${MYSQL.text(schema || database)} order by 2 limit 5000`;
}

export function mysqlColumns({ database, schema: own }: DatabaseSettings, { schema, name }: SourceObject): string {
  return `select cast(COLUMN_NAME as char) as c1, cast(COLUMN_TYPE as char) as c2, cast(COLUMN_COMMENT as char) as c3,
      COLUMN_KEY = 'PRI' as c4
    from information_schema.COLUMNS
    where TABLE_SCHEMA = ${MYSQL.text(schema || own || database)} and TABLE_NAME = ${MYSQL.text(name)}
    order by ORDINAL_POSITION`;
}

/** A column as the engine takes it: timestamps as local times of China, bytes in hex, what it does not know as text. */
export function mysqlCell(name: string, type: string): string {
  if (/^timestamp/.test(type)) return `convert_tz(${name}, @@session.time_zone, '+08:00')`;
  if (/^bit/.test(type)) return `${name} + 0`;
  if (/blob|binary/.test(type)) return `hex(${name})`;
  return AS_IT_IS.test(type) ? name : `cast(${name} as char)`;
}

const AS_IT_IS =
  /^(?:tinyint|smallint|mediumint|int|bigint|decimal|float|double|date|varchar|char|text|tinytext|mediumtext|longtext)/;

/** A watermark as a literal. It came from the column itself. */
export function mysqlLiteral(value: string, type: string): string {
  if (/^timestamp/.test(type)) return `convert_tz(${MYSQL.text(value)}, '+08:00', @@session.time_zone)`;
  return /^-?\d+(\.\d+)?$/.test(value) && !/char|text|date|enum/.test(type) ? value : MYSQL.text(value);
}
