import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openChdb } from './olap/chdb.ts';
import type { OlapEngine } from './olap/engine.ts';
import { openClickhouse } from './olap/server.ts';
import type { PgEngine } from './pg/engine.ts';
import { openPglite } from './pg/pglite.ts';
import { openPostgres } from './pg/server.ts';

export interface Stores {
  readonly pg: PgEngine;
  readonly olap: OlapEngine;
  close(): Promise<void>;
}

/** Open the ledger and the warehouse side by side: embedded in the data folder, or the servers that the URLs name. */
export async function openStores(config: Config): Promise<Stores> {
  const [pg, olap] = await Promise.all([
    config.databaseUrl ? openPostgres(config.databaseUrl) : openPglite(join(config.dataDir, 'ledger')),
    config.clickhouseUrl ? openClickhouse(config.clickhouseUrl) : openChdb(join(config.dataDir, 'warehouse')),
  ]);
  return { pg, olap, close: async () => void (await Promise.allSettled([pg.close(), olap.close()])) };
}
