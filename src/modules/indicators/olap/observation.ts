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
export interface MeasureCopy {
  /** `ingest.ds_…`, from the catalogue. */
  readonly table: string;
  /** `m1`. */
  readonly measure: string;
  readonly sourceBatch: number;
  readonly indicator: string;
  readonly basis: string;
  /** value × numerator ÷ denominator. */
  readonly numerator: string;
  readonly denominator: string;
  /** Periods as the table has them, and the keys under which they are stored. */
  readonly periods: ReadonlyMap<string, string>;
}

/** Copy a measure of one batch into the observations: a single statement, whatever the number of rows. */
export async function copyMeasure(olap: OlapEngine, copy: MeasureCopy, vintage: Vintage): Promise<void> {
  await olap.command(copySql(copy), {
    indicator: copy.indicator,
    basis: copy.basis,
    stage: vintage.stage,
    at: instantText(vintage.at),
    publication: vintage.publication,
    batch: copy.sourceBatch,
    from: [...copy.periods.keys()],
    to: [...copy.periods.values()],
    flags: [...CELL_FLAGS],
  });
}

/** The statement of `copyMeasure`. Names of table and measure are checked, since they cannot be parameters. */
export function copySql(copy: Pick<MeasureCopy, 'table' | 'measure' | 'numerator' | 'denominator'>): string {
  const { table, measure } = checked(copy);
  return `INSERT INTO ${TABLE} (${COLUMNS.join(', ')})
SELECT {indicator:String}, region, {basis:String}, transform(period, {from:Array(String)}, {to:Array(String)}, ''),
  ${converted(copy)}, ${measure}_growth,
  if(isNull(${measure}), 'missing', arrayStringConcat(arrayFilter(f -> has({flags:Array(String)}, f), splitByChar(',', toString(${measure}_mark))), ',')),
  {stage:String}, toDateTime64({at:String}, 3, 'UTC'), {publication:UInt64}, _row, _col
FROM ${table}
WHERE _batch = {batch:UInt64} AND region != '' AND has({from:Array(String)}, toString(period))
  AND (isNotNull(${measure}) OR isNotNull(${measure}_growth) OR ${measure}_mark != '')`;
}

/**
 * The conversion on decimal digits, so that 400308.1 万元 are 40.03081 亿元 and not 40.030809999999995. A figure too long
 * for 76 digits falls back to binary arithmetic.
 */
function converted({ measure, numerator, denominator }: Pick<MeasureCopy, 'measure' | 'numerator' | 'denominator'>) {
  if (numerator === denominator) return measure;
  const exact = `toDecimal256OrNull(toString(${measure}), 30) * toDecimal256('${numerator}', 0) / toDecimal256('${denominator}', 0)`;
  return `coalesce(toFloat64(toString(${exact})), ${measure} * ${numerator} / ${denominator})`;
}

function checked({ table, measure, numerator, denominator }: Parameters<typeof copySql>[0]) {
  const safe =
    /^ingest\.ds_[0-9a-f]{32}$/.test(table) &&
    /^m\d+$/.test(measure) &&
    /^\d+ \d+$/.test(`${numerator} ${denominator}`);
  if (!safe) throw new RangeError(`not a dataset measure: ${table}.${measure} × ${numerator}/${denominator}`);
  return { table, measure };
}

/** The distinct periods of a batch, as the table has them. */
export async function periodsOfBatch(olap: OlapEngine, table: string, batch: number): Promise<string[]> {
  checked({ table, measure: 'm1', numerator: '1', denominator: '1' });
  const sql = `SELECT DISTINCT toString(period) AS p FROM ${table} WHERE _batch = {batch:UInt64} ORDER BY p`;
  return (await olap.rows(sql, { batch })).map(([period]) => String(period));
}

/** Count by region, period and presence what a batch holds of a measure, for the preview of a binding. */
export async function sampleMeasure(olap: OlapEngine, table: string, measure: string, batch: number) {
  checked({ table, measure, numerator: '1', denominator: '1' });
  const sql = `SELECT region, toString(period), ${measure} FROM ${table}
WHERE _batch = {batch:UInt64} AND region != '' AND isNotNull(${measure}) ORDER BY period DESC, region LIMIT 5`;
  return (await olap.rows(sql, { batch })).map(([region, period, value]) => ({
    region: String(region),
    period: String(period),
    value: Number(value),
  }));
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
const FREQUENCY = `multiIf(length(period) = 4, 'Y', length(period) = 13, 'h', length(period) = 10, 'D',
  substring(period, 6, 1) = 'S', 'S', substring(period, 6, 1) = 'H', 'H', substring(period, 6, 1) = 'Q', 'Q',
  substring(period, 6, 1) = 'W', 'W', 'M')`;

/** The level of a region, by its code (GB/T 2260). */
const LEVEL = `multiIf(region = '100000', 'nation', endsWith(region, '0000'), 'province', endsWith(region, '00'), 'city', 'county')`;

/** Take the rows of a publication away; done when the promise resolves. Doing it twice changes nothing. */
export async function purgePublication(olap: OlapEngine, publication: number): Promise<void> {
  await olap.command(`ALTER TABLE ${TABLE} DELETE WHERE batch = {publication:UInt64} SETTINGS mutations_sync = 2`, {
    publication,
  });
}

/** An instant as DateTime64(3, 'UTC') reads it. */
export function instantText(at: Date): string {
  return at.toISOString().replace('T', ' ').replace('Z', '');
}
