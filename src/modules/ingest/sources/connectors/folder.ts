import { mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Config } from '../../../../config.ts';
import { openFile } from '../../read/open.ts';
import type { OpenedFile, Cell as SheetCell } from '../../read/sheet.ts';
import type { FolderSettings, SourceObject } from '../contract.ts';
import { sourceErrors } from '../errors.ts';
import { guessType } from '../rules/guess-type.ts';
import { matchesPattern } from '../rules/pattern.ts';
import type { Cell, Connector, Page, PullRequest, SourceColumn } from './connector.ts';

interface Found {
  readonly path: string;
  readonly name: string;
  /** Changes when the file does. */
  readonly stamp: string;
  readonly bytes: number;
}

const LOOKED_AT = 500;

/**
 * A folder below the node's import folder, and nowhere else: links that lead out are refused. Files are tables whose
 * first line names the columns (CSV, XLSX, JSON and whatever else an import reads); each file is taken once, a changed
 * one again. The name of an object is a pattern: `*.csv`.
 */
export function openFolder(config: Config, settings: FolderSettings): Connector {
  const files = async ({ name }: Pick<SourceObject, 'name'>) => {
    const all = await filesBelow(await rootOf(config, settings.path));
    return all.filter((file) => matchesPattern(name, file.name)).sort((a, b) => (a.stamp < b.stamp ? -1 : 1));
  };
  return {
    test: async () => void (await rootOf(config, settings.path)),
    objects: async () => patternsOf(await filesBelow(await rootOf(config, settings.path))),
    columns: async (object) => {
      const newest = (await files(object)).at(-1);
      if (!newest) throw sourceErrors['source-no-such-object']({});
      return columnsOf(newest);
    },
    pull: (request) => ({ kind: 'pages', pages: pagesOf(files(request.object), request) }),
    close: async () => {},
  };
}

/** The folder, seen to stand within the import folder. @throws {Refusal} `ingest.outside-inbox` */
async function rootOf({ inboxDir }: Config, path: string): Promise<string> {
  await mkdir(inboxDir, { recursive: true });
  const inbox = await realpath(inboxDir);
  const wanted = await realpath(join(inbox, path)).catch(() => null);
  if (wanted === null) throw sourceErrors['source-no-such-object']({});
  if (wanted === inbox || wanted.startsWith(inbox + sep)) return wanted;
  throw sourceErrors['outside-inbox']({ root: inboxDir });
}

/** Plain files, not links, of a folder; hidden ones and those still being written (`.part`, `.tmp`) stay. */
async function filesBelow(root: string): Promise<Found[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  const plain = entries.filter((entry) => entry.isFile() && !/^\.|\.(?:part|tmp)$/.test(entry.name));
  return Promise.all(
    plain.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs, size } = await stat(path);
      return { path, name: relative(root, path), stamp: `${Math.trunc(mtimeMs)}-${size}`, bytes: size };
    }),
  );
}

function patternsOf(files: readonly Found[]) {
  const endings = [...new Set(files.flatMap(({ name }) => /\.[^./\\]+$/.exec(name)?.[0] ?? []))];
  const patterns = endings.map((ending) => ({ schema: '', name: `*${ending}`, comment: '所有这类文件' }));
  return [...patterns, ...files.map(({ name }) => ({ schema: '', name, comment: '' }))].slice(0, 5_000);
}

async function columnsOf(file: Found): Promise<SourceColumn[]> {
  const opened = await openFile(file.path, file.name);
  try {
    const { header, rows } = await headOf(opened, file.name);
    return header.map((name, i) => ({
      name,
      type: guessType(rows.map((row) => row[i] ?? null)),
      comment: '',
      key: false,
    }));
  } finally {
    await opened.close();
  }
}

async function headOf(opened: OpenedFile, name: string): Promise<{ header: string[]; rows: Cell[][] }> {
  for await (const batch of opened.rows(0)) {
    const [first, ...rest] = batch;
    if (!first) continue;
    return {
      header: headerOf(first.cells, name),
      rows: rest.slice(0, LOOKED_AT).map(({ cells }) => cells.map(textOf)),
    };
  }
  throw sourceErrors['bad-rows']({ name, detail: '里面没有行' });
}

function headerOf(cells: readonly SheetCell[], name: string): string[] {
  const header = cells.map((cell) => textOf(cell)?.trim() ?? '');
  while (header.at(-1) === '') header.pop();
  if (header.includes('')) throw sourceErrors['bad-rows']({ name, detail: '第一行有空的列名' });
  if (new Set(header).size !== header.length) throw sourceErrors['bad-rows']({ name, detail: '第一行有重复的列名' });
  return header;
}

async function* pagesOf(files: Promise<readonly Found[]>, request: PullRequest): AsyncGenerator<Page> {
  for (const file of await files) {
    if (request.taken?.has(`${file.name}@${file.stamp}`)) continue;
    yield* pagesOfFile(file, request);
    if (request.limit !== undefined) return;
  }
}

async function* pagesOfFile(file: Found, { columns }: PullRequest): AsyncGenerator<Page> {
  const opened = await openFile(file.path, file.name);
  try {
    let places: number[] | null = null;
    for await (const batch of opened.rows(0)) {
      const rows = places === null ? batch.slice(1) : batch;
      places ??= placesOf(headerOf(batch[0]?.cells ?? [], file.name), columns, file.name);
      const at = places;
      yield { rows: rows.map(({ cells }) => at.map((place) => textOf(cells[place] ?? null))), bytes: 0 };
    }
    yield { rows: [], bytes: file.bytes, file: { path: file.name, stamp: file.stamp } };
  } finally {
    await opened.close();
  }
}

/** Where the columns stand in this file; the order may be another. */
function placesOf(header: readonly string[], columns: PullRequest['columns'], name: string): number[] {
  const missing = columns.find((column) => !header.includes(column.name));
  if (missing) throw sourceErrors['bad-rows']({ name, detail: `缺少列“${missing.name}”` });
  return columns.map((column) => header.indexOf(column.name));
}

const textOf = (cell: SheetCell): Cell => (cell === null ? null : String(cell));
