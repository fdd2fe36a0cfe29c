import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { read, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { allRows, assertRefused, openContent, xlsxOf } from './file.test-support.ts';
import type { SheetRow } from './sheet.ts';
import { sheetInfos, sheetRows } from './sheetjs-rows.ts';

async function rowsOf(t: TestContext, sheet: string, changes?: Record<string, string>): Promise<SheetRow[]> {
  return allRows(await openContent(t, '表.xlsx', xlsxOf(sheet, changes)));
}

function data(cells: string): string {
  return `<sheetData><row r="1">${cells}</row></sheetData>`;
}

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="000000"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="57"/><xf numFmtId="22"/></cellXfs></styleSheet>`;

test('numbers are seen through their formats', async (t) => {
  const sheet = data(
    '<c r="A1" s="1"><v>45566</v></c><c r="B1" s="2"><v>123</v></c><c r="C1" s="3"><v>5.2999999999999999E-2</v></c>' +
      '<c r="D1" s="4"><v>45566</v></c><c r="E1" s="5"><v>45566.5</v></c><c r="F1"><v>45566</v></c><c r="G1" t="d"><v>2024-10-01T00:00:00</v></c>',
  );
  const [row] = await rowsOf(t, sheet, { 'xl/styles.xml': STYLES });
  assert.deepEqual(row?.cells, ['2024-10', '000123', 0.053, '2024-10', '2024-10-01T12:00:00', 45566, '2024-10-01']);
  const marks = row?.marks?.map(({ column, kind }) => `${column} ${kind}`);
  assert.deepEqual(marks, ['0 date', '2 percent', '3 date', '4 date', '6 date']);
});

test('text that looks like a date stays text without a mark', async (t) => {
  const [row] = await rowsOf(t, data('<c r="A1" t="inlineStr" s="1"><is><t>2024-10-01</t></is></c>'), {
    'xl/styles.xml': STYLES,
  });
  assert.deepEqual(row, { line: 1, cells: ['2024-10-01'] });
});

test('the 1904 epoch is heeded', async (t) => {
  const workbook =
    '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>';
  const [row] = await rowsOf(t, data('<c r="A1" s="1"><v>44104</v></c>'), {
    'xl/styles.xml': STYLES,
    'xl/workbook.xml': workbook,
  });
  assert.deepEqual(row?.cells, ['2024-10']);
});

test('shared and inline strings: runs are joined, phonetic hints left out, escapes undone', async (t) => {
  const strings =
    '<sst><si><t>甲&amp;乙</t></si><si><r><t>一般公共</t></r><r><t xml:space="preserve">预算 </t></r><rPh><t>yi</t></rPh></si></sst>';
  const sheet = data(
    '<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>9</v></c><c r="D1" t="inlineStr"><is><t>行_x000D_</t></is></c>',
  );
  const [row] = await rowsOf(t, sheet, { 'xl/sharedStrings.xml': strings });
  assert.deepEqual(row?.cells, ['一般公共预算 ', '甲&乙', null, '行\r']);
});

test('formulas give their stored result and are never evaluated; errors and missing results are null with a mark', async (t) => {
  const sheet = data(
    '<c r="A1"><f>1+1</f><v>3</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>文</v></c><c r="C1"><f>SUM(A1)</f></c>' +
      '<c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="str"><f>""</f><v></v></c>',
  );
  const [row] = await rowsOf(t, sheet);
  assert.deepEqual(row?.cells, [3, '文', null, null, true]);
  assert.deepEqual(row?.marks, [
    { column: 2, kind: 'uncomputed' },
    { column: 3, kind: 'error', text: '#N/A' },
  ]);
});

test('positions may be left out, prefixes used, cells styled but empty', async (t) => {
  const sheet =
    '<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c s="1"/><x:c><x:v>2</x:v></x:c></x:row><x:row/><x:row><x:c><x:v>3</x:v></x:c><x:c r="XFD3" s="1"/></x:row></x:sheetData>';
  assert.deepEqual(await rowsOf(t, sheet), [
    { line: 1, cells: [1, null, 2] },
    { line: 3, cells: [3], blankBefore: true },
  ]);
});

test('merges are listed, the value stands at the anchor, stale values under a merge are dropped', async (t) => {
  const sheet =
    '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>9</v></c></row><row r="2"><c r="A2"><v>9</v></c><c r="C2"><v>2</v></c></row></sheetData>' +
    '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:B3"/></mergeCells>';
  const file = await openContent(t, 'a.xlsx', xlsxOf(sheet));
  assert.deepEqual(file.sheets[0]?.merges, [
    { top: 1, left: 0, bottom: 1, right: 1 },
    { top: 2, left: 0, bottom: 3, right: 1 },
  ]);
  assert.deepEqual(
    (await allRows(file)).map(({ cells }) => cells),
    [[1], [9, null, 2]],
  );
});

test('hidden rows, columns and sheets are told; chart sheets are not sheets of rows', async (t) => {
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const file = await openContent(
    t,
    'a.xlsx',
    xlsxOf(
      '<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row></sheetData>',
      {
        'xl/workbook.xml': `<workbook xmlns:r="${rel}"><sheets><sheet name="图" r:id="rId9"/><sheet name="藏&gt;" state="veryHidden" r:id="rId1"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId9" Type="${rel}/chartsheet" Target="chartsheets/c.xml"/><Relationship Id="rId1" Type="${rel}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
      },
    ),
  );
  assert.deepEqual(file.sheets, [{ name: '藏>', index: 0, hidden: true, merges: [], hiddenColumns: [1, 2] }]);
  assert.deepEqual(await allRows(file), [{ line: 1, cells: [1], hidden: true }]);
});

test('a sheet that declares a million rows costs only those it holds', async (t) => {
  const cells = (line: number) => `<row r="${line}"><c r="A${line}"><v>${line}</v></c><c r="XFD${line}" s="1"/></row>`;
  const rows = Array.from({ length: 6_000 }, (_, i) => cells(i + 1)).join('');
  const sheet = `<dimension ref="A1:XFD1048576"/><sheetData>${rows}<row r="1048576" s="1" customFormat="1"/></sheetData>`;
  const before = process.memoryUsage().heapUsed;
  const file = await openContent(t, 'a.xlsx', xlsxOf(sheet));
  const read = await allRows(file);
  assert.equal(read.length, 6_000);
  assert.deepEqual(read.at(-1), { line: 6_000, cells: [6_000] });
  assert.ok(process.memoryUsage().heapUsed - before < 100e6);
});

test('a value beyond column 2,000 is refused', async (t) => {
  assert.match(
    await assertRefused(t, 'a.xlsx', xlsxOf(data('<c r="BXY1"><v>1</v></c>')), 'too-many-columns'),
    /第 1 行有 2001 列/,
  );
  assert.equal((await rowsOf(t, data('<c r="BXX1"><v>1</v></c>')))[0]?.cells.length, 2_000);
});

test('broken markup is refused as damage', async (t) => {
  await assertRefused(t, 'a.xlsx', xlsxOf('<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'), 'damaged');
  await assertRefused(t, 'a.xlsx', xlsxOf('<sheetData/><mergeCells ref="'), 'damaged');
  await assertRefused(t, 'a.xlsx', xlsxOf('<!DOCTYPE x><sheetData/>'), 'damaged');
});

test('a workbook without sheets of rows is refused', async (t) => {
  const workbook = '<workbook><sheets/></workbook>';
  await assertRefused(t, 'a.xlsx', xlsxOf('<sheetData/>', { 'xl/workbook.xml': workbook }), 'no-records');
});

const value = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
  fc.string({ unit: fc.constantFrom('a', '中', '<', '&', '"', ' ', '\n', '_x0041_'), minLength: 1, maxLength: 6 }),
);

test('reads the values that SheetJS writes, as SheetJS reads them', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(value, { maxLength: 5 }), { maxLength: 5 }),
      fc.boolean(),
      async (table, bookSST) => {
        const book = utils.book_new();
        utils.book_append_sheet(book, utils.aoa_to_sheet(table), '表');
        const bytes: Buffer = write(book, { type: 'buffer', bookType: 'xlsx', bookSST, compression: true });
        const rows = await allRows(await openContent(t, 'a.xlsx', bytes));
        const oracle = read(bytes, { dense: true, cellNF: true });
        const sheet = oracle.Sheets.表;
        assert.ok(sheet);
        assert.deepEqual(rows, [...sheetRows(sheet, sheetInfos(oracle)[0]?.merges ?? [], false)]);
      },
    ),
    { numRuns: 60 },
  );
});
