import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { CFB } from '@e965/xlsx';
import { type FileErrorCode, fileErrorCode } from './file-errors.ts';
import { openFile } from './open.ts';
import type { Cell, OpenedFile, OpenOptions, SheetRow } from './sheet.ts';

/** Real files that are not part of the project; tests that need them are skipped where they are absent. */
export const sharedData = join(import.meta.dirname, '../../../../../shared/data');

export function skipWithout(path: string): { skip: string | false } {
  return { skip: existsSync(join(sharedData, path)) ? false : `needs ../shared/data/${path}` };
}

/** Write a file that lives as long as the test; gives its path. */
export async function tempFile(t: TestContext, name: string, content: Uint8Array | string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yiping-read-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Open content under a name; closed when the test ends. */
export async function openContent(
  t: TestContext,
  name: string,
  content: Uint8Array | string,
  options?: OpenOptions,
): Promise<OpenedFile> {
  const file = await openFile(await tempFile(t, name, content), name, options);
  t.after(() => file.close());
  return file;
}

export async function allRows(file: OpenedFile, sheet = 0): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of file.rows(sheet)) rows.push(...batch);
  return rows;
}

/** The cells of every row of a content's first sheet. */
export async function cellsOf(
  t: TestContext,
  name: string,
  content: Uint8Array | string,
): Promise<(readonly Cell[])[]> {
  return (await allRows(await openContent(t, name, content))).map(({ cells }) => cells);
}

/** Assert that reading content to the end is refused with this code; gives the sentence. */
export async function assertRefused(
  t: TestContext,
  name: string,
  content: Uint8Array | string,
  code: FileErrorCode,
): Promise<string> {
  let sentence = '';
  await assert.rejects(
    async () => void (await allRows(await openContent(t, name, content))),
    (error: unknown) => {
      assert.equal(fileErrorCode(error), code, String(error));
      sentence = error instanceof Error ? error.message : '';
      return true;
    },
  );
  return sentence;
}

/** A ZIP container with these parts. */
export function zipOf(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const container = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(parts)) CFB.utils.cfb_add(container, `/${name}`, Buffer.from(content));
  CFB.utils.cfb_del(container, '/\u0001Sh33tJ5');
  return Buffer.from(CFB.write(container, { fileType: 'zip', compression: true, type: 'buffer' }));
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The parts of a minimal XLSX with one sheet; `changes` replaces or adds parts. */
export function xlsxParts(sheet: string, changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = [
    relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
    relation('rId2', 'styles', 'styles.xml'),
    relation('rId3', 'sharedStrings', 'sharedStrings.xml'),
  ];
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${relations.join('')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}">${sheet}</worksheet>`,
    ...changes,
  };
}

/** The cells of the only row of an XLSX with this sheet markup. */
export function xlsxOf(sheet: string, changes: Readonly<Record<string, string>> = {}): Buffer {
  return zipOf(xlsxParts(sheet, changes));
}
