import { join } from 'node:path';
import { Kysely } from 'kysely';
import { migrate } from './migrate.ts';
import type { OlapEngine } from './olap/engine.ts';
import type { PgEngine } from './pg/engine.ts';
import { openPglite } from './pg/pglite.ts';
import type { PlatformTables } from './tables.ts';

/** A warehouse that is never asked: the platform has no tables there. */
const NO_WAREHOUSE: OlapEngine = {
  kind: 'chdb',
  rows: () => Promise.reject(new Error('no warehouse here')),
  text: () => Promise.reject(new Error('no warehouse here')),
  file: () => Promise.reject(new Error('no warehouse here')),
  command: () => Promise.reject(new Error('no warehouse here')),
  insert: () => Promise.reject(new Error('no warehouse here')),
  close: async () => {},
};

/** The platform's own tables on a ledger in memory. */
export async function openTestLedger(): Promise<{ pg: PgEngine; db: Kysely<PlatformTables>; close(): Promise<void> }> {
  const pg = await openPglite(null);
  await migrate(pg, NO_WAREHOUSE, [{ module: 'platform', dir: join(import.meta.dirname, 'migrations') }]);
  return { pg, db: new Kysely<PlatformTables>({ dialect: pg.dialect }), close: () => pg.close() };
}
