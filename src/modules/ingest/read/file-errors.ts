import { defineErrors, Refusal } from '#platform/errors.ts';
import { limits } from './limits.ts';

type Named = { name: string };
type AtLine = { line: number };

/** Refusals of a file that cannot be read as a table. The codes are stable; `line` is 1-based. */
export const fileErrors = defineErrors('ingest', {
  'empty-file': [422, (p: Named) => `文件“${p.name}”是空的，没有任何内容。`],
  'not-a-table': [
    415,
    (p: Named & { what: string }) => `“${p.name}”其实是${p.what}，不是数据表。请上传 CSV、XLSX、XLS 或 JSON 文件。`,
  ],
  'unsupported-format': [415, (p: Named & { what: string; hint: string }) => `“${p.name}”是${p.what}，${p.hint}。`],
  'encrypted-workbook': [422, (p: Named) => `“${p.name}”设置了打开密码，请取消密码后重新上传。`],
  truncated: [422, (p: Named) => `文件“${p.name}”不完整，可能在拷贝或上传时中断，请重新上传。`],
  damaged: [422, (p: Named) => `文件“${p.name}”已损坏，无法读取。请用表格软件打开后另存，再上传。`],
  'too-large-unpacked': [
    413,
    (p: Named) =>
      `“${p.name}”解压后大得不合常理（上限 ${limits.unpacked / 2 ** 30} GB 或 ${limits.ratio} 倍），为安全起见没有读取。`,
  ],
  'too-large-workbook': [413, (p: Named) => `工作簿“${p.name}”太大，无法整本读取。请另存为 CSV（UTF-8）后上传。`],
  'bad-encoding': [
    422,
    (p: Named & { guess: string | null }) =>
      `无法确定“${p.name}”的文字编码${p.guess === null ? '' : `（可能是 ${p.guess}）`}。请另存为 UTF-8 编码后上传。`,
  ],
  'too-many-columns': [
    422,
    (p: AtLine & { columns: number }) => `第 ${p.line} 行有 ${p.columns} 列，超过 ${limits.columns} 列的上限。`,
  ],
  'record-too-long': [
    422,
    (p: AtLine) =>
      `从第 ${p.line} 行开始的一条记录超过 ${limits.record / 2 ** 20} MB，多半是引号没有成对，请检查该行。`,
  ],
  'unclosed-quote': [422, (p: AtLine) => `从第 ${p.line} 行开始的记录有引号没有闭合，请检查该行。`],
  'malformed-json': [422, (p: AtLine) => `第 ${p.line} 行附近不符合 JSON 格式，请检查。`],
  'no-records': [422, (p: Named) => `“${p.name}”里没有找到可以当作表格的记录。`],
  'no-such-sheet': [404, (p: { index: number }) => `没有第 ${p.index + 1} 张工作表。`],
});

export type FileErrorCode = keyof typeof fileErrors;

/** The bare code of a refusal made here (`empty-file` …), null for any other error. */
export function fileErrorCode(error: unknown): FileErrorCode | null {
  if (!(error instanceof Refusal) || !error.code.startsWith('ingest.')) return null;
  const code = error.code.slice('ingest.'.length);
  return isFileErrorCode(code) ? code : null;
}

function isFileErrorCode(code: string): code is FileErrorCode {
  return Object.hasOwn(fileErrors, code);
}
