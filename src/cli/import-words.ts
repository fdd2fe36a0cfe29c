import type { ImportedFile, ImportedSheet } from '#module/ingest';

type Proposal = ImportedFile['proposals'][number];
type Table = Proposal['tables'][number];

/** How the file would be read, in words for a terminal. */
export function proposalWords({ file, format, encoding, delimiter, duplicate, proposals }: ImportedFile): string {
  const dialect = [format, encoding, delimiter && `分隔符“${delimiter}”`].filter(Boolean).join('，');
  const head = [`${file.name}（${file.bytes} 字节，${dialect}）`];
  if (duplicate) head.push('这个文件以前上传过。');
  return `${[...head, ...proposals.flatMap(sheetWords)].join('\n')}\n`;
}

function sheetWords({ name, title, tables, rowsSeen, complete }: Proposal): string[] {
  const rows = complete ? `${rowsSeen} 行` : `超过 ${rowsSeen} 行`;
  return [`工作表“${name}”（${rows}），名称“${title}”`, ...tables.flatMap(tableWords)];
}

function tableWords({ why, axes, columns, gaps, headerRows, fixed }: Table): string[] {
  const measures = columns.filter(({ role }) => role === 'measure' || role === 'growth');
  const named = measures.map(({ label, unit }) => (unit ? `${label}（${unit}）` : label));
  const units = fixed.units ? [`    单位：${fixed.units.value.join('、')}（${fixed.units.why}）`] : [];
  return [
    `  ${why}；表头第 ${headerRows.join('、') || '—'} 行`,
    `    地区：${axes.region.why}`,
    `    时间：${axes.period.why}`,
    `    指标：${axes.measure.why}`,
    ...(named.length > 0 ? [`    数值列：${shorten(named)}`] : []),
    ...units,
    ...gaps.map(({ text }) => `    ！${text}`),
  ];
}

function shorten(words: readonly string[]): string {
  return words.length > 12 ? `${words.slice(0, 12).join('、')} 等 ${words.length} 列` : words.join('、');
}

/** What was imported, in words for a terminal. */
export function resultWords({ file, sheets, proposals }: ImportedFile): string {
  const doubts = doubtsOf(proposals).map((doubt) => `  ！${doubt}`);
  return `${[file.name, ...sheets.flatMap(resultOf), ...doubts].join('\n')}\n`;
}

/** Below this an element is a guess that someone has to look at. */
const SURE = 0.6;

/** What was read on a guess, or could not be told: 地区：表中没有地区，暂按全省（山西省）读，请核对. */
export function doubtsOf(proposals: readonly Proposal[]): string[] {
  const doubts = proposals
    .flatMap(({ tables }) => tables)
    .flatMap(({ fixed, gaps }) => [
      ...(fixed.region && fixed.region.confidence < SURE ? [fixed.region.why] : []),
      ...gaps.map(({ text }) => text),
    ]);
  return [...new Set(doubts)];
}

function resultOf(sheet: ImportedSheet): string[] {
  const { name, rowsRead, accepted, quarantined, nonData, duplicate, failure, measures, regions, periods } = sheet;
  if (failure !== null) return [`工作表“${name}”：${failure}`];
  return [
    `工作表“${name}”：${duplicate ? '已导入，未重复。' : '已导入。'}读到 ${rowsRead} 行 = 收 ${accepted} + 隔离 ${quarantined} + 非数据 ${nonData}`,
    `  地区 ${regions.count} 个；时间 ${periods.count} 期${periods.first ? `（${periods.first} 至 ${periods.last}）` : ''}`,
    ...measures.map(
      ({ name: measure, unit, count, sum }) => `  ${measure}${unit ? `（${unit}）` : ''}：${count} 个值，合计 ${sum}`,
    ),
  ];
}
