import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { Refusal } from './errors.ts';
import type { OlapEngine } from './olap/engine.ts';
import type { PgEngine } from './pg/engine.ts';

/** Where a module's numbered `.sql` files stand; either folder may be absent. */
export interface MigrationSource {
  readonly module: string;
  readonly dir: string;
}

interface Step {
  readonly module: string;
  readonly store: 'pg' | 'olap';
  readonly name: string;
  readonly sql: string;
}

const LEDGER = `
create schema if not exists platform;
create table if not exists platform.migration (
  module     text        not null,
  store      text        not null check (store in ('pg', 'olap')),
  name       text        not null,
  applied_at timestamptz not null default now(),
  primary key (module, store, name)
);`;

/**
 * Bring both stores to this version, module by module, each file once, in the order of names.
 * Ledger files run in a transaction with their record; warehouse files must be idempotent (`if not exists`),
 * because ClickHouse has no transactions: a crash between file and record runs the file again.
 * @throws {Refusal} `platform.newer-data` when the folder was written by a newer version.
 */
export async function migrate(pg: PgEngine, olap: OlapEngine, sources: readonly MigrationSource[]): Promise<string[]> {
  await pg.script(LEDGER);
  const steps = (await Promise.all(sources.map(stepsOf))).flat();
  const applied = await appliedKeys(pg);
  refuseNewer(applied, steps);
  const pending = steps.filter((step) => !applied.has(keyOf(step)));
  for (const step of pending) await apply(pg, olap, step);
  return pending.map(keyOf);
}

async function stepsOf({ module, dir }: MigrationSource): Promise<Step[]> {
  const stores = ['pg', 'olap'] as const;
  const found = await Promise.all(stores.map((store) => readSteps(module, store, join(dir, store))));
  return found.flat();
}

async function readSteps(module: string, store: Step['store'], dir: string): Promise<Step[]> {
  const names = await readdir(dir).catch(() => []);
  const files = names.filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (name) => ({ module, store, name, sql: await readFile(join(dir, name), 'utf8') })),
  );
}

async function appliedKeys(pg: PgEngine): Promise<Set<string>> {
  const { rows } = await pg.raw(
    CompiledQuery.raw(`select module || '/' || store || '/' || name as key from platform.migration`),
  );
  return new Set(rows.map((row) => String(row.key)));
}

function refuseNewer(applied: ReadonlySet<string>, steps: readonly Step[]): void {
  const known = new Set(steps.map(keyOf));
  const unknown = [...applied].find((key) => !known.has(key));
  if (unknown === undefined) return;
  const say = `数据目录由更新的版本写入（其中有本版本不认识的结构 ${unknown}）。请用新版本启动，或换一个数据目录（YIPING_DATA）。`;
  throw new Refusal('platform.newer-data', 500, say, { unknown });
}

async function apply(pg: PgEngine, olap: OlapEngine, step: Step): Promise<void> {
  const record = `insert into platform.migration (module, store, name) values (${[step.module, step.store, step.name].map(quote).join(', ')});`;
  if (step.store === 'pg') return void (await pg.script(`begin;\n${step.sql}\n;${record}\ncommit;`));
  for (const statement of splitStatements(step.sql)) await olap.command(statement);
  await pg.script(record);
}

/** Statements of a warehouse file: separated by a semicolon at the end of a line. */
export function splitStatements(sql: string): string[] {
  const bare = sql.replaceAll(/^\s*--.*$/gm, '');
  return bare
    .split(/;\s*$/m)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const keyOf = (step: Step): string => `${step.module}/${step.store}/${step.name}`;
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
