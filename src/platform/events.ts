import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { PlatformTables } from './tables.ts';

/** Something that has happened, as other modules hear of it. */
export interface DomainEvent {
  readonly topic: string;
  /** The subject's id; readers order and cache by it. */
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface StoredEvent extends DomainEvent {
  readonly id: number;
  readonly at: Date;
}

/** A durable reader. It sees each event at least once, in order; it must be idempotent by `event.id`. */
export interface EventHandler {
  readonly name: string;
  readonly topics: readonly string[];
  handle(event: StoredEvent): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: any module's transaction carries the platform's tables beside its own.
type AnyTransaction = Transaction<any>;

/** Write an event in the transaction of the change that it tells of. */
export async function emit(tx: AnyTransaction, clock: Clock, event: DomainEvent): Promise<void> {
  const db: Transaction<PlatformTables> = tx;
  const row = { topic: event.topic, key: event.key, payload: JSON.stringify(event.payload), at: clock.now() };
  await db.insertInto('platform.event').values(row).execute();
}

export interface EventPump {
  /** Deliver what is there now; resolves when every handler has caught up. */
  drain(): Promise<void>;
  /** Called for every event once, in this process, for server-sent events. */
  listen(listener: (event: StoredEvent) => void): () => void;
  stop(): Promise<void>;
}

/** Read the outbox every `intervalMs` and hand events to handlers, each with its own cursor. */
export function startPump(
  db: Kysely<PlatformTables>,
  handlers: readonly EventHandler[],
  log: Log,
  intervalMs = 500,
): EventPump {
  const listeners = new Set<(event: StoredEvent) => void>();
  const live: EventHandler = {
    name: 'live',
    topics: ['*'],
    handle: async (event) =>
      listeners.forEach((tell) => {
        tell(event);
      }),
  };
  let running: Promise<void> = Promise.resolve();
  const drain = () => {
    running = running.then(() => drainAll(db, [...handlers, live], log));
    return running;
  };
  const timer = setInterval(drain, intervalMs);
  return {
    drain,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * Deliver until no handler is behind, but those that fail now. One question asks for all handlers: at rest, which is
 * nearly always, nothing else is asked.
 */
async function drainAll(db: Kysely<PlatformTables>, handlers: readonly EventHandler[], log: Log): Promise<void> {
  const failed = new Set<EventHandler>();
  try {
    for (;;) {
      const names = await handlersBehind(db, handlers);
      const behind = handlers.filter((handler) => names.has(handler.name) && !failed.has(handler));
      if (behind.length === 0) return;
      for (const handler of behind) if (!(await deliver(db, handler, log))) failed.add(handler);
    }
  } catch (error) {
    log.error({ err: error }, 'the outbox could not be read; it will be tried again');
  }
}

async function deliver(db: Kysely<PlatformTables>, handler: EventHandler, log: Log): Promise<boolean> {
  try {
    while (await deliverPage(db, handler)) {}
    return true;
  } catch (error) {
    log.error({ err: error, handler: handler.name }, 'event handler failed; it will be retried');
    return false;
  }
}

async function handlersBehind(db: Kysely<PlatformTables>, handlers: readonly EventHandler[]): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select h.name
    from unnest(${handlers.map(({ name }) => name)}::text[]) as h(name)
    left join platform.event_cursor c on c.handler = h.name
    where exists (
      select 1 from platform.event e
      where e.tx < pg_snapshot_xmin(pg_current_snapshot())
        and (e.tx, e.id) > (coalesce(c.tx, '0'::xid8), coalesce(c.id, 0)))`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

async function deliverPage(db: Kysely<PlatformTables>, handler: EventHandler): Promise<boolean> {
  const page = await nextEvents(db, handler);
  for (const { tx, ...event } of page) {
    const wanted = handler.topics.includes('*') || handler.topics.includes(event.topic);
    if (wanted) await handler.handle(event);
    await moveCursor(db, handler.name, tx, event.id);
  }
  return page.length === PAGE;
}

const PAGE = 200;

async function nextEvents(db: Kysely<PlatformTables>, handler: EventHandler) {
  const { rows } = await sql<{
    id: number;
    tx: string;
    topic: string;
    key: string;
    payload: Record<string, unknown>;
    at: Date;
  }>`
    select e.id, e.tx::text as tx, e.topic, e.key, e.payload, e.at
    from platform.event e
    left join platform.event_cursor c on c.handler = ${handler.name}
    where e.tx < pg_snapshot_xmin(pg_current_snapshot())
      and (e.tx, e.id) > (coalesce(c.tx, '0'::xid8), coalesce(c.id, 0))
    order by e.tx, e.id
    limit ${PAGE}`.execute(db);
  return rows;
}

async function moveCursor(db: Kysely<PlatformTables>, handler: string, tx: string, id: number): Promise<void> {
  await sql`
    insert into platform.event_cursor (handler, tx, id) values (${handler}, ${tx}::xid8, ${id})
    on conflict (handler) do update set tx = excluded.tx, id = excluded.id`.execute(db);
}
