/** Values for `{name:Type}` placeholders; they never enter the text of a statement. */
export type OlapParams = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;
export type OlapSettings = Readonly<Record<string, string | number>>;

/** Line formats that both engines take as raw bytes. */
export type OlapFormat = 'JSONCompactEachRow' | 'JSONEachRow' | 'CSV' | 'TabSeparated';

/** The warehouse's engine: embedded chDB or a ClickHouse server, one dialect of SQL. */
export interface OlapEngine {
  readonly kind: 'chdb' | 'clickhouse';
  /** Rows as arrays in the order of the select list. 64-bit integers come as numbers. */
  rows(sql: string, params?: OlapParams, settings?: OlapSettings): Promise<unknown[][]>;
  /** The engine's answer as it wrote it, in the format that the statement names (no parsing here). */
  text(sql: string, format: string, params?: OlapParams, settings?: OlapSettings): Promise<string>;
  /**
   * The answer written to a new file of this machine as it comes, so that it never stands in memory as a whole. `format`
   * is any of the engine's own: `CSVWithNames`, `JSONEachRow`, `Parquet`, …
   */
  file(path: string, sql: string, format: string, params?: OlapParams, settings?: OlapSettings): Promise<void>;
  /** A statement without an answer: DDL, INSERT … SELECT, ALTER. */
  command(sql: string, params?: OlapParams, settings?: OlapSettings): Promise<void>;
  /** Append raw bytes in a line format. Acknowledged rows survive kill -9. */
  insert(input: OlapInsert): Promise<void>;
  close(): Promise<void>;
}

export interface OlapInsert {
  readonly table: string;
  readonly columns: readonly string[];
  readonly format: OlapFormat;
  readonly bytes: Buffer;
  readonly settings?: OlapSettings;
}

/** Rows as bytes for `insert` with `JSONCompactEachRow`. */
export function encodeRows(rows: readonly (readonly unknown[])[]): Buffer {
  return Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
}
