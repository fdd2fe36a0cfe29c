import { PostgresDialect } from 'kysely';
import { Pool, type QueryResult, types } from 'pg';
import type { PgEngine } from './engine.ts';

/** bigint and numeric sums come as numbers while they are exact, like PGlite gives them. */
const exactNumber = (text: string): number | bigint => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
};

/** A PostgreSQL server (15 or later) behind a connection pool. */
export function openPostgres(url: string, poolSize = 10): PgEngine {
  const pool = new Pool({ connectionString: url, max: poolSize, types: { getTypeParser: parserOf } });
  // An idle connection that the server closes must not take the process with it; the next query reports the failure.
  pool.on('error', () => {});
  return {
    kind: 'postgres',
    durability: 'power-loss',
    dialect: new PostgresDialect({ pool }),
    script: (sql) => runScript(pool, sql),
    raw: async (query) => {
      const result = await pool.query<Record<string, unknown>>(query.sql, [...query.parameters]);
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    close: () => pool.end(),
  };
}

/** A script may open a transaction; when it fails inside one, its connection must not go back to the pool in it. */
async function runScript(pool: Pool, sql: string): Promise<Record<string, unknown>[]> {
  const client = await pool.connect();
  try {
    // Several statements at once answer with a list of results, which the type of `query` does not say.
    const result: QueryResult | QueryResult[] = await client.query(sql);
    return [result].flat().flatMap((part) => part.rows);
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const INT8 = 20;
const DATE = 1082;

function parserOf(oid: number, format?: string): (value: string) => unknown {
  if (oid === INT8) return exactNumber;
  if (oid === DATE) return (text) => text;
  return format === 'binary' ? types.getTypeParser(oid, 'binary') : types.getTypeParser(oid, 'text');
}
