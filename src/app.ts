import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { authenticate, openSessions } from '#module/identity';
import type { Config } from './config.ts';
import { catalogue } from './modules/catalogue/module.ts';
import { cockpit } from './modules/cockpit/module.ts';
import { exchange } from './modules/exchange/module.ts';
import { identity } from './modules/identity/module.ts';
import { indicators } from './modules/indicators/module.ts';
import { ingest } from './modules/ingest/module.ts';
import { portal } from './modules/portal/module.ts';
import { openBlobs } from './platform/blobs.ts';
import { type Clock, frozenClock, systemClock } from './platform/clock.ts';
import { startPump } from './platform/events.ts';
import { serveHealth } from './platform/http/health.ts';
import { serveLive } from './platform/http/live.ts';
import { buildHttp, type HttpApp } from './platform/http/server.ts';
import { serveSite } from './platform/http/site.ts';
import { install } from './platform/install.ts';
import { type Jobs, startJobs } from './platform/jobs.ts';
import { createLive } from './platform/live.ts';
import { lockDataDir } from './platform/lock.ts';
import { createLog, type Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { migrate } from './platform/migrate.ts';
import { checkOrder, type Module, type Platform } from './platform/module.ts';
import { openStores, type Stores } from './platform/stores.ts';
import { createSubjects } from './platform/subjects.ts';

/** THE ordered list: a module imports only from those that stand before it and that it names in `needs`. */
export const MODULES: readonly Module[] = [identity, catalogue, ingest, indicators, exchange, portal, cockpit];

const ROOT = join(import.meta.dirname, '..');

/** The version of this build, from package.json. */
export const VERSION: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;

export interface App {
  readonly http: HttpApp;
  readonly platform: Platform;
  /** Stop taking requests, finish what runs, close the stores, free the folder. */
  close(): Promise<void>;
}

/**
 * The whole product as a value; listening is `main.ts`, tests inject.
 * @throws {Refusal} `platform.data-locked`, `platform.newer-data`
 */
export async function buildApp(config: Config, modules: readonly Module[] = MODULES): Promise<App> {
  checkOrder(modules);
  const unlock = lockDataDir(config.dataDir);
  const opened: { stores: Stores | null } = { stores: null };
  try {
    const log = createLog(config.logLevel);
    opened.stores = await openStores(config);
    return await assemble(config, modules, log, opened.stores, unlock);
  } catch (error) {
    await opened.stores?.close();
    unlock();
    throw error;
  }
}

async function assemble(
  config: Config,
  modules: readonly Module[],
  log: Log,
  stores: Stores,
  unlock: () => void,
): Promise<App> {
  await migrate(stores.pg, stores.olap, migrationSources(modules));
  const running: { jobs: Jobs | null } = { jobs: null };
  const platform = createPlatform(config, modules, log, stores, running);
  for (const module of modules) await module.prepare?.(platform);
  await install(platform, modules);
  const http = await buildHttp({
    config,
    log,
    metrics: platform.metrics,
    version: VERSION,
    authenticate: authenticate(platform),
  });
  serveHealth(http, platform, VERSION);
  serveLive(http, platform.live);
  for (const module of modules) await module.routes?.(http, platform);
  await serveSite(http, join(ROOT, 'dist', 'web'));
  const handlers = modules.flatMap((module) => module.events?.(platform) ?? []);
  const pump = startPump(platform.db(), handlers, log);
  pump.listen(({ topic, key }) => platform.live.publish({ topic, key }));
  running.jobs = await startJobs(
    stores.pg,
    modules.flatMap((module) => module.jobs?.(platform) ?? []),
    log,
  );
  const stops = await startModules(modules, platform);
  const close = closer([
    ...stops,
    async () => platform.live.close(),
    () => http.close(),
    () => running.jobs?.stop() ?? Promise.resolve(),
    () => pump.stop(),
    () => stores.close(),
    async () => unlock(),
  ]);
  return { http, platform, close };
}

function migrationSources(modules: readonly Module[]) {
  const own = { module: 'platform', dir: join(import.meta.dirname, 'platform', 'migrations') };
  return [own, ...modules.flatMap((m) => (m.migrations ? [{ module: m.name, dir: m.migrations }] : []))];
}

function createPlatform(
  config: Config,
  modules: readonly Module[],
  log: Log,
  stores: Stores,
  running: { jobs: Jobs | null },
): Platform {
  const clock: Clock = config.frozenNow ? frozenClock(config.frozenNow) : systemClock;
  // biome-ignore lint/suspicious/noExplicitAny: each module sees the one connection through its own table types.
  const kysely = new Kysely<any>({ dialect: stores.pg.dialect });
  const started = () => {
    if (running.jobs) return running.jobs;
    throw new Error('jobs are not running yet');
  };
  const platform: Platform = {
    config,
    clock,
    log,
    metrics: createMetrics(),
    pg: stores.pg,
    olap: stores.olap,
    blobs: openBlobs(join(config.dataDir, 'blobs')),
    db: () => kysely,
    jobs: { send: (name, data, key) => started().send(name, data, key), stop: () => started().stop() },
    subjects: createSubjects(() => modules.flatMap((module) => module.subjects?.(platform) ?? [])),
    live: createLive((ids) => openSessions(platform)(ids)),
  };
  return platform;
}

async function startModules(modules: readonly Module[], platform: Platform): Promise<(() => Promise<void>)[]> {
  const stops: (() => Promise<void>)[] = [];
  for (const module of modules) {
    const stop = await module.start?.(platform);
    if (stop) stops.unshift(stop);
  }
  return stops;
}

function closer(steps: readonly (() => Promise<void>)[]): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const run = async () => {
    for (const step of steps) await step();
  };
  return () => {
    closing ??= run();
    return closing;
  };
}
