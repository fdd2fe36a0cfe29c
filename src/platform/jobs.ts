import { CompiledQuery } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Log } from './log.ts';
import type { PgEngine } from './pg/engine.ts';

/** Work that outlives a request. It must be safe to run again: a crash in the middle repeats it. */
export interface JobDefinition<T extends object = object> {
  readonly name: string;
  /** Five-field cron in Asia/Shanghai, for work that recurs. */
  readonly cron?: string;
  readonly retries?: number;
  /** Seconds after which a run without a heartbeat counts as lost. */
  readonly expireSeconds?: number;
  run(data: T, signal: AbortSignal): Promise<void>;
}

export interface Jobs {
  /** Queue a run; with `key`, at most one such run waits or runs at a time. */
  send(name: string, data: object, key?: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Seconds between looks into a queue for what this process has not sent: retries and recurring work, and on a server the
 * work that other processes send. What it sends itself wakes the worker at once. Dozens of queues looked into twice a
 * second would keep an embedded ledger from serving screens.
 */
const EMBEDDED_POLL = 3;
const SHARED_POLL = 1;

/** Start the queue (pg-boss on the ledger, embedded or not) and a worker for each definition. */
export async function startJobs(pg: PgEngine, definitions: readonly JobDefinition[], log: Log): Promise<Jobs> {
  const boss = new PgBoss({ db: bossDatabase(pg), schema: 'jobs', supervise: true, schedule: true });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  const poll = pg.kind === 'pglite' ? EMBEDDED_POLL : SHARED_POLL;
  const workers = new Map<string, string>();
  for (const definition of definitions) workers.set(definition.name, await startWorker(boss, definition, poll, log));
  return {
    send: async (name, data, key) => {
      await boss.send(name, data, key === undefined ? {} : { singletonKey: key });
      const worker = workers.get(name);
      if (worker !== undefined) boss.notifyWorker(worker);
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

function bossDatabase(pg: PgEngine) {
  return {
    executeSql: async (text: string, values?: unknown[]) => {
      if (values && values.length > 0) return { rows: [...(await pg.raw(CompiledQuery.raw(text, values))).rows] };
      if (!/;\s*\S/.test(text)) return { rows: [...(await pg.raw(CompiledQuery.raw(text))).rows] };
      return { rows: await pg.script(text) };
    },
  };
}

/** @returns the worker's id */
async function startWorker(boss: PgBoss, definition: JobDefinition, poll: number, log: Log): Promise<string> {
  const { name, cron, retries = 3, expireSeconds = 6 * 3600 } = definition;
  await boss.createQueue(name, {
    policy: 'exclusive',
    retryLimit: retries,
    retryBackoff: true,
    expireInSeconds: expireSeconds,
  });
  const worker = await boss.work<object>(name, { pollingIntervalSeconds: poll }, async (jobs) => {
    for (const job of jobs) await definition.run(job.data ?? {}, job.signal);
  });
  if (cron) await boss.schedule(name, cron, {}, { tz: 'Asia/Shanghai' });
  log.debug({ job: name }, 'worker started');
  return worker;
}
