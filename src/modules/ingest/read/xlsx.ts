import type { Archive } from './archive.ts';
import { coveredCells } from './covered-cells.ts';
import { fileErrors } from './file-errors.ts';
import { limits } from './limits.ts';
import type { OpenedFile, SheetInfo, SheetRow } from './sheet.ts';
import { layoutSink, type SheetLayout } from './xlsx-layout.ts';
import { type Relation, readRelations, readStyles, readWorkbookPart, sharedStringSink } from './xlsx-parts.ts';
import { sheetRowSink, type WorkbookTables } from './xlsx-rows.ts';
import { brokenXml, type XmlSink, xmlScanner } from './xml-scan.ts';

type Sheet = { readonly info: SheetInfo; readonly part: string };

/**
 * Open an XLSX (or XLSM, XLTX) container. Every part is streamed: memory holds the shared strings and one block, however
 * large the sheets are and whatever they declare. Opening passes over each sheet once to list merges and hidden columns,
 * which also proves the file whole; the rows are a second pass.
 */
export async function openXlsx(archive: Archive, bytes: number): Promise<OpenedFile> {
  const main = await mainPart(archive);
  const relations = await relationsOf(archive, main);
  const workbook = await readPart(archive, main, readWorkbookPart);
  const sheets = await readSheets(archive, workbook.sheets, relations);
  const tables = await readTables(archive, relations, workbook.epoch1904);
  return {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    bytes,
    sheets: sheets.map(({ info }) => info),
    rows: (index) => {
      const sheet = sheets[index];
      if (!sheet) throw fileErrors['no-such-sheet']({ index });
      return readRows(archive, sheet, tables);
    },
    close: async () => archive.close(),
  };
}

/** The name of the workbook part; every file in the field has it at the customary place or says where. */
async function mainPart(archive: Archive): Promise<string> {
  const relations = await readPart(archive, '_rels/.rels', (xml) => readRelations(xml, ''));
  return relations.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
}

async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const [, folder = '', file = ''] = /^(.*\/)?([^/]*)$/.exec(part) ?? [];
  return readPart(archive, `${folder}_rels/${file}.rels`, (xml) => readRelations(xml, folder));
}

type Listed = { readonly name: string; readonly relation: string; readonly hidden: boolean };

/** Worksheets only: chart and macro sheets hold no rows. */
async function readSheets(archive: Archive, listed: readonly Listed[], relations: Relation[]): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for (const { name, relation, hidden } of listed) {
    const part = relations.find(({ id, type }) => id === relation && type === 'worksheet')?.target;
    if (part === undefined) continue;
    const layout: SheetLayout = { merges: [], hiddenColumns: [] };
    await scanWhole(archive, part, layoutSink(layout), 'sheetData');
    sheets.push({ part, info: { name, index: sheets.length, hidden, ...layout } });
  }
  return sheets;
}

async function readTables(archive: Archive, relations: Relation[], epoch1904: boolean): Promise<WorkbookTables> {
  const partOf = (wanted: string) => relations.find(({ type }) => type === wanted)?.target ?? '';
  const styles = await readPart(archive, partOf('styles'), readStyles);
  const strings: string[] = [];
  const part = partOf('sharedStrings');
  const size = archive.sizeOf(part);
  if (size === null) return { strings, styles, epoch1904 };
  if (size > limits.sharedStrings) throw fileErrors['too-large-workbook']({ name: archive.name });
  await scanWhole(archive, part, sharedStringSink(strings));
  return { strings, styles, epoch1904 };
}

async function* readRows(archive: Archive, { info, part }: Sheet, tables: WorkbookTables): AsyncGenerator<SheetRow[]> {
  let batch: SheetRow[] = [];
  const sink = sheetRowSink(tables, coveredCells(info.merges), (row) => batch.push(row));
  for await (const _ of scanPart(archive, part, sink)) {
    if (batch.length > 0) yield batch;
    batch = [];
  }
}

/** Scan a part block by block into a sink; yields after each block. Broken markup is a damaged file. */
async function* scanPart(archive: Archive, part: string, sink: XmlSink, skip?: string): AsyncGenerator<void> {
  const scanner = xmlScanner(sink, skip);
  try {
    for await (const text of archive.texts(part)) {
      scanner.write(text);
      yield;
    }
    scanner.end();
  } catch (error) {
    throw refusalOfXml(error, archive.name);
  }
}

async function scanWhole(archive: Archive, part: string, sink: XmlSink, skip?: string): Promise<void> {
  const blocks = scanPart(archive, part, sink, skip);
  while (!(await blocks.next()).done);
}

/** Read a small part whole, empty when absent. Broken markup is a damaged file. */
async function readPart<T>(archive: Archive, part: string, read: (xml: string) => T): Promise<T> {
  const xml = await archive.text(part);
  try {
    return read(xml ?? '');
  } catch (error) {
    throw refusalOfXml(error, archive.name);
  }
}

function refusalOfXml(error: unknown, name: string): unknown {
  return error === brokenXml ? fileErrors.damaged({ name }) : error;
}
