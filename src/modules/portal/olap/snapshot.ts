import type { OlapEngine, OlapParams } from '#platform/olap/engine.ts';
import type { Finding } from '../contract.ts';
import type { SourcedField } from '../rules/field.ts';

/** Where a release's rows stand: `_id` from 1 in the order of the source, and columns `f0 …` in the order of its fields. */
export function tableOf(releaseId: string): string {
  if (!/^[0-9a-f-]{36}$/.test(releaseId)) throw new Error(`not an id: ${releaseId}`);
  return `portal.r_${releaseId.replaceAll('-', '')}`;
}

/** The column of a field. */
export const columnOf = (index: number): string => `f${Math.trunc(index)}`;

/** Codes and names of the cities, for regions that are shown by their city. */
export interface Cities {
  readonly codes: readonly string[];
  readonly names: readonly string[];
}

/** Make the snapshot, masked, in one statement; what stood under this id is replaced. */
export async function makeSnapshot(
  olap: OlapEngine,
  input: { table: string; relation: string; fields: readonly SourcedField[]; cities: Cities },
): Promise<number> {
  const { table, relation, fields, cities } = input;
  const masked = fields.map((field) => maskedColumn(field));
  const columns = masked.map(({ sql }, i) => `${sql} AS ${columnOf(i)}`);
  const params: OlapParams = { codes: [...cities.codes], names: [...cities.names] };
  await olap.command(`DROP TABLE IF EXISTS ${table} SYNC`);
  await olap.command(
    `CREATE TABLE ${table} ENGINE = MergeTree ORDER BY _id
     AS SELECT rowNumberInAllBlocks() + 1 AS _id, ${columns.join(', ')}
     FROM (SELECT * FROM ${relation} ORDER BY _batch, _row, _col)
     SETTINGS max_bytes_before_external_sort = 268435456`,
    masked.some(({ usesCities }) => usesCities) ? params : {},
  );
  const [row] = await olap.rows(`SELECT count() FROM ${table}`);
  return Number(row?.[0] ?? 0);
}

export async function dropSnapshot(olap: OlapEngine, table: string): Promise<void> {
  await olap.command(`DROP TABLE IF EXISTS ${table} SYNC`);
}

/** Snapshots that stand in the warehouse. */
export async function snapshotTables(olap: OlapEngine): Promise<string[]> {
  const rows = await olap.rows(`SELECT name FROM system.tables WHERE database = 'portal' AND startsWith(name, 'r_')`);
  return rows.map(([name]) => `portal.${String(name)}`);
}

function maskedColumn({ source, type, mask }: SourcedField): { sql: string; usesCities: boolean } {
  // A column may have been text before its item was called a number.
  const column = type === 'number' ? `toFloat64OrNull(toString(${named(source)}))` : `toString(${named(source)})`;
  const plain = (sql: string) => ({ sql, usesCities: false });
  switch (mask?.method) {
    case undefined:
    case 'suppress':
      return plain(column);
    case 'round':
      return plain(`floor(${column} / ${decimal(mask.step)}) * ${decimal(mask.step)}`);
    case 'prefix': {
      const keep = Math.trunc(mask.keep);
      return plain(`if(lengthUTF8(${column}) > ${keep}, concat(substringUTF8(${column}, 1, ${keep}), '*'), ${column})`);
    }
    case 'year':
      return plain(`substring(${column}, 1, 4)`);
    case 'month':
      return plain(`substring(${column}, 1, 7)`);
    case 'city':
      return cityColumn(source);
  }
}

/** The province itself stays; whatever lies in a city becomes the city. */
function cityColumn(source: string): { sql: string; usesCities: boolean } {
  const code = `if(substring(region, 3) = '0000', region, concat(substring(region, 1, 4), '00'))`;
  if (source === 'region') return { sql: code, usesCities: false };
  const sql = `transform(${code}, {codes:Array(String)}, {names:Array(String)}, '')`;
  return { sql, usesCities: true };
}

/**
 * How many combinations of quasi-identifiers there are, and how many stand for fewer than k rows: one statement, by the
 * engine, over the masked rows.
 */
export async function checkCombinations(
  olap: OlapEngine,
  table: string,
  fields: readonly Pick<SourcedField, 'name' | 'quasi'>[],
  k: number,
): Promise<Finding> {
  const quasi = fields.flatMap((field, i) => (field.quasi ? [{ name: field.name, column: columnOf(i) }] : []));
  const names = quasi.map(({ name }) => name);
  if (quasi.length === 0) return { quasi: [], combinations: 0, under: 0, rowsUnder: 0, smallest: 0 };
  const [row] = await olap.rows(
    `SELECT count(), countIf(n < {k:UInt32}), sumIf(n, n < {k:UInt32}), min(n)
     FROM (SELECT count() AS n FROM ${table} GROUP BY ${quasi.map(({ column }) => column).join(', ')})`,
    { k },
    { max_bytes_before_external_group_by: 256 * 1024 * 1024 },
  );
  const [combinations, under, rowsUnder, smallest] = (row ?? []).map(Number);
  return {
    quasi: names,
    combinations: combinations ?? 0,
    under: under ?? 0,
    rowsUnder: rowsUnder ?? 0,
    smallest: smallest ?? 0,
  };
}

/** First and last period of a release; null where it has none. */
export async function periodRange(
  olap: OlapEngine,
  table: string,
  fields: readonly Pick<SourcedField, 'role'>[],
): Promise<{ from: string; to: string } | null> {
  const index = fields.findIndex(({ role }) => role === 'period');
  if (index < 0) return null;
  const column = columnOf(index);
  const [row] = await olap.rows(`SELECT min(${column}), max(${column}) FROM ${table} WHERE ${column} != ''`);
  const [from, to] = (row ?? []).map(String);
  return from && to ? { from, to } : null;
}

/** Names come from the catalogue, yet nothing but a name may enter a statement. */
function named(column: string): string {
  if (/^[a-z][a-z0-9_]*$/.test(column)) return column;
  throw new Error(`not a name of a column: ${column}`);
}

function decimal(step: number): string {
  if (!Number.isFinite(step) || step <= 0) throw new Error(`not a step: ${step}`);
  return `toFloat64('${step}')`;
}
