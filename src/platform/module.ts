import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { BlobStore } from './blobs.ts';
import type { Clock } from './clock.ts';
import type { EventHandler } from './events.ts';
import type { HttpApp } from './http/server.ts';
import type { JobDefinition, Jobs } from './jobs.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { OlapEngine } from './olap/engine.ts';
import type { PgEngine } from './pg/engine.ts';
import type { SubjectKind, Subjects } from './subjects.ts';
import type { PlatformTables } from './tables.ts';

/** Everything a module may touch, as one named object (side effects arrive nowhere else). */
export interface Platform {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly pg: PgEngine;
  readonly olap: OlapEngine;
  readonly blobs: BlobStore;
  /** The ledger seen through a module's own table types: `platform.db<IngestTables>()`. */
  db<T>(): Kysely<T & PlatformTables>;
  /** Present once the application has started; migrations and seeds run before. */
  readonly jobs: Jobs;
  readonly subjects: Subjects;
  readonly live: Live;
}

/** A module's manifest. What is absent is unused. */
export interface Module {
  readonly name: string;
  /** Modules it imports from; each must stand earlier in `app.ts`. */
  readonly needs: readonly string[];
  /** Folder of `pg/` and `olap/` with numbered `.sql` files. */
  readonly migrations?: string;
  routes?(http: HttpApp, platform: Platform): void | Promise<void>;
  jobs?(platform: Platform): readonly JobDefinition[];
  events?(platform: Platform): readonly EventHandler[];
  subjects?(platform: Platform): readonly SubjectKind[];
  /** Rows every node has: reference data of the present version. Runs at each start; idempotent. */
  prepare?(platform: Platform): Promise<void>;
  /** The demo province, into an empty data folder, in the order of modules. */
  seed?(platform: Platform): Promise<void>;
  /** Begin to serve; the returned function ends it. */
  start?(platform: Platform): Promise<(() => Promise<void>) | undefined>;
}

/**
 * Declare a module.
 * @throws {Error} when the name is not a plain lower-case word.
 */
export function defineModule(module: Module): Module {
  if (!/^[a-z]+$/.test(module.name)) throw new Error(`module name ${module.name} must be a lower-case word`);
  return Object.freeze(module);
}

/**
 * Check the ordered list: names are unique and needs stand earlier.
 * @throws {Error} naming the first module that breaks the order.
 */
export function checkOrder(modules: readonly Module[]): void {
  const seen = new Set<string>();
  for (const module of modules) {
    const missing = module.needs.find((need) => !seen.has(need));
    if (missing !== undefined) throw new Error(`module ${module.name} needs ${missing}, which must stand before it`);
    if (seen.has(module.name)) throw new Error(`module ${module.name} is listed twice`);
    seen.add(module.name);
  }
}
