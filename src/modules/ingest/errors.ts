import { defineErrors } from '#platform/errors.ts';

/** What ingest refuses besides files that are no tables (`read/file-errors.ts`). */
export const ingestErrors = defineErrors('ingest', {
  'no-such-file': [404, () => '没有这个文件，请重新上传。'],
  'no-such-import': [404, () => '没有这次导入。'],
  'no-such-row': [404, () => '没有这一行，或它已经处理过。'],
  'nothing-to-read': [422, (p: { sheet: string }) => `工作表“${p.sheet}”里没有可以读取的表格。`],
  'no-file-part': [400, () => '请选择一个文件上传。'],
  'too-large': [413, () => '文件超过了允许上传的大小，没有保存。请拆分后上传，或请运维人员调大上限。'],
  'bad-correction': [422, (p: { detail: string }) => `改动不能用在这张表上：${p.detail}`],
  'foreign-provider': [403, () => '只能以您所属或负责的单位的名义导入数据。'],
  'unknown-provider': [422, (p: { code: string }) => `没有代码为 ${p.code} 的部门。`],
  'not-yours': [403, () => '这是其他单位或其他人导入的，只有导入人和对该单位负责的人可以查看和处理。'],
  'not-cancellable': [409, () => '这次导入已经结束，不能取消。'],
  'not-retryable': [409, () => '只有失败或已取消的导入可以重试。'],
  superseded: [409, () => '这次导入已被新的读法取代，不能再处理其中的行。'],
  'still-unreadable': [422, (p: { text: string }) => `改过的内容仍无法读取：${p.text}`],
  'not-unique': [
    422,
    (p: { rows: number; read: number }) =>
      `读到的 ${p.read} 行中有 ${p.rows} 行与前面的行重复了地区和时间，不像统计表。请改为“逐条明细”收，或补上能区分各行的列。`,
  ],
  'too-many-measures': [
    422,
    (p: { limit: number }) => `表中的指标超过 ${p.limit} 个，多半是指标列认错了，请核对读法。`,
  ],
  'from-source': [422, () => '这个数由数据源采集而来，背后没有文件。采集记录在“数据源”页。'],
  'original-lost': [410, () => '原始文件已不在存储中，无法读取。'],
  mismatch: [
    500,
    (p: { what: string }) => `导入核对不符（${p.what}），为免出错没有提交。原始文件仍在，请重试；若再次出现请报告。`,
  ],
  crashed: [
    500,
    (p: { crashes: number }) => `导入已中断 ${p.crashes} 次，没有再自动重试。原始文件仍在，可以手工重试。`,
  ],
  failed: [500, () => '导入时发生内部错误，已记录。原始文件仍在，可以重试。'],
});
