import type { OlapEngine, OlapParams, OlapSettings } from '#platform/olap/engine.ts';
import type { Stage } from '#platform/olap/stage.ts';
import type {
  PlainPart as PeriodPart,
  PlainField,
  PlainMeasure,
  PlainPeriod,
  PlainPlan,
  PlainRegion,
  PlainWords,
} from '../plain/plan.ts';
import { checked } from './dataset.ts';

/**
 * `numbers`: the engine's CSV parser reads figures as numbers and refuses the chunk at the first that is none;
 * `texts`: figures are read as text and checked one by one. The first is faster, the second takes more.
 */
export type PlainMode = 'numbers' | 'texts';

/** Where the rows of a chunk go. */
export interface PlainTarget {
  readonly table: string;
  readonly batch: number;
  /** Source line of the chunk's first record. */
  readonly firstRow: number;
}

/** A part of a chunk before the engine, and the source line of its first record. */
export interface PlainPart {
  readonly stage: Stage;
  readonly firstRow: number;
}

/**
 * How an insert treats rows that the engine is not certain of: `strict` refuses the chunk, `rest` leaves them out,
 * `again` leaves them out and those that stand already. `exotic`: the chunk holds spaces other than the common one.
 */
export interface PlainCare {
  readonly mode: PlainMode;
  readonly rows: 'strict' | 'rest' | 'again';
  readonly exotic: boolean;
}

/**
 * Settings under which the engine's CSV means what ours means: spaces belong to a text, only double quotes quote,
 * no word stands for NULL, numbers are read to the last bit.
 */
export function csvSettings(delimiter: string): OlapSettings {
  return {
    format_csv_delimiter: delimiter,
    format_csv_allow_single_quotes: 0,
    format_csv_null_representation: '\u0002\u0002',
    input_format_csv_trim_whitespaces: 0,
    input_format_csv_detect_header: 0,
    input_format_csv_empty_as_default: 1,
    precise_float_parsing: 1,
  };
}

/** Columns of the staged chunk, `c0` …: those of figures by mode, all others text. */
export function stageColumns(plan: PlainPlan, mode: PlainMode): [name: string, type: string][] {
  const numeric = new Set(mode === 'numbers' ? figureColumns(plan) : []);
  return Array.from({ length: plan.width }, (_, i) => [`c${i}`, numeric.has(i) ? 'Nullable(Float64)' : 'String']);
}

function figureColumns(plan: PlainPlan): number[] {
  const growth = plan.measures.flatMap((measure) => (measure.growth === null ? [] : [measure.growth]));
  const fields = plan.fields.flatMap((field) => (field.type === 'number' ? [field.column] : []));
  return [...plan.measures.map(({ column }) => column), ...growth, ...fields];
}

/**
 * Write every row of a chunk that the engine can read for certain.
 * @throws with `isOddRow` when rows are taken strictly and one is odd
 */
export async function insertPlainRows(
  olap: OlapEngine,
  parts: readonly PlainPart[],
  target: PlainTarget,
  plan: PlainPlan,
  words: PlainWords,
  care: PlainCare,
): Promise<void> {
  const outputs = outputsOf(plan, care.mode);
  const names = ['_batch', '_row', '_col', ...outputs.map(([name]) => checked(name))];
  const sql = `INSERT INTO ${checked(target.table)} (${names.join(', ')})
${parts.map((part) => selectPlain(part, target, plan, outputs, care)).join('\nUNION ALL\n')}`;
  await olap.command(sql, paramsOf(target, plan, words), settingsOf(parts));
}

function selectPlain(
  { stage, firstRow }: PlainPart,
  { table }: PlainTarget,
  plan: PlainPlan,
  outputs: readonly [name: string, value: string][],
  { mode, rows, exotic }: PlainCare,
): string {
  const certain = conditionsOf(plan, mode, exotic).join('\n  AND ');
  const where = {
    strict: `throwIf(NOT (${certain}), '${ODD}') = 0`,
    rest: certain,
    again: `${certain}\n  AND ${notStanding(table)}`,
  };
  return `SELECT {batch:UInt64}, n, ${Math.trunc(plan.col)}, ${outputs.map(([, value]) => value).join(', ')}
FROM (SELECT toUInt32(rowNumberInAllBlocks() + ${Math.trunc(firstRow)}) AS n, ${regionSql(plan.region)}, ${periodSql(plan.period)}, *
  FROM ${stage.source})
WHERE ${where[rows]}`;
}

/** What the engine says of a row that `strict` does not let pass. */
const ODD = 'odd row';

/** Whether an insert ended because of a row that the engine was not certain of. */
export function isOddRow(error: unknown): boolean {
  return error instanceof Error && error.message.includes(ODD);
}

/** Parts are read side by side, each in order. */
function settingsOf(parts: readonly PlainPart[]): OlapSettings {
  return { ...parts[0]?.stage.settings, max_threads: parts.length };
}

const notStanding = (table: string) =>
  `n NOT IN (SELECT _row FROM ${checked(table)} WHERE _batch = {batch:UInt64} AND _row >= {firstRow:UInt32})`;

/** Lines of the chunk's records that do not stand in the table, in order; at most `limit`. */
export async function linesNotTaken(
  olap: OlapEngine,
  target: PlainTarget,
  records: number,
  limit: number,
): Promise<number[]> {
  const sql = `SELECT toUInt32(number) AS n FROM numbers({firstRow:UInt32}, {records:UInt32})
WHERE ${notStanding(target.table)} ORDER BY n LIMIT {limit:UInt32}`;
  const { batch, firstRow } = target;
  const rows = await olap.rows(sql, { batch, firstRow, records, limit });
  return rows.map(([n]) => Number(n));
}

/** Texts of regions and periods in the chunk that `words` does not know; at most `limit` of each. */
export async function newTexts(
  olap: OlapEngine,
  parts: readonly PlainPart[],
  plan: PlainPlan,
  words: PlainWords,
  limit: number,
): Promise<{ regions: string[]; periods: string[] }> {
  const unknown = (key: string | null, condition: string) =>
    key === null ? `CAST([], 'Array(String)')` : `groupUniqArrayIf(${Math.trunc(limit)})(${key}, ${condition})`;
  const regions = plan.region.kind === 'texts' ? keyOf(plan.region.columns) : null;
  const periods = plan.period.kind === 'texts' ? keyOf(plan.period.columns) : null;
  const found = { regions: new Set<string>(), periods: new Set<string>() };
  for (const { stage } of parts) {
    const sql = `SELECT ${unknown(regions, `r = ''`)}, ${unknown(periods, `p = ''`)}
FROM (SELECT ${regionSql(plan.region)}, ${periodSql(plan.period)}, * FROM ${stage.source})`;
    const params = { ...regionParamsOf(plan, words), ...periodParamsOf(plan, words) };
    const [row = []] = await olap.rows(sql, params, stage.settings);
    for (const text of textsIn(row[0])) found.regions.add(text);
    for (const text of textsIn(row[1])) found.periods.add(text);
  }
  return { regions: [...found.regions], periods: [...found.periods] };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Several columns as one text; the separator cannot stand in a cell that the engine is given. */
function keyOf(columns: readonly number[]): string {
  return columns.length === 1 ? `c${columns[0]}` : `concat(${columns.map((c) => `c${c}`).join(`, '\\0', `)})`;
}

function regionSql(region: PlainRegion): string {
  if (region.kind === 'none') return `'' AS r, '' AS rn`;
  if (region.kind === 'fixed') return `{regionCode:String} AS r, {regionName:String} AS rn`;
  const key = keyOf(region.columns);
  const look = (into: string) => `transform(${key}, {regionTexts:Array(String)}, {${into}:Array(String)}, '')`;
  return `${look('regionCodes')} AS r, ${look('regionNames')} AS rn`;
}

function periodSql(period: PlainPeriod): string {
  if (period.kind === 'none') return `'' AS p`;
  if (period.kind === 'fixed') return `{periodKey:String} AS p`;
  if (period.kind === 'parts') return `${partsKey(period.columns)} AS p`;
  const key = keyOf(period.columns);
  return `transform(${key}, {periodTexts:Array(String)}, {periodKeys:Array(String)}, '') AS pk, if(pk != '', pk, ${isoKey(key)}) AS p`;
}

/**
 * The key of a day or full hour in ISO form, else the empty text: too many to be learnt one by one. Whether a day
 * is written back as it was read is told sooner than whether its text fits an expression. Years that the engine's calendar does not
 * have (before 1900, from 2300 on) are left to the reader.
 */
function isoKey(text: string): string {
  const hour = '^[12]\\\\d{3}-(0[1-9]|1[0-2])-[0-3]\\\\d[ T]([01]\\\\d|2[0-3]):00(:00)?$';
  return `multiIf(length(${text}) = 10 AND ${isRealDay(text)}, ${text},
    match(${text}, '${hour}') AND ${isRealDay(`substring(${text}, 1, 10)`)}, concat(substring(${text}, 1, 10), 'T', substring(${text}, 12, 2)), '')`;
}

/** The engine takes 30 February for 2 March; written back it shows. */
function isRealDay(text: string): string {
  return `toString(toDate32OrNull(${text})) = ${text}`;
}

const PART_FORMS: Readonly<Record<PeriodPart, string>> = {
  year: '^(19|20)\\\\d{2}$',
  quarter: '^[1-4]$',
  month: '^(0?[1-9]|1[0-2])$',
  day: '^(0?[1-9]|[12]\\\\d|3[01])$',
  hour: '^([01]?\\\\d|2[0-3])$',
};

/** The key made of columns of years, months, …, or the empty text when one of them is none. */
function partsKey(columns: Readonly<Partial<Record<PeriodPart, number>>>): string {
  const { year = 0, quarter, month, day, hour } = columns;
  const two = (column: number) => `leftPad(c${column}, 2, '0')`;
  const pieces = [`c${year}`];
  if (quarter !== undefined) pieces.push(`'-Q'`, `c${quarter}`);
  if (month !== undefined) pieces.push(`'-'`, two(month));
  if (day !== undefined) pieces.push(`'-'`, two(day));
  if (hour !== undefined) pieces.push(`'T'`, two(hour));
  const key = pieces.length === 1 ? `c${year}` : `concat(${pieces.join(', ')})`;
  const forms = PARTS.flatMap((part) => {
    const column = columns[part];
    return column === undefined ? [] : [`match(c${column}, '${PART_FORMS[part]}')`];
  });
  const real = day === undefined ? [] : [isRealDay(`substring(${key}, 1, 10)`)];
  return `if(${[...forms, ...real].join(' AND ')}, ${key}, '')`;
}

const PARTS: readonly PeriodPart[] = ['year', 'quarter', 'month', 'day', 'hour'];

function outputsOf(plan: PlainPlan, mode: PlainMode): [name: string, value: string][] {
  const figures = plan.measures.flatMap(({ column, name, growth }: PlainMeasure): [string, string][] => [
    [name, figure(column, mode)],
    ...(growth === null ? [] : [[`${name}_growth`, figure(growth, mode)] as [string, string]]),
  ]);
  const fields = plan.fields.map(({ column, name, type }: PlainField): [string, string] => [
    name,
    type === 'number' ? figure(column, mode) : `trimBoth(c${column})`,
  ]);
  return [['region', 'r'], ['region_name', 'rn'], ['period', 'p'], ...figures, ...fields];
}

/** Plus zero makes 0 of −0, as reading does. */
function figure(column: number, mode: PlainMode): string {
  return mode === 'numbers' ? `c${column} + 0` : `toFloat64OrNull(c${column}) + 0`;
}

function conditionsOf(plan: PlainPlan, mode: PlainMode, exotic: boolean): string[] {
  const beyond = Array.from({ length: plan.width - plan.used }, (_, i) => `c${plan.used + i} = ''`);
  const texts = exotic ? plan.fields.filter(({ type }) => type === 'text').map(({ column }) => isTrimmed(column)) : [];
  return [
    ...(plan.region.kind === 'texts' ? [`r != ''`] : []),
    ...(plan.period.kind === 'texts' || plan.period.kind === 'parts' ? [`p != ''`] : []),
    ...figureColumns(plan).map((column) => isPlain(column, mode)),
    isData(plan, mode),
    ...beyond,
    ...texts,
  ];
}

/** Figures of which the engine and the reader think alike; from 10¹⁵ on a whole number is an identifier. */
function isPlain(column: number, mode: PlainMode): string {
  if (mode === 'numbers') return `abs(ifNull(c${column}, 0)) < 1e15`;
  return `(c${column} = '' OR match(c${column}, '^-?\\\\d{1,15}(\\\\.\\\\d{1,20})?$'))`;
}

/** Rows without a figure, or with hardly a filled cell, may be notes and titles: those are for the reader to tell. */
function isData(plan: PlainPlan, mode: PlainMode): string {
  const filled = filledTest(plan, mode);
  if (plan.minFilled === 0) return `(${figureColumns(plan).map(filled).join(' OR ')})`;
  return `(${Array.from({ length: plan.used }, (_, i) => `(${filled(i)})`).join(' + ')}) >= ${Math.trunc(plan.minFilled)}`;
}

function filledTest(plan: PlainPlan, mode: PlainMode): (column: number) => string {
  const numeric = new Set(mode === 'numbers' ? figureColumns(plan) : []);
  return (column) => (numeric.has(column) ? `isNotNull(c${column})` : `trimBoth(c${column}) != ''`);
}

/** Without spaces of other kinds at its ends, which the reader takes off and the engine does not. */
function isTrimmed(column: number): string {
  const space = '[\\\\s\\\\p{Z}\\\\x{FEFF}]';
  return `NOT match(trimBoth(c${column}), '^${space}|${space}$')`;
}

function paramsOf(target: PlainTarget, plan: PlainPlan, words: PlainWords): OlapParams {
  const place = { batch: target.batch, firstRow: target.firstRow };
  return { ...place, ...regionParamsOf(plan, words), ...periodParamsOf(plan, words) };
}

function regionParamsOf({ region }: PlainPlan, words: PlainWords): OlapParams {
  if (region.kind === 'fixed') return { regionCode: region.code, regionName: region.name };
  return region.kind === 'texts' ? regionParams(words) : {};
}

function periodParamsOf({ period }: PlainPlan, words: PlainWords): OlapParams {
  if (period.kind === 'fixed') return { periodKey: period.key };
  return period.kind === 'texts' ? periodParams(words) : {};
}

function regionParams({ regions }: PlainWords): OlapParams {
  const found = [...regions.values()];
  return {
    regionTexts: [...regions.keys()],
    regionCodes: found.map(({ code }) => code),
    regionNames: found.map(({ name }) => name),
  };
}

function periodParams({ periods }: PlainWords): OlapParams {
  return { periodTexts: [...periods.keys()], periodKeys: [...periods.values()] };
}
