import { type Archive, openArchive } from './archive.ts';
import { fileErrors } from './file-errors.ts';
import { limits } from './limits.ts';
import type { OpenedFile } from './sheet.ts';
import { openWhole } from './whole-workbook.ts';
import { openXlsx } from './xlsx.ts';

type Source = { readonly path: string; readonly name: string; readonly bytes: number };
type Content = 'xlsx' | 'xlsb' | 'ods' | 'word' | 'powerpoint' | 'numbers' | 'archive';

/** Open a ZIP container by what its parts say it is. The archive stays open only under an XLSX. */
export async function openContainer(source: Source): Promise<OpenedFile> {
  const archive = await openArchive(source.path, source.name);
  try {
    const content = await contentOf(archive);
    if (content === 'xlsx') return await openXlsx(archive, source.bytes);
    if (content !== 'xlsb' && content !== 'ods') throw refusalOf(content, source.name);
    await prove(archive);
    archive.close();
    return await openWhole(source, { kind: 'zip' }, content);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function contentOf(archive: Archive): Promise<Content> {
  const has = (pattern: RegExp) => archive.parts.some((part) => pattern.test(part));
  if (has(/^xl\/workbook\.bin$/)) return 'xlsb';
  if (has(/^xl\//)) return 'xlsx';
  if (has(/^word\//)) return 'word';
  if (has(/^ppt\//)) return 'powerpoint';
  if (has(/^index\/.*\.iwa$/)) return 'numbers';
  const mimetype = has(/^mimetype$/) ? await archive.text('mimetype') : null;
  return mimetype?.includes('opendocument.spreadsheet') ? 'ods' : 'archive';
}

/** SheetJS checks neither sizes nor checksums: unpack every part once here before it gets the file. */
async function prove(archive: Archive): Promise<void> {
  if (archive.unpackedBytes > limits.wholeUnpacked) throw fileErrors['too-large-workbook']({ name: archive.name });
  for (const part of archive.parts) for await (const _ of archive.read(part));
}

function refusalOf(content: 'word' | 'powerpoint' | 'numbers' | 'archive', name: string): Error {
  if (content === 'word') return fileErrors['not-a-table']({ name, what: 'Word 文档' });
  if (content === 'powerpoint') return fileErrors['not-a-table']({ name, what: 'PowerPoint 演示文稿' });
  const unpack = { name, what: 'ZIP 压缩包', hint: '请解压后逐个上传里面的表格' };
  const save = { name, what: 'Numbers 表格', hint: '请另存为 XLSX 或 CSV 后上传' };
  return fileErrors['unsupported-format'](content === 'numbers' ? save : unpack);
}
