import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openChdb } from './olap/chdb.ts';
import type { OlapEngine } from './olap/engine.ts';
import { reachClickhouse } from './olap/reach.ts';
import { openClickhouse } from './olap/server.ts';
import type { PgEngine } from './pg/engine.ts';
import { openPglite } from './pg/pglite.ts';
import { reachPostgres } from './pg/reach.ts';
import { openPostgres } from './pg/server.ts';

export interface Stores {
  readonly pg: PgEngine;
  readonly olap: OlapEngine;
  close(): Promise<void>;
}

/**
 * Open the ledger and the warehouse side by side: embedded in the data folder, or the servers that the URLs name.
 * @throws {Refusal} `platform.no-database`, `platform.no-warehouse`
 */
export async function openStores(config: Config): Promise<Stores> {
  const [pg, olap] = await Promise.all([openLedger(config), openWarehouse(config)]);
  return { pg, olap, close: async () => void (await Promise.allSettled([pg.close(), olap.close()])) };
}

async function openLedger({ databaseUrl, dataDir }: Config): Promise<PgEngine> {
  if (databaseUrl === null) return openPglite(join(dataDir, 'ledger'));
  await reachPostgres(databaseUrl);
  return openPostgres(databaseUrl);
}

async function openWarehouse({ clickhouseUrl, dataDir }: Config): Promise<OlapEngine> {
  if (clickhouseUrl === null) return openChdb(join(dataDir, 'warehouse'));
  await reachClickhouse(clickhouseUrl);
  return openClickhouse(clickhouseUrl);
}
