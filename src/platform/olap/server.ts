import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { parseLines, SESSION_SETTINGS } from './chdb.ts';
import type { OlapEngine, OlapParams, OlapSettings } from './engine.ts';

/** A ClickHouse server over HTTP. `url` may carry user, password and database. */
export function openClickhouse(url: string): OlapEngine {
  const client = createClient({ url, request_timeout: 600_000, log: { level: ClickHouseLogLevel.OFF } });
  const ask = async (sql: string, format: string, params: OlapParams = {}, settings: OlapSettings = {}) => {
    const query = `${sql}\nFORMAT ${format}`;
    const result = await client.exec({ query, query_params: { ...params }, clickhouse_settings: merged(settings) });
    return readText(result.stream);
  };
  const command = async (query: string, params: OlapParams = {}, settings: OlapSettings = {}) => {
    await client.command({ query, query_params: { ...params }, clickhouse_settings: merged(settings) });
  };
  return {
    kind: 'clickhouse',
    rows: async (sql, params, settings) => parseLines(await ask(sql, 'JSONCompactEachRow', params, settings)),
    text: (sql, format, params, settings) => ask(sql, format, params, settings),
    file: async (path, sql, format, params = {}, settings = {}) => {
      const query = `${sql}\nFORMAT ${format}`;
      const result = await client.exec({ query, query_params: { ...params }, clickhouse_settings: merged(settings) });
      await pipeline(result.stream, createWriteStream(path));
    },
    command,
    insert: async ({ table, columns, format, bytes, settings }) => {
      if (bytes.length === 0) return;
      const query = `INSERT INTO ${table} (${columns.join(', ')}) FORMAT ${format}`;
      const result = await client.exec({
        query,
        values: Readable.from([bytes]),
        clickhouse_settings: merged(settings ?? {}),
      });
      await readText(result.stream);
    },
    close: () => client.close(),
  };
}

function merged(settings: OlapSettings): Record<string, string | number> {
  return { ...SESSION_SETTINGS, wait_end_of_query: 1, ...settings };
}

async function readText(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
