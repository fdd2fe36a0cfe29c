import { fileErrors } from './file-errors.ts';
import { garbledMarks } from './garbled.ts';
import { malformedElement, parseElement, recordOf } from './json-record.ts';
import { type JsonElement, type JsonMode, jsonScanner } from './json-scan.ts';
import { chooseTable, type JsonTable, type Tallies, tallyElement } from './json-table.ts';
import { limits } from './limits.ts';
import { type Cell, isBlank, type OpenedFile, onlySheet, type SheetRow } from './sheet.ts';
import { readText, type TextSource } from './text-stream.ts';

export type JsonSource = TextSource & { readonly name: string; readonly bytes: number; readonly sample: string };

/**
 * Open JSON: an array of objects or of arrays, the same in a wrapper (`data`, `rows`, `result.records` …: the array with
 * most records is the table), JSON Lines, or a GeoJSON collection. A first pass finds the table and its columns; each
 * pass of rows parses record by record. Memory is one block and one record, however large the file.
 */
export async function openJson(source: JsonSource): Promise<OpenedFile> {
  const mode = modeOf(source.sample);
  const tallies: Tallies = new Map();
  for await (const elements of readElements(source, mode)) {
    for (const element of elements) tallyElement(tallies, element);
  }
  const table = chooseTable(tallies);
  if (!table) throw fileErrors['no-records']({ name: source.name });
  return {
    format: 'json',
    encoding: source.encoding,
    delimiter: null,
    bytes: source.bytes,
    sheets: [onlySheet(source.name)],
    rows: (index) => {
      if (index !== 0) throw fileErrors['no-such-sheet']({ index });
      return readRows(source, mode, table);
    },
    close: () => Promise.resolve(),
  };
}

/** JSON Lines when a second value follows the first. A first value longer than the sample is a document. */
function modeOf(sample: string): JsonMode {
  let values = 0;
  try {
    jsonScanner('lines', () => values++).write(sample);
  } catch {
    return values > 0 ? 'lines' : 'document';
  }
  return values > 1 ? 'lines' : 'document';
}

/** The elements of a file's arrays, in batches by block. */
async function* readElements(source: JsonSource, mode: JsonMode): AsyncGenerator<JsonElement[]> {
  let batch: JsonElement[] = [];
  const scanner = jsonScanner(mode, (element) => batch.push(element));
  for await (const text of readText(source)) {
    scanner.write(text);
    yield batch;
    batch = [];
  }
  if (!scanner.end()) throw fileErrors.truncated({ name: source.name });
}

async function* readRows(source: JsonSource, mode: JsonMode, table: JsonTable): AsyncGenerator<SheetRow[]> {
  let line = table.titles ? 1 : 0;
  if (table.titles) yield [{ line, cells: table.titles }];
  for await (const elements of readElements(source, mode)) {
    const rows: SheetRow[] = [];
    for (const element of elements) if (element.path === table.path) addRow(rows, element, table, ++line);
    if (rows.length > 0) yield rows;
  }
}

function addRow(rows: SheetRow[], element: JsonElement, { titles }: JsonTable, line: number): void {
  const record = recordOf(parseElement(element));
  if (!record) throw malformedElement(element);
  const cells: Cell[] =
    record.kind === 'listed' ? record.cells : (titles ?? []).map((title) => record.cells.get(title) ?? null);
  if (cells.every(isBlank)) return;
  if (cells.length > limits.columns) throw fileErrors['too-many-columns']({ line, columns: cells.length });
  const marks = garbledMarks(cells);
  rows.push(marks ? { line, cells, marks } : { line, cells });
}
