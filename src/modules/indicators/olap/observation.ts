import { encodeRows, type OlapEngine } from '#platform/olap/engine.ts';
import type { Basis } from '#platform/period/basis.ts';
import type { PeriodKey } from '#platform/period/key.ts';
import { CELL_FLAGS } from '../contract.ts';

/** One observation as other writers hand it in. Value in the unit of the indicator; growth in % or 百分点. */
export interface Observation {
  readonly indicator: string;
  readonly region: string;
  readonly period: PeriodKey;
  readonly basis: Basis;
  /** Null: reported as absent. */
  readonly value: number | null;
  /** The growth on the year that was published with it. */
  readonly growth?: number | null;
  /** Flags of the contract, joined by commas. */
  readonly mark?: string;
  readonly stage?: string;
  /** When it became known, for history that is brought in at once; the publication's instant when absent. */
  readonly at?: Date;
  /** Where it stood in its source. */
  readonly row?: number;
  readonly col?: number;
}

export interface Vintage {
  readonly publication: number;
  readonly at: Date;
  readonly stage: string;
}

const TABLE = 'indicators.observation';
const COLUMNS = [
  'indicator',
  'region',
  'basis',
  'period',
  'value',
  'growth',
  'mark',
  'stage',
  'at',
  'batch',
  'source_row',
  'source_col',
] as const;

/** Append observations under a publication; they do not count until it is committed. */
export async function appendObservations(
  olap: OlapEngine,
  observations: readonly Observation[],
  vintage: Vintage,
): Promise<void> {
  const at = instantText(vintage.at);
  const rows = observations.map((o) => [
    o.indicator,
    o.region,
    o.basis,
    o.period,
    o.value,
    o.growth ?? null,
    o.mark ?? '',
    o.stage ?? vintage.stage,
    o.at ? instantText(o.at) : at,
    vintage.publication,
    o.row ?? 0,
    o.col ?? 0,
  ]);
  await olap.insert({ table: TABLE, columns: COLUMNS, format: 'JSONCompactEachRow', bytes: encodeRows(rows) });
}

/** One measure of a dataset table on its way into an indicator. */
export interface MeasureCopy extends MeasureRows {
  readonly indicator: string;
  readonly basis: string;
  /** The measure is the figure, or the growth on the year published with it. */
  readonly role: 'value' | 'yoy';
  /** value × numerator ÷ denominator. */
  readonly numerator: string;
  readonly denominator: string;
  /** Periods as the table has them, and the keys under which they are stored. */
  readonly periods: ReadonlyMap<string, string>;
}

/** The rows of a measure in one batch. */
export interface MeasureRows {
  /** `ingest.ds_…`, from the catalogue. */
  readonly table: string;
  /** `m1`. */
  readonly measure: string;
  readonly sourceBatch: number;
  /** Value that each of some dimension columns must have. */
  readonly filter: Readonly<Record<string, string>>;
}

/** Copy a measure of one batch into the observations: a single statement, whatever the number of rows. */
export async function copyMeasure(olap: OlapEngine, copy: MeasureCopy, vintage: Vintage): Promise<void> {
  await olap.command(copySql(copy), {
    ...rowsParams(copy),
    indicator: copy.indicator,
    basis: copy.basis,
    stage: vintage.stage,
    at: instantText(vintage.at),
    publication: vintage.publication,
    from: [...copy.periods.keys()],
    to: [...copy.periods.values()],
    flags: [...CELL_FLAGS],
  });
}

/** The statement of `copyMeasure`. Names of tables and columns are checked, since they cannot be parameters. */
export function copySql(copy: Omit<MeasureCopy, 'indicator' | 'basis' | 'periods'>): string {
  const { measure, role } = copy;
  const figure = converted(copy);
  const [value, growth] = role === 'value' ? [figure, `${measure}_growth`] : ['NULL', figure];
  const absent = `isNull(${measure})`;
  const flags = `arrayFilter(f -> has({flags:Array(String)}, f), splitByChar(',', toString(${measure}_mark)))`;
  return `INSERT INTO ${TABLE} (${COLUMNS.join(', ')})
SELECT {indicator:String}, region, {basis:String}, transform(toString(period), {from:Array(String)}, {to:Array(String)}, ''),
  ${value}, ${growth}, if(${absent}, 'missing', arrayStringConcat(${flags}, ',')),
  {stage:String}, toDateTime64({at:String}, 3, 'UTC'), {publication:UInt64}, _row, _col
FROM ${rowsSql(copy)} AND has({from:Array(String)}, toString(period))
  AND (isNotNull(${measure}) OR isNotNull(${measure}_growth) OR ${measure}_mark != '')`;
}

/**
 * The conversion on decimal digits, so that 400308.1 万元 are 40.03081 亿元 and not 40.030809999999995. A figure too long
 * for 76 digits falls back to binary arithmetic.
 */
function converted({ measure, numerator, denominator }: Pick<MeasureCopy, 'measure' | 'numerator' | 'denominator'>) {
  if (!/^\d+ \d+$/.test(`${numerator} ${denominator}`))
    throw new RangeError(`not a factor: ${numerator}/${denominator}`);
  if (numerator === denominator) return measure;
  const exact = `toDecimal256OrNull(toString(${measure}), 30) * toDecimal256('${numerator}', 0) / toDecimal256('${denominator}', 0)`;
  return `coalesce(toFloat64(toString(${exact})), ${measure} * ${numerator} / ${denominator})`;
}

/** Table and condition of the rows of a measure. */
function rowsSql({ table, measure, filter }: Omit<MeasureRows, 'sourceBatch'>): string {
  const columns = Object.keys(filter);
  const safe =
    /^ingest\.ds_[0-9a-f]{32}$/.test(table) && /^m\d+$/.test(measure) && columns.every((c) => /^d\d+$/.test(c));
  if (!safe) throw new RangeError(`not a dataset measure: ${table}.${measure} by ${columns.join()}`);
  const picked = columns.map((column) => ` AND toString(${column}) = {${column}:String}`).join('');
  return `${table}\nWHERE _batch = {batch:UInt64} AND region != ''${picked}`;
}

const rowsParams = ({ sourceBatch, filter }: Pick<MeasureRows, 'sourceBatch' | 'filter'>) => ({
  batch: sourceBatch,
  ...filter,
});

/** The distinct periods of the rows of a measure, as the table has them. */
export async function periodsOfMeasure(olap: OlapEngine, rows: MeasureRows): Promise<string[]> {
  const sql = `SELECT DISTINCT toString(period) AS p FROM ${rowsSql(rows)} AND p != '' ORDER BY p`;
  return (await olap.rows(sql, rowsParams(rows))).map(([period]) => String(period));
}

/** Some figures of a measure, newest first, converted as they would be; and how many places have several for a period. */
export async function sampleMeasure(
  olap: OlapEngine,
  rows: MeasureRows & Pick<MeasureCopy, 'numerator' | 'denominator'>,
): Promise<{ doubled: number; sample: { region: string; period: string; from: number; to: number }[] }> {
  const { measure } = rows;
  const from = `${rowsSql(rows)} AND isNotNull(${measure})`;
  const sample = await olap.rows(
    `SELECT region_name, toString(period) AS p, ${measure}, ${converted(rows)} FROM ${from} ORDER BY p DESC, region LIMIT 5`,
    rowsParams(rows),
  );
  const [doubled] = await olap.rows(
    `SELECT count() FROM (SELECT region, period FROM ${from} GROUP BY region, period HAVING count() > 1)`,
    rowsParams(rows),
  );
  return {
    doubled: Number(doubled?.[0] ?? 0),
    sample: sample.map(([region, period, value, to]) => ({
      region: String(region),
      period: String(period),
      from: Number(value),
      to: Number(to),
    })),
  };
}

/** The values of a dimension column in a batch, the most frequent first. */
export async function dimensionValues(
  olap: OlapEngine,
  table: string,
  column: string,
  batch: number,
): Promise<string[]> {
  const rows = { table, measure: 'm1', filter: { [column]: '' } };
  rowsSql(rows);
  const sql = `SELECT toString(${column}) AS v FROM ${table} WHERE _batch = {batch:UInt64} GROUP BY v ORDER BY count() DESC, v LIMIT 50`;
  return (await olap.rows(sql, { batch })).map(([value]) => String(value));
}

export interface WrittenPart {
  readonly indicator: string;
  readonly basis: string;
  readonly frequency: string;
  readonly level: string;
  readonly rows: number;
  readonly first: string;
  readonly last: string;
}

/** What stands in the warehouse under a publication; `indicators` lets the primary key help. Figures without value or
 * growth count as rows but not as newest period. */
export async function writtenParts(
  olap: OlapEngine,
  publication: number,
  indicators: readonly string[] | null,
): Promise<WrittenPart[]> {
  const rows = await olap.rows(partsSql(indicators !== null), { publication, indicators: [...(indicators ?? [])] });
  return rows.map(([indicator, basis, frequency, level, count, first, last]) => ({
    indicator: String(indicator),
    basis: String(basis),
    frequency: String(frequency),
    level: String(level),
    rows: Number(count),
    first: String(first),
    last: String(last),
  }));
}

function partsSql(narrowed: boolean): string {
  return `SELECT indicator, basis, ${FREQUENCY} AS frequency, ${LEVEL} AS level, count(),
  minIf(toString(period), isNotNull(value) OR isNotNull(growth)), maxIf(toString(period), isNotNull(value) OR isNotNull(growth))
FROM ${TABLE} WHERE batch = {publication:UInt64}${narrowed ? ' AND indicator IN {indicators:Array(String)}' : ''}
GROUP BY indicator, basis, frequency, level`;
}

/** The frequency of a period key, by its form. */
export const FREQUENCY = `multiIf(length(period) = 4, 'Y', length(period) = 13, 'h', length(period) = 10, 'D',
  substring(period, 6, 1) = 'S', 'S', substring(period, 6, 1) = 'H', 'H', substring(period, 6, 1) = 'Q', 'Q',
  substring(period, 6, 1) = 'W', 'W', 'M')`;

/** The level of a region, by its code (GB/T 2260). */
export const LEVEL = `multiIf(region = '100000', 'nation', endsWith(region, '0000'), 'province', endsWith(region, '00'), 'city', 'county')`;

/** Take the rows of a publication away; done when the promise resolves. Doing it twice changes nothing. */
export async function purgePublication(olap: OlapEngine, publication: number): Promise<void> {
  const no = Math.trunc(publication);
  const [row] = await olap.rows(`SELECT count() FROM ${TABLE} WHERE batch = {no:UInt64}`, { no });
  if (Number(row?.[0] ?? 0) === 0) return;
  await olap.command(`ALTER TABLE ${TABLE} DELETE WHERE batch = ${no} SETTINGS mutations_sync = 2`);
}

/** An instant as DateTime64(3, 'UTC') reads it. */
export function instantText(at: Date): string {
  return at.toISOString().replace('T', ' ').replace('Z', '');
}
