import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newToken } from '../ids.ts';
import type { OlapEngine, OlapFormat, OlapSettings } from './engine.ts';

export interface StageInput {
  /** Database in which a server keeps the rows for the moment. */
  readonly database: string;
  /** Folder in which chDB finds the bytes for the moment. */
  readonly dir: string;
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly format: OlapFormat;
  readonly bytes: Buffer;
  /** Settings of the format (delimiter, quoting). */
  readonly settings: OlapSettings;
}

/** Bytes that a statement can select from, as often as it likes. */
export interface Stage {
  /** What stands after FROM. Rows come in the order of the bytes when read with `settings`. */
  readonly source: string;
  /** Must accompany every statement that reads the source. */
  readonly settings: OlapSettings;
  drop(): Promise<void>;
}

/**
 * One reader and no fan-out: rows keep their order, so that they can be numbered. One thread parses, too: side by side,
 * two sources keep two cores busy with less to do than one source parsed in parallel.
 */
const IN_ORDER: OlapSettings = {
  max_threads: 1,
  parallelize_output_from_storages: 0,
  input_format_parallel_parsing: 0,
};

/**
 * How many sources a statement may read side by side, each still in order, when it is given as many threads. A server's
 * table in memory would be read by several threads at once, so there it is one.
 */
export function sideBySide(olap: OlapEngine): number {
  return olap.kind === 'chdb' ? 2 : 1;
}

/**
 * Make bytes readable as a table. A server takes them by insert into a table in memory; chDB reads them from a file,
 * because its own insert carries the data inside the statement, at a third of the speed (60 against 200 MB/s measured).
 * Bytes that do not fit the columns fail here on a server and at the first read in chDB, with the engine's parse error.
 */
export async function stageBytes(olap: OlapEngine, input: StageInput): Promise<Stage> {
  return olap.kind === 'chdb' ? stageFile(input) : stageTable(olap, input);
}

async function stageFile({ dir, columns, format, bytes, settings }: StageInput): Promise<Stage> {
  await mkdir(dir, { recursive: true });
  const path = join(dir, `stage-${newToken(9)}`);
  await writeFile(path, bytes);
  const structure = columns.map(([name, type]) => `${name} ${type}`).join(', ');
  return {
    source: `file(${quote(path)}, ${quote(format)}, ${quote(structure)})`,
    settings: { ...IN_ORDER, ...settings },
    drop: () => rm(path, { force: true }),
  };
}

async function stageTable(olap: OlapEngine, input: StageInput): Promise<Stage> {
  const { database, columns, format, bytes, settings } = input;
  const table = `${database}.stage_${newToken(9).replaceAll('-', '_')}`;
  const drop = () => olap.command(`DROP TABLE IF EXISTS ${table}`);
  await olap.command(
    `CREATE TABLE ${table} (${columns.map(([name, type]) => `${name} ${type}`).join(', ')}) ENGINE = Memory`,
  );
  try {
    await olap.insert({
      table,
      columns: columns.map(([name]) => name),
      format,
      bytes,
      settings: { ...settings, max_insert_threads: 1 },
    });
  } catch (error) {
    await drop();
    throw error;
  }
  return { source: table, settings: IN_ORDER, drop };
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
