import { departmentsOf } from '#module/identity';
import { audit } from '#platform/audit.ts';
import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { escapeFormula } from '#platform/spreadsheet.ts';
import type { ResourceQuery } from '../contract.ts';
import { classesOf, deskOf } from '../desk.ts';
import { catalogueErrors } from '../errors.ts';
import { fieldsOf } from '../rules/fields.ts';
import { settleFields } from '../rules/settle.ts';
import { COLUMNS, letterOf, linesOf, readSheet, type SheetError, type SheetResource } from '../rules/sheet.ts';
import { contradictionsOf, shortcomingsOf } from '../rules/shortcomings.ts';
import { shortcomingWords } from '../rules/words.ts';
import { itemsByResource, resourcesByIds } from '../sql/resource.ts';
import { insertRegistered } from './edit.ts';
import { filtersOf } from './list.ts';
import { isWriterOf } from './load.ts';

/** Resources in one workbook; an Excel sheet ends at 1,048,576 lines. */
const MOST_RESOURCES = 20_000;
/** Bytes and resources of a workbook that is taken in: it is read as a whole. */
const MOST_BYTES = 20 * 2 ** 20;
const MOST_TAKEN = 2_000;
/** Errors that are told at once. */
const MOST_ERRORS = 50;

/** The library takes 15 MB: it comes with the first workbook. */
const workbooks = () => import('@e965/xlsx');

/** The resources that a list shows, as a workbook by the 编制指南; what leaves the house is on record. */
export async function exportWorkbook(platform: Platform, actor: Actor, query: ResourceQuery): Promise<Buffer> {
  const { db, search } = deskOf(platform);
  const { search: text = '' } = query;
  const { ids } = await search.find({ text, filters: filtersOf(query), offset: 0, limit: MOST_RESOURCES });
  const [rows, items, departments] = await Promise.all([
    resourcesByIds(db, ids),
    itemsByResource(db, ids),
    departmentsOf(platform),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const lines = ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const providerName = departments.find(({ code }) => code === row.providerDept)?.name ?? '';
    const publishedAt = row.publishedAt ? chinaDate(row.publishedAt) : '';
    return linesOf(fieldsOf(row, items.get(id) ?? []), { code: row.code, providerName, publishedAt });
  });
  await db.transaction().execute((tx) =>
    audit(tx, platform.clock, actor, {
      action: 'catalogue.export',
      subject: { kind: 'node', id: 'catalogue' },
      detail: { resources: rows.length, search: text },
    }),
  );
  return workbookOf([[...COLUMNS], ...lines]);
}

/** A workbook with nothing but the header, to be filled in. */
export function templateWorkbook(): Promise<Buffer> {
  return workbookOf([[...COLUMNS]]);
}

async function workbookOf(lines: readonly (readonly string[])[]): Promise<Buffer> {
  const { utils, write } = await workbooks();
  const safe = lines.map((cells) => cells.map(escapeFormula));
  const sheet = utils.aoa_to_sheet(safe);
  sheet['!cols'] = COLUMNS.map((name) => ({ wch: name.length * 2 + 6 }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '政务信息资源目录');
  const bytes: Uint8Array = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  return Buffer.from(bytes);
}

/**
 * Register all resources of a workbook, or none: every cell that cannot be read and every rule that is broken is named
 * with its row and column.
 * @returns how many were registered. @throws {Refusal} `catalogue.bad-workbook`, `catalogue.sheet-errors`
 */
export async function importWorkbook(platform: Platform, actor: Actor, bytes: Buffer): Promise<number> {
  const { resources, errors } = readSheet(await rowsOf(bytes));
  if (resources.length > MOST_TAKEN)
    throw catalogueErrors['bad-workbook']({ why: `一次最多登记 ${MOST_TAKEN} 个资源` });
  const settled = resources.map(({ row, fields }) => ({ row, fields: settleFields(fields) }));
  const all = [...errors, ...(await broken(platform, actor, settled))];
  if (all.length > 0) throw sheetErrors(all);
  if (settled.length === 0) throw catalogueErrors['bad-workbook']({ why: '表头下没有内容' });
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      for (const { row, fields } of settled)
        await insertRegistered(platform, tx, actor, fields).catch((error: unknown) => {
          throw isTaken(error)
            ? sheetErrors([{ row, column: letterOf(2), why: '信息资源名称：本部门已有同名目录' }])
            : error;
        });
      await audit(tx, platform.clock, actor, {
        action: 'catalogue.import',
        subject: { kind: 'node', id: 'catalogue' },
        detail: { resources: settled.length },
      });
    });
  return settled.length;
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'catalogue.title-taken';

function sheetErrors(errors: readonly SheetError[]) {
  const told = errors.slice(0, MOST_ERRORS).map(({ row, column, why }) => `第 ${row} 行 ${column} 列 ${why}`);
  return catalogueErrors['sheet-errors']({ count: errors.length, errors: told });
}

/** The text of the first sheet's cells as it is shown; formulas are not worked out, their kept values are read. */
async function rowsOf(bytes: Buffer): Promise<string[][]> {
  if (bytes.length > MOST_BYTES) throw catalogueErrors['bad-workbook']({ why: '文件超过 20 MB' });
  // A workbook is a ZIP; anything else would be guessed at as text.
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK')
    throw catalogueErrors['bad-workbook']({ why: '不是 XLSX 文件' });
  const { read, utils } = await workbooks();
  try {
    const book = read(bytes, { type: 'buffer', cellFormula: false, cellHTML: false, sheets: 0, sheetRows: 100_000 });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    if (!sheet) return [];
    const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: false, defval: '', blankrows: true });
    return rows.map((row) => row.map((cell) => String(cell ?? '')));
  } catch (error) {
    throw catalogueErrors['bad-workbook']({ why: '文件已损坏，无法读取' }, error);
  }
}

/** Rules that the read resources break, at the line of each; gaps may be filled in later, contradictions may not be kept. */
async function broken(platform: Platform, actor: Actor, resources: readonly SheetResource[]): Promise<SheetError[]> {
  const [classes, departments] = await Promise.all([classesOf(platform), departmentsOf(platform)]);
  const codes = new Set(departments.map(({ code }) => code));
  return resources.flatMap(({ row, fields }) => {
    const { providerDept } = fields;
    const provider = providerDept === null || !codes.has(providerDept) ? '未填写或不是本省部门代码' : null;
    const foreign = provider === null && !isWriterOf(actor, providerDept) ? '只能编制本部门的目录' : null;
    const wrong = contradictionsOf(shortcomingsOf(fields, classes));
    const known = fields.classCode === null || classes.some(({ code }) => code === fields.classCode);
    return [
      ...[provider, foreign].flatMap((why) =>
        why === null ? [] : [{ row, column: letterOf(4), why: `提供方代码：${why}` }],
      ),
      ...(known ? [] : [{ row, column: letterOf(0), why: '目录分类代码：没有这个分类' }]),
      ...(wrong.length === 0 ? [] : [{ row, column: letterOf(2), why: shortcomingWords(wrong) }]),
    ];
  });
}
