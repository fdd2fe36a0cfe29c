import { type ZipEntry, zip } from './zip.ts';

type Cell = string | number | null;

/** What a worksheet holds (ECMA-376; Excel specifications and limits). */
export const XLSX_LIMITS = { rows: 1_048_576, columns: 16_384, text: 32_767 } as const;

/** Whether rows and fields fit one worksheet with its heading. */
export function fitsXlsx(rows: number, fields: number): boolean {
  return rows < XLSX_LIMITS.rows && fields <= XLSX_LIMITS.columns;
}

/**
 * A workbook of one sheet as a stream of bytes; texts stand in their cells, so nothing is held in memory. Text never is
 * a formula here.
 */
export function xlsx(fields: readonly string[], rows: AsyncIterable<readonly Cell[]>): AsyncIterable<Buffer> {
  return zip(parts(fields, rows));
}

function* parts(fields: readonly string[], rows: AsyncIterable<readonly Cell[]>): Generator<ZipEntry> {
  for (const [name, text] of FIXED) yield { name, bytes: once(text) };
  yield { name: 'xl/worksheets/sheet1.xml', bytes: sheet(fields, rows) };
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

const BLOCK = 64 * 1024;

async function* sheet(fields: readonly string[], rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<Buffer> {
  const names = fields.map((_, i) => columnName(i));
  let text = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  let line = 1;
  const add = (cells: readonly Cell[]) => {
    text += `<row r="${line}">${cells.map((cell, i) => cellText(cell, `${names[i]}${line}`)).join('')}</row>`;
    line++;
  };
  add(fields);
  for await (const row of rows) {
    add(row);
    if (text.length < BLOCK) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(`${text}</sheetData></worksheet>`);
}

function cellText(cell: Cell, at: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

/** XML 1.0 has no control characters but tab and line ends. */
function escaped(text: string): string {
  return (
    text
      .slice(0, XLSX_LIMITS.text)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is taken out.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .toWellFormed()
  );
}

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  const letter = String.fromCharCode(65 + (index % 26));
  return rest === 0 ? letter : columnName(rest - 1) + letter;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOC = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const FIXED: readonly (readonly [name: string, text: string])[] = [
  [
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOC}"><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOC}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
];
