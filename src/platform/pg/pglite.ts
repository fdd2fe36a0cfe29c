import { mkdir } from 'node:fs/promises';
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
import type { PgEngine } from './engine.ts';

/** PostgreSQL's default of 128 MB is memory that the one process of an embedded node would rather have elsewhere. */
const SHARED_BUFFERS = '32MB';

/**
 * PGlite in a folder (or in memory when `dataDir` is null).
 * PGlite has one connection: Kysely's own dialect hands it to everyone at once, so that a stray query lands in another's
 * transaction; ours holds a lock for as long as a connection is taken (docs/decisions/0003).
 */
export async function openPglite(dataDir: string | null): Promise<PgEngine> {
  if (dataDir !== null) await mkdir(dataDir, { recursive: true });
  const pglite = await PGlite.create({
    parsers: { [types.DATE]: (text) => text },
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${SHARED_BUFFERS}`],
    ...(dataDir === null ? {} : { dataDir }),
  });
  return engineOf(pglite);
}

function engineOf(pglite: PGlite): PgEngine {
  const mutex = createMutex();
  const connection = connectionOf(pglite);
  return {
    kind: 'pglite',
    durability: 'process-crash',
    dialect: pgliteDialect(connection, mutex),
    script: (sql) => mutex.run(() => runScript(pglite, sql)),
    raw: (query) => mutex.run(() => connection.executeQuery<Record<string, unknown>>(query)),
    close: () => mutex.run(() => pglite.close()),
  };
}

/** A script may open a transaction; when it fails inside one, the only connection must not stay in it. */
async function runScript(pglite: PGlite, sql: string): Promise<Record<string, unknown>[]> {
  try {
    const results = await pglite.exec(sql);
    return results.flatMap((result) => result.rows);
  } catch (error) {
    await pglite.exec('rollback');
    throw error;
  }
}

function connectionOf(pglite: PGlite): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await pglite.query<R>(query.sql, [...query.parameters]);
      return { rows: result.rows, numAffectedRows: BigInt(result.affectedRows ?? 0) };
    },
    streamQuery() {
      throw new Error('PGlite does not stream');
    },
  };
}

function pgliteDialect(connection: DatabaseConnection, mutex: Mutex): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => pgliteDriver(connection, mutex),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function pgliteDriver(connection: DatabaseConnection, mutex: Mutex): Driver {
  const say = (sql: string) => async () => void (await connection.executeQuery(rawQuery(sql)));
  return {
    init: async () => {},
    acquireConnection: async () => {
      await mutex.acquire();
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
