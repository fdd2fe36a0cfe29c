import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OlapEngine } from './engine.ts';

/**
 * The part of ClickHouse's HTTP interface that our client uses, answered by chDB: query and `param_*` in the address,
 * the rest of the statement or its data in the body. It lets the server engine be tested where no server can be had.
 */
export async function serveFacade(engine: OlapEngine): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(engine, request)
      .then((text) => response.writeHead(200).end(text))
      .catch((error: Error) => response.writeHead(500).end(`Code: 62. DB::Exception: ${error.message}`));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closeServer(server) };
}

async function answer(engine: OlapEngine, request: IncomingMessage): Promise<string> {
  const search = new URL(request.url ?? '/', 'http://local').searchParams;
  const body = await readBody(request);
  const inAddress = search.get('query');
  const statement = inAddress ?? body.toString();
  const insert = /^insert into (\S+) \(([^)]*)\) format (\w+)/i.exec(statement);
  if (insert && inAddress !== null) return insertRows(engine, insert, body);
  const [, sql = '', format = 'TabSeparated'] = /^([\s\S]*?)(?:\s+FORMAT (\w+))?\s*$/.exec(statement) ?? [];
  return engine.text(sql, format, paramsOf(search));
}

async function insertRows(engine: OlapEngine, match: RegExpExecArray, bytes: Buffer): Promise<string> {
  const [, table = '', columns = '', format] = match;
  if (format !== 'JSONCompactEachRow' && format !== 'CSV') throw new Error(`format ${format} is not served`);
  await engine.insert({ table, columns: columns.split(',').map((name) => name.trim()), format, bytes });
  return '';
}

function paramsOf(search: URLSearchParams): Record<string, string | string[]> {
  const pairs = [...search].filter(([name]) => name.startsWith('param_'));
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice('param_'.length), decodeParam(value)]));
}

/** A value as the client escapes it for the address: `it\\'s`, or a list `['a','b']`. */
function decodeParam(text: string): string | string[] {
  const bare = (part: string) => part.replaceAll(/\\(.)/g, '$1');
  if (!text.startsWith('[')) return bare(text);
  return [...text.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, part = '']) => bare(part));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

const closeServer = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
