import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { fitsXlsx, xlsx } from '#platform/xlsx/workbook.ts';
import type { Field, FileFormat } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { writeRows } from '../olap/export.ts';

type Cell = string | number | null;

export interface MadeFile {
  readonly format: FileFormat;
  readonly hash: string;
  readonly bytes: number;
}

interface Source {
  readonly table: string;
  readonly fields: readonly Field[];
  readonly rows: number;
}

/**
 * Make a release's files once and keep them by content. The engine writes each to disk; from there it streams into the
 * store, so memory does not grow with the data. A workbook is left out where rows or columns pass what a sheet holds.
 */
export async function makeFiles(platform: Platform, source: Source): Promise<MadeFile[]> {
  const made: MadeFile[] = [];
  for (const format of ['csv', 'json', 'parquet'] as const)
    made.push({ format, ...(await withRows(platform, source, format, (path) => bytesOf(path, format))) });
  if (!fitsXlsx(source.rows, source.fields.length)) return made;
  const names = source.fields.map(({ name }) => name);
  const workbook = await withRows(platform, source, 'lines', (path) => xlsx(names, linesOf(path)));
  return [...made, { format: 'xlsx', ...workbook }];
}

async function withRows(
  platform: Platform,
  { table, fields }: Source,
  format: 'csv' | 'json' | 'parquet' | 'lines',
  read: (path: string) => AsyncIterable<Buffer>,
) {
  const { dir } = deskOf(platform);
  await mkdir(dir, { recursive: true });
  const path = join(dir, `release-${newToken(9)}`);
  try {
    await writeRows(platform.olap, { path, table, fields, format });
    return await platform.blobs.put(read(path));
  } finally {
    await rm(path, { force: true });
  }
}

/** A spreadsheet program takes a CSV for UTF-8 only when it begins with a byte order mark. */
async function* bytesOf(path: string, format: 'csv' | 'json' | 'parquet'): AsyncGenerator<Buffer> {
  if (format === 'csv') yield Buffer.from('\uFEFF');
  for await (const chunk of createReadStream(path)) yield chunk;
}

/** The engine writes its rows as lines of one JSON array: `[`, `[…],`, `]`. */
async function* linesOf(path: string): AsyncGenerator<readonly Cell[]> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    // Only \n ends a line here: readline would break at U+2028 as well, which JSON leaves as it is.
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield* rowOf(line);
  }
  yield* rowOf(rest);
}

function rowOf(line: string): (readonly Cell[])[] {
  const row = line.trim().replace(/,$/, '');
  return row.startsWith('[') && row.endsWith(']') ? [cellsOf(JSON.parse(row))] : [];
}

function cellsOf(row: unknown): Cell[] {
  if (!Array.isArray(row)) return [];
  return row.map((cell) => (cell === null || typeof cell === 'number' ? cell : String(cell)));
}
