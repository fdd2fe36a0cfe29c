import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StoredBlob } from '#platform/blobs.ts';
import { newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { fitsXlsx, xlsx } from '#platform/xlsx/workbook.ts';
import { exchangeErrors } from '../errors.ts';
import { type GrantedQuery, grantedSelect } from '../rules/select.ts';

export type FileFormat = 'csv' | 'xlsx' | 'ndjson' | 'parquet';

/** How the engine writes each; a workbook is made from its lines. */
const ENGINE_FORMATS: Readonly<Record<FileFormat, string>> = {
  csv: 'CSVWithNames',
  xlsx: 'JSONCompactEachRow',
  ndjson: 'JSONEachRow',
  parquet: 'Parquet',
};

/** Formats that people open: columns bear the names that people read. */
const TITLED: ReadonlySet<FileFormat> = new Set(['csv', 'xlsx']);

/**
 * What a query gives as a file of the blob store. The engine writes it to disk in one statement; from there it streams,
 * so memory does not grow with the rows.
 * @throws {Refusal} `exchange.too-large-for-xlsx`
 */
export async function makeFile(
  platform: Platform,
  query: GrantedQuery,
  format: FileFormat,
  rows: number,
): Promise<StoredBlob> {
  const dir = join(platform.config.dataDir, 'exchange', 'making');
  const path = join(dir, newToken(12));
  const select = grantedSelect({ ...query, titled: TITLED.has(format), guarded: format === 'csv' });
  if (format === 'xlsx' && !fitsXlsx(rows, select.columns.length)) throw exchangeErrors['too-large-for-xlsx']({ rows });
  await mkdir(dir, { recursive: true });
  try {
    await platform.olap.file(path, select.sql, ENGINE_FORMATS[format], select.params);
    if (format !== 'xlsx') return await platform.blobs.put(bytesOf(path, format));
    const heads = select.columns.map(({ name, unit }) => (unit ? `${name}（${unit}）` : name));
    return await platform.blobs.put(xlsx(heads, linesOf(path)));
  } finally {
    await rm(path, { force: true });
  }
}

/** A spreadsheet program takes a CSV for UTF-8 only when it begins with a byte order mark. */
async function* bytesOf(path: string, format: FileFormat): AsyncGenerator<Buffer> {
  if (format === 'csv') yield Buffer.from('\uFEFF');
  for await (const chunk of createReadStream(path)) yield chunk;
}

async function* linesOf(path: string): AsyncGenerator<(string | number | null)[]> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield cellsOf(JSON.parse(line));
  }
}

function cellsOf(row: unknown): (string | number | null)[] {
  if (!Array.isArray(row)) return [];
  return row.map((cell) => (cell === null || typeof cell === 'number' ? cell : String(cell)));
}
