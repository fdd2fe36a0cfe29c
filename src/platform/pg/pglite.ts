import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { createMutex, type Mutex } from '../mutex.ts';
import { refuseFull } from '../room.ts';
import type { PgEngine } from './engine.ts';

/** PostgreSQL's default of 128 MB is memory that the one process of an embedded node would rather have elsewhere. */
const SHARED_BUFFERS = '32MB';

/**
 * PGlite in a folder (or in memory when `dataDir` is null).
 * PGlite has one connection: Kysely's own dialect hands it to everyone at once, so that a stray query lands in another's
 * transaction; ours holds a lock for as long as a connection is taken (docs/decisions/0003).
 */
export async function openPglite(dataDir: string | null): Promise<PgEngine> {
  const open = () => (dataDir === null ? create({}) : openFolder(dataDir));
  return engineOf({ pglite: await open(), suspect: false, reopen: dataDir === null ? null : open });
}

/** The engine as it stands. After some errors it has to be looked at, and opened again when it has died of them. */
interface Holder {
  pglite: PGlite;
  suspect: boolean;
  readonly reopen: (() => Promise<PGlite>) | null;
}

function create(where: { dataDir?: string }): Promise<PGlite> {
  return PGlite.create({
    parsers: { [types.DATE]: (text) => text },
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${SHARED_BUFFERS}`],
    ...where,
  });
}

/**
 * A folder whose making was cut short looks whole to PGlite once `PG_VERSION` stands in it. The mark beside it says that
 * it is not; nothing has been written to it then, and it is made anew.
 */
async function openFolder(dataDir: string): Promise<PGlite> {
  const making = `${dataDir}.making`;
  if (existsSync(making)) await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  await refuseFull(dataDir);
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await writeFile(making, '');
  const pglite = await create({ dataDir });
  await rm(making, { force: true });
  return pglite;
}

function engineOf(holder: Holder): PgEngine {
  const mutex = createMutex();
  const connection = connectionOf(holder);
  const run = <T>(work: () => Promise<T>) => mutex.run(() => mend(holder).then(work));
  return {
    kind: 'pglite',
    durability: 'process-crash',
    dialect: pgliteDialect(connection, mutex, () => mend(holder)),
    script: (sql) => run(() => watch(holder, () => runScript(holder.pglite, sql))),
    raw: (query) => run(() => connection.executeQuery<Record<string, unknown>>(query)),
    close: () => mutex.run(() => holder.pglite.close()),
  };
}

/** A write-ahead log that finds no room ends PostgreSQL; PGlite stays, and answers nothing any more until opened again. */
async function mend(holder: Holder): Promise<void> {
  if (!holder.suspect) return;
  const answers = await holder.pglite.query('select 1').then(
    () => true,
    () => false,
  );
  if (!answers && holder.reopen) {
    await holder.pglite.close().catch(() => {});
    holder.pglite = await holder.reopen();
  }
  holder.suspect = false;
}

/** SQLSTATE classes of a fault in the server rather than in the statement: resources, operator, system, internal. */
const FAULTS = /^(53|57|58|XX)/;

async function watch<T>(holder: Holder, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '' || FAULTS.test(code)) holder.suspect = true;
    throw error;
  }
}

/** A script may open a transaction; when it fails inside one, the only connection must not stay in it. */
async function runScript(pglite: PGlite, sql: string): Promise<Record<string, unknown>[]> {
  try {
    const results = await pglite.exec(sql);
    return results.flatMap((result) => result.rows);
  } catch (error) {
    await pglite.exec('rollback').catch(() => {});
    throw error;
  }
}

function connectionOf(holder: Holder): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await watch(holder, () => holder.pglite.query<R>(query.sql, [...query.parameters]));
      return { rows: result.rows, numAffectedRows: BigInt(result.affectedRows ?? 0) };
    },
    streamQuery() {
      throw new Error('PGlite does not stream');
    },
  };
}

function pgliteDialect(connection: DatabaseConnection, mutex: Mutex, mend: () => Promise<void>): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => pgliteDriver(connection, mutex, mend),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function pgliteDriver(connection: DatabaseConnection, mutex: Mutex, mend: () => Promise<void>): Driver {
  const say = (sql: string) => async () => void (await connection.executeQuery(rawQuery(sql)));
  return {
    init: async () => {},
    acquireConnection: async () => {
      await mutex.acquire();
      try {
        await mend();
      } catch (error) {
        mutex.release();
        throw error;
      }
      return connection;
    },
    releaseConnection: async () => mutex.release(),
    beginTransaction: say('begin'),
    commitTransaction: say('commit'),
    rollbackTransaction: say('rollback'),
    destroy: async () => {},
  };
}

function rawQuery(sql: string): CompiledQuery {
  return {
    sql,
    parameters: [],
    query: { kind: 'RawNode', sqlFragments: [sql], parameters: [] },
    queryId: { queryId: sql },
  };
}
