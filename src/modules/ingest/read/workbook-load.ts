import { CFB, type ParsingOptions, read, set_cptable, type WorkBook } from '@e965/xlsx';
import * as cptable from '@e965/xlsx/dist/cpexcel.full.mjs';
import { Refusal } from '#platform/errors.ts';
import type { Encoding } from './encoding.ts';
import { fileErrors } from './file-errors.ts';
import { isCutOff, oleContent } from './ole.ts';

set_cptable(cptable);

/** Old workbooks without a code page of their own are Chinese ones. */
const GBK = 936;
const HINT = '请另存为 XLSX 或 CSV 后上传';

const OPTIONS: ParsingOptions = {
  dense: true,
  cellNF: true,
  cellFormula: false,
  cellHTML: false,
  cellStyles: true,
  codepage: GBK,
  raw: true,
};

/** How the bytes of a workbook that can only be loaded whole are to be read; text formats with their encoding. */
export type WholeKind = { readonly kind: 'ole' | 'zip' } | { readonly kind: 'text'; readonly encoding: Encoding };

/** Load a whole workbook through SheetJS. Refuses what is cut off, encrypted, no workbook, or broken. */
export function loadWorkbook(bytes: Buffer, name: string, how: WholeKind): WorkBook {
  try {
    if (how.kind === 'text') return read(new TextDecoder(how.encoding).decode(bytes), { ...OPTIONS, type: 'string' });
    if (how.kind === 'ole') judgeOle(bytes, name);
    return read(bytes, { ...OPTIONS, type: 'buffer' });
  } catch (error) {
    throw refusalOf(error, name);
  }
}

function judgeOle(bytes: Buffer, name: string): void {
  if (isCutOff(bytes)) throw fileErrors.truncated({ name });
  const paths: unknown = CFB.read(bytes, { type: 'buffer' }).FullPaths;
  const content = oleContent(Array.isArray(paths) ? paths.map(String) : []);
  if (content === 'encrypted') throw fileErrors['encrypted-workbook']({ name });
  if (content === 'word') throw fileErrors['not-a-table']({ name, what: 'Word 文档' });
  if (content === 'powerpoint') throw fileErrors['not-a-table']({ name, what: 'PowerPoint 演示文稿' });
  if (content === 'other') throw fileErrors['unsupported-format']({ name, what: '无法识别的旧版办公文件', hint: HINT });
}

/** SheetJS tells its reasons only by sentences, and those of a broken file are whatever broke. */
function refusalOf(error: unknown, name: string): unknown {
  if (error instanceof Refusal) return error;
  const locked = error instanceof Error && /password|encrypt/i.test(error.message);
  return locked ? fileErrors['encrypted-workbook']({ name }, error) : fileErrors.damaged({ name }, error);
}
