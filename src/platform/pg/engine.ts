import type { CompiledQuery, Dialect, QueryResult } from 'kysely';

/** The ledger's engine: embedded PGlite or a PostgreSQL server, told apart nowhere else. */
export interface PgEngine {
  readonly kind: 'pglite' | 'postgres';
  /** `process-crash`: survives kill -9; `power-loss`: survives a power cut as well. */
  readonly durability: 'process-crash' | 'power-loss';
  readonly dialect: Dialect;
  /** Run several statements at once, without parameters (migrations, job queue); the rows of all of them. */
  script(sql: string): Promise<Record<string, unknown>[]>;
  /** Run one raw statement; used by the job queue. */
  raw(query: CompiledQuery): Promise<QueryResult<Record<string, unknown>>>;
  close(): Promise<void>;
}
