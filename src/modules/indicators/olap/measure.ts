import type { OlapEngine } from '#platform/olap/engine.ts';
import { CELL_FLAGS } from '../contract.ts';
import { COLUMNS, instantText, TABLE, type Vintage } from './observation.ts';

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

/** The rows of a measure in some batches. */
export interface MeasureRows {
  /** `ingest.ds_…`, from the catalogue. */
  readonly table: string;
  /** `m1`. */
  readonly measure: string;
  readonly sourceBatches: readonly number[];
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

/**
 * The statement of `copyMeasure`. A place has one figure a period: of several rows the last one with a figure, and a
 * period of the indicator's own before one that was fitted to it. Names of tables and columns are checked, since they
 * cannot be parameters.
 */
export function copySql(copy: Omit<MeasureCopy, 'indicator' | 'basis' | 'periods'>): string {
  const { measure, role } = copy;
  const figure = converted(copy);
  const [value, growth] = role === 'value' ? [figure, `${measure}_growth`] : ['NULL', figure];
  const absent = `isNull(${measure})`;
  const flags = `arrayFilter(f -> has({flags:Array(String)}, f), splitByChar(',', toString(${measure}_mark)))`;
  return `INSERT INTO ${TABLE} (${COLUMNS.join(', ')})
SELECT {indicator:String}, region, {basis:String}, transform(toString(period), {from:Array(String)}, {to:Array(String)}, '') AS key,
  ${value}, ${growth}, if(${absent}, 'missing', arrayStringConcat(${flags}, ',')),
  {stage:String}, toDateTime64({at:String}, 3, 'UTC'), {publication:UInt64}, _row, _col
FROM ${rowsSql(copy)} AND has({from:Array(String)}, toString(period))
  AND (isNotNull(${measure}) OR isNotNull(${measure}_growth) OR ${measure}_mark != '')
ORDER BY region, key, ${absent}, toString(period) = key DESC, _row DESC
LIMIT 1 BY region, key`;
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
function rowsSql({ table, measure, filter }: Omit<MeasureRows, 'sourceBatches'>): string {
  const columns = Object.keys(filter);
  const safe =
    /^ingest\.ds_[0-9a-f]{32}$/.test(table) && /^m\d+$/.test(measure) && columns.every((c) => /^d\d+$/.test(c));
  if (!safe) throw new RangeError(`not a dataset measure: ${table}.${measure} by ${columns.join()}`);
  const picked = columns.map((column) => ` AND toString(${column}) = {${column}:String}`).join('');
  return `${table}\nWHERE _batch IN {batches:Array(UInt64)} AND region != ''${picked}`;
}

const rowsParams = ({ sourceBatches, filter }: Pick<MeasureRows, 'sourceBatches' | 'filter'>) => ({
  batches: sourceBatches,
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

/** The values of a dimension column in some batches, the most frequent first. */
export async function dimensionValues(
  olap: OlapEngine,
  table: string,
  column: string,
  batches: readonly number[],
): Promise<string[]> {
  const rows = { table, measure: 'm1', filter: { [column]: '' } };
  rowsSql(rows);
  const sql = `SELECT toString(${column}) AS v FROM ${table} WHERE _batch IN {batches:Array(UInt64)} GROUP BY v ORDER BY count() DESC, v LIMIT 50`;
  return (await olap.rows(sql, { batches })).map(([value]) => String(value));
}
