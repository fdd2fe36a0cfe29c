import type { OlapEngine } from '#platform/olap/engine.ts';
import { checked } from '../../olap/dataset.ts';
import { type NumericColumns, present } from './condition.ts';
import { figure } from './pass.ts';

/** What a column of a dataset looks like. */
export interface ColumnProfile {
  readonly column: string;
  readonly numeric: boolean;
  readonly present: number;
  /** Exact up to 100 values; 101 says "more". */
  readonly distinct: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly minLength: number;
  readonly maxLength: number;
  /** The values, while there are at most 30. */
  readonly values: readonly string[];
  /** Shapes of the values (9 a digit, A a letter, 中 a Chinese character), while there are at most 3. */
  readonly shapes: readonly string[];
}

export interface Profile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}

const VALUES = 30;
const SHAPES = 3;

/** Profile of all columns in one scan. */
export async function profileOf(
  olap: OlapEngine,
  relation: string,
  columns: readonly string[],
  numeric: NumericColumns,
): Promise<Profile> {
  const parts = columns.map((column) => profilePart(checked(column), numeric));
  const [[rows, ...cells] = []] = await olap.rows(`SELECT count(),\n  ${parts.join(',\n  ')}\nFROM ${relation}`);
  return {
    rows: Number(rows ?? 0),
    columns: columns.map((column, i) => readProfile(column, numeric.has(column), cells[i])),
  };
}

function profilePart(column: string, numeric: NumericColumns): string {
  const there = present(column, numeric);
  const text = numeric.has(column) ? `ifNull(toString(${column}), '')` : column;
  const number = numeric.has(column) ? column : `toFloat64OrNull(${column})`;
  return `tuple(countIf(${there}), uniqUpTo(100)(${text}), min(${number}), max(${number}),
    minIf(lengthUTF8(${text}), ${there}), maxIf(lengthUTF8(${text}), ${there}),
    groupUniqArrayIf(${VALUES + 1})(${text}, ${there}), groupUniqArrayIf(${SHAPES + 1})(${shape(text)}, ${there}))`;
}

function shape(text: string): string {
  const plain = `replaceRegexpAll(replaceRegexpAll(${text}, '[0-9]', '9'), '[A-Za-z]', 'A')`;
  return `substringUTF8(replaceRegexpAll(${plain}, '\\\\p{Han}', '中'), 1, 60)`;
}

function readProfile(column: string, numeric: boolean, cell: unknown): ColumnProfile {
  const [there, distinct, min, max, minLength, maxLength, values, shapes] = Array.isArray(cell) ? cell : [];
  const list = (given: unknown, most: number): string[] =>
    Array.isArray(given) && given.length <= most ? given.map(String).sort() : [];
  return {
    column,
    numeric,
    present: Number(there ?? 0),
    distinct: Number(distinct ?? 0),
    min: figure(min),
    max: figure(max),
    minLength: Number(minLength ?? 0),
    maxLength: Number(maxLength ?? 0),
    values: list(values, VALUES),
    shapes: list(shapes, SHAPES),
  };
}
