import type { ItemFields, ResourceFields } from '../contract.ts';

/** A sheet of the catalogue: one line an item, the fields of its resource on its first line (or on each). */
type Cells = readonly string[];

type Words<T extends string> = Readonly<Record<T, string>>;

const OPENNESS_SHARED: Words<ResourceFields['sharingType']> = {
  free: '无条件共享',
  conditional: '有条件共享',
  none: '不予共享',
};
const OPENNESS_OPEN: Words<ResourceFields['openingType']> = {
  free: '无条件开放',
  conditional: '有条件开放',
  none: '不予开放',
};
const FORMATS: Words<ResourceFields['format']> = {
  file: '电子文件',
  spreadsheet: '电子表格',
  database: '数据库',
  image: '图形图像',
  media: '流媒体',
  'self-described': '自描述格式',
};
const SOURCES: Words<ResourceFields['sourceClass']> = {
  government: '政务数据',
  enterprise: '企业数据',
  social: '社会数据',
};
const CYCLES: Words<ResourceFields['updateCycle']> = {
  unknown: '未定',
  realtime: '实时',
  day: '每日',
  week: '每周',
  month: '每月',
  quarter: '每季度',
  half: '每半年',
  year: '每年',
};
const WAYS: Words<ResourceFields['sharingWays'][number]> = {
  api: '接口',
  file: '文件',
  table: '库表',
  subscription: '订阅',
};
const TYPES: Words<ItemFields['dataType']> = {
  text: '字符型',
  number: '数值型',
  integer: '整型',
  decimal: '小数型',
  date: '日期型',
  datetime: '日期时间型',
  boolean: '布尔型',
};
const GRADES: Words<ItemFields['grade']> = { core: '核心', important: '重要', general: '一般' };
const PERSONAL: Words<ItemFields['personal']> = { none: '否', personal: '个人信息', sensitive: '敏感个人信息' };
const IDENTIFIERS: Words<ItemFields['identifier']> = { none: '否', direct: '直接标识', quasi: '准标识' };
const YES_NO: Words<'yes' | 'no'> = { yes: '是', no: '否' };

/** Columns of the 编制指南's form, and behind them what grading and privacy ask for. */
export const COLUMNS = [
  '目录分类代码',
  '信息资源代码',
  '信息资源名称',
  '信息资源提供方',
  '提供方代码',
  '信息资源摘要',
  '信息资源格式',
  '数据来源类别',
  '信息项名称',
  '数据类型',
  '数据长度',
  '计量单位',
  '代码集',
  '信息项说明',
  '共享类型',
  '共享条件',
  '共享方式',
  '共享范围',
  '不予共享依据',
  '开放类型',
  '开放条件',
  '更新周期',
  '是否涉密',
  '数据级别',
  '个人信息',
  '标识类型',
  '信息项共享类型',
  '信息项开放类型',
  '发布日期',
  '关联资源代码',
] as const;
type ColumnName = (typeof COLUMNS)[number];

/** What a cell says and cannot mean; `row` and `column` as a spreadsheet program numbers them. */
export interface SheetError {
  readonly row: number;
  readonly column: string;
  readonly why: string;
}

export interface SheetResource {
  /** The line of its first item. */
  readonly row: number;
  readonly fields: ResourceFields;
}

/** Lines of a resource for the sheet; its own fields stand on every line, so that lines can be sorted and filtered. */
export function linesOf(
  fields: ResourceFields,
  known: { readonly code: string; readonly providerName: string; readonly publishedAt: string },
): string[][] {
  const items: readonly (ItemFields | null)[] = fields.items.length === 0 ? [null] : fields.items;
  return items.map((item) => {
    const cells: Record<ColumnName, string> = {
      目录分类代码: fields.classCode ?? '',
      信息资源代码: known.code,
      信息资源名称: fields.title,
      信息资源提供方: known.providerName,
      提供方代码: fields.providerDept ?? '',
      信息资源摘要: fields.summary,
      信息资源格式: FORMATS[fields.format],
      数据来源类别: SOURCES[fields.sourceClass],
      信息项名称: item?.name ?? '',
      数据类型: item ? TYPES[item.dataType] : '',
      数据长度: item?.length?.toString() ?? '',
      计量单位: item?.unit ?? '',
      代码集: item?.codeList ?? '',
      信息项说明: item?.note ?? '',
      共享类型: OPENNESS_SHARED[fields.sharingType],
      共享条件: fields.sharingCondition,
      共享方式: fields.sharingWays.map((way) => WAYS[way]).join('、'),
      共享范围: fields.sharingScope,
      不予共享依据: fields.noSharingBasis,
      开放类型: OPENNESS_OPEN[fields.openingType],
      开放条件: fields.openingCondition,
      更新周期: CYCLES[fields.updateCycle],
      是否涉密: fields.isSecret ? YES_NO.yes : YES_NO.no,
      数据级别: item ? GRADES[item.grade] : GRADES[fields.grade],
      个人信息: item ? PERSONAL[item.personal] : '',
      标识类型: item ? IDENTIFIERS[item.identifier] : '',
      信息项共享类型: item ? OPENNESS_SHARED[item.sharingType] : '',
      信息项开放类型: item ? OPENNESS_OPEN[item.openingType] : '',
      发布日期: known.publishedAt,
      关联资源代码: fields.relatedCodes.join('、'),
    };
    return COLUMNS.map((column) => cells[column]);
  });
}

/** A line under the header as it is read; `say` records what is wrong with one of its cells. */
interface Line {
  readonly row: number;
  text(column: ColumnName): string;
  word<T extends string>(column: ColumnName, words: Words<T>, fallback: T): T;
  wrong(column: ColumnName, why: string): void;
}

/**
 * Resources of a sheet, in the order of its lines; lines that name the same provider and title belong together, a line
 * without a title continues the one above. Whatever cannot be read is an error with its row and column, and then none of
 * the resources may be taken.
 */
export function readSheet(rows: readonly Cells[]): { resources: SheetResource[]; errors: SheetError[] } {
  const errors: SheetError[] = [];
  const headerAt = rows.findIndex((cells) => cells.includes('信息资源名称') && cells.includes('信息项名称'));
  const header = rows[headerAt];
  if (!header)
    return { resources: [], errors: [{ row: 1, column: 'A', why: '没有找到表头“信息资源名称”和“信息项名称”' }] };
  const byTitle = new Map<string, { row: number; fields: ResourceFields }>();
  let current: string | null = null;
  for (const [i, cells] of rows.entries()) {
    if (i <= headerAt || cells.every((cell) => cell.trim() === '')) continue;
    const line = lineOf(header, cells, i + 1, errors);
    const title = line.text('信息资源名称');
    if (title !== '') current = JSON.stringify([title, line.text('提供方代码')]);
    if (current === null) line.wrong('信息资源名称', '未填写');
    else takeLine(byTitle, current, line);
  }
  return { resources: [...byTitle.values()], errors };
}

function takeLine(byTitle: Map<string, { row: number; fields: ResourceFields }>, key: string, line: Line): void {
  const known = byTitle.get(key) ?? { row: line.row, fields: fieldsOfLine(line) };
  const item = itemOfLine(line, known.fields);
  byTitle.set(key, {
    row: known.row,
    fields: { ...known.fields, items: [...known.fields.items, ...(item ? [item] : [])] },
  });
}

function lineOf(header: Cells, cells: Cells, row: number, errors: SheetError[]): Line {
  const at = (column: ColumnName) => header.indexOf(column);
  const text = (column: ColumnName) => unescaped((cells[at(column)] ?? '').trim());
  const wrong = (column: ColumnName, why: string) =>
    errors.push({ row, column: at(column) < 0 ? column : letterOf(at(column)), why: `${column}：${why}` });
  return {
    row,
    text,
    wrong,
    word: (column, words, fallback) => {
      const said = text(column);
      if (said === '') return fallback;
      const found = keysOf(words).find((key) => words[key] === said || key === said);
      if (found === undefined) wrong(column, `“${said.slice(0, 20)}”不是 ${Object.values(words).join('、')} 之一`);
      return found ?? fallback;
    },
  };
}

function fieldsOfLine(line: Line): ResourceFields {
  const title = capped(line, '信息资源名称', 200);
  const classCode = line.text('目录分类代码');
  if (classCode !== '' && !/^[1-9]([0-9]{2}([0-9]{3}([0-9]+)?)?)?$/.test(classCode))
    line.wrong('目录分类代码', '须为类 1 位、项 2 位、目 3 位、细目若干位的数字');
  return {
    ...{ title, providerDept: line.text('提供方代码') || null, summary: capped(line, '信息资源摘要', 4000) },
    ...{ classCode: classCode || null, format: line.word('信息资源格式', FORMATS, 'database') },
    sourceClass: line.word('数据来源类别', SOURCES, 'government'),
    updateCycle: line.word('更新周期', CYCLES, 'unknown'),
    sharingType: line.word('共享类型', OPENNESS_SHARED, 'conditional'),
    sharingCondition: capped(line, '共享条件', 2000),
    sharingWays: waysOf(line),
    sharingScope: capped(line, '共享范围', 2000),
    noSharingBasis: capped(line, '不予共享依据', 2000),
    openingType: line.word('开放类型', OPENNESS_OPEN, 'none'),
    openingCondition: capped(line, '开放条件', 2000),
    isSecret: line.word<'yes' | 'no'>('是否涉密', YES_NO, 'no') === 'yes',
    grade: 'general',
    relatedCodes: partsOf(line.text('关联资源代码')),
    items: [],
  };
}

function itemOfLine(line: Line, { sharingType, openingType }: ResourceFields): ItemFields | null {
  const name = capped(line, '信息项名称', 200);
  if (name === '') {
    line.wrong('信息项名称', '未填写');
    return null;
  }
  return {
    ...{ seq: null, name, dataType: line.word('数据类型', TYPES, 'text'), unit: line.text('计量单位') || null },
    ...{ length: lengthOf(line), codeList: line.text('代码集') || null, note: capped(line, '信息项说明', 2000) },
    sharingType: line.word('信息项共享类型', OPENNESS_SHARED, sharingType),
    openingType: line.word('信息项开放类型', OPENNESS_OPEN, openingType),
    grade: line.word('数据级别', GRADES, 'general'),
    personal: line.word('个人信息', PERSONAL, 'none'),
    identifier: line.word('标识类型', IDENTIFIERS, 'none'),
  };
}

function lengthOf(line: Line): number | null {
  const said = line.text('数据长度');
  if (said === '') return null;
  const length = Number(said);
  if (Number.isInteger(length) && length > 0 && length <= 2_000_000_000) return length;
  line.wrong('数据长度', `“${said.slice(0, 20)}”不是正整数`);
  return null;
}

function waysOf(line: Line): ResourceFields['sharingWays'] {
  return partsOf(line.text('共享方式')).flatMap((part) => {
    const way = keysOf(WAYS).find((key) => WAYS[key] === part || key === part);
    if (way === undefined) line.wrong('共享方式', `“${part.slice(0, 20)}”不是 ${Object.values(WAYS).join('、')} 之一`);
    return way ?? [];
  });
}

function capped(line: Line, column: ColumnName, most: number): string {
  const text = line.text(column);
  if (text.length > most) line.wrong(column, `超过 ${most} 个字`);
  return text;
}

const partsOf = (text: string): string[] => [...new Set(text.split(/[、,，;；\s]+/).filter((part) => part !== ''))];

/** The apostrophe that our own export puts in front of what would run as a formula. */
const unescaped = (text: string): string => text.replace(/^'(?=[=+\-@＝＋－＠])/, '');

function keysOf<T extends string>(words: Words<T>): T[] {
  const known = (key: string): key is T => key in words;
  return Object.keys(words).filter(known);
}

/** A column as spreadsheet programs call it: 0 → A, 27 → AB. */
export function letterOf(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? letterOf(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}
