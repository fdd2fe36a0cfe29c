import type { OlapEngine } from '#platform/olap/engine.ts';
import type { Field } from '../contract.ts';
import { columnOf } from './snapshot.ts';

/** Write the rows of a release to a file, by the engine, under the names of its fields. */
export function writeRows(
  olap: OlapEngine,
  input: { path: string; table: string; fields: readonly Field[]; format: 'csv' | 'json' | 'parquet' | 'lines' },
): Promise<void> {
  const { path, table, fields, format } = input;
  const columns = fields.map((field, i) => {
    const cell = format === 'csv' && field.type === 'text' ? harmless(columnOf(i)) : columnOf(i);
    return `${cell} AS ${quoted(field.name)}`;
  });
  const sql = `SELECT ${columns.join(', ')} FROM ${table} ORDER BY _id`;
  return olap.file(path, sql, FORMATS[format], {}, SETTINGS);
}

const FORMATS = { csv: 'CSVWithNames', json: 'JSONEachRow', parquet: 'Parquet', lines: 'JSONCompactEachRow' } as const;

/** JSON is one array; a missing value is an empty cell; lines end as spreadsheet programs expect. */
const SETTINGS = {
  output_format_json_array_of_rows: 1,
  format_csv_null_representation: '',
  output_format_csv_crlf_end_of_line: 1,
  output_format_parquet_compression_method: 'zstd',
  output_format_parquet_string_as_string: 1,
};

/** What a spreadsheet program would run is given an apostrophe, as `escapeFormula` does (OWASP, CSV Injection). */
function harmless(column: string): string {
  const starts = `match(${column}, '^[=+\\\\-@\\\\t\\\\r＝＋－＠]')`;
  const number = `match(${column}, '^[+-]?[0-9][0-9,]*(\\\\.[0-9]*)?%?$|^[+-]+$')`;
  return `if(${starts} AND NOT ${number}, concat('\\'', ${column}), ${column})`;
}

/** Names are cleaned of backticks and backslashes where they are made; here they are refused. */
function quoted(name: string): string {
  if (/[`\\]/.test(name)) throw new Error('a field name with a quote');
  return `\`${name}\``;
}
