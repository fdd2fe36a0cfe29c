import { mkdir } from 'node:fs/promises';
import { Session } from 'chdb';
import { refuseFull } from '../room.ts';
import type { OlapEngine, OlapParams, OlapSettings } from './engine.ts';

/** Settings of every statement: NULL for what is missing, exact integers, no silent defaults. */
export const SESSION_SETTINGS: OlapSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_denormals: 0,
  input_format_null_as_default: 0,
};

/**
 * chDB (embedded ClickHouse) on a folder, or in a temporary folder when `dataDir` is null. One folder per process.
 * Opening and writing are refused with `platform.out-of-space` while the disk is nearly full.
 */
export async function openChdb(dataDir: string | null): Promise<OlapEngine> {
  if (dataDir !== null) await mkdir(dataDir, { recursive: true });
  const haveRoom = () => (dataDir === null ? Promise.resolve() : refuseFull(dataDir));
  await haveRoom();
  const session =
    dataDir === null ? new Session() : new Session(dataDir, { connectionArgs: ['--async_load_databases=0'] });
  const ask = async (sql: string, format: string, params: OlapParams = {}, settings: OlapSettings = {}) => {
    const result = await session.queryBindAsync(withSettings(sql, settings), params, { format });
    return result.text();
  };
  return {
    kind: 'chdb',
    rows: async (sql, params, settings) => parseLines(await ask(sql, 'JSONCompactEachRow', params, settings)),
    text: (sql, format, params, settings) => ask(sql, format, params, settings),
    file: async (path, sql, format, params, settings) => {
      await haveRoom();
      const into = `INSERT INTO FUNCTION file(${literal(path)}, ${literal(format)}) ${sql}`;
      await ask(into, 'Null', params, { ...settings, engine_file_truncate_on_insert: 1 });
    },
    command: async (sql, params, settings) => {
      await haveRoom();
      await ask(sql, 'Null', params, settings);
    },
    insert: async (input) => {
      const { table, columns, format, bytes, settings } = input;
      if (bytes.length === 0) return;
      await haveRoom();
      await session.insert({ table, columns, format, values: bytes, settings: { ...settings } });
    },
    close: async () => session.close(),
  };
}

/** `{…}\n{…}` into one parse: faster than a parse a line. */
export function parseLines(text: string): unknown[][] {
  const body = text.trimEnd();
  return body === '' ? [] : JSON.parse(`[${body.replaceAll('\n', ',')}]`);
}

/** A statement with its settings after it; DDL and statements that carry their own settings take none. */
export function withSettings(sql: string, settings: OlapSettings): string {
  if (!/^\s*(select|with|insert)/i.test(sql) || /\bsettings\b/i.test(sql)) return sql;
  const all = Object.entries({ ...SESSION_SETTINGS, ...settings });
  return `${sql}\nSETTINGS ${all.map(([name, value]) => `${name} = ${literal(value)}`).join(', ')}`;
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll(/['\\]/g, '\\$&')}'`;
}
