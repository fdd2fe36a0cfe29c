import { audit } from '#platform/audit.ts';
import { elapsedClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { deskOf } from '../../desk.ts';
import { openKafka } from '../connectors/kafka.ts';
import { openMqtt } from '../connectors/mqtt.ts';
import { secretOf, settingsOf } from '../connectors/open.ts';
import {
  cellsOf,
  recordOf,
  type StreamConnector,
  type StreamMessage,
  type Subscription,
} from '../connectors/stream.ts';
import { refusalFrom, sourceErrors } from '../errors.ts';
import { measureBatch } from '../olap/pull.ts';
import { guessType } from '../rules/guess-type.ts';
import { retryAt } from '../rules/schedule.ts';
import { commitPull, failPull, gatePull } from '../run/end.ts';
import { Gated, openTarget, type Scene } from '../run/pull.ts';
import { dropPull } from '../run/recover.ts';
import { createRunLog } from '../run/run-log.ts';
import { appendCells } from '../run/take-pages.ts';
import { type CollectionRow, changeCollection, collectionById } from '../sql/collection.ts';
import { claimRun, insertRun } from '../sql/run.ts';
import { noteCheck, type SourceRow } from '../sql/source.ts';
import { subscribeSpooled } from './mqtt-feed.ts';

/** A running reader of one collection. */
export interface Reader {
  /** Set when it has ended by itself: a failure or a change of shape. */
  readonly ended: boolean;
  /** Commit what has come and stop. */
  stop(): Promise<void>;
}

/** Messages held at most while a batch is written: the feed waits beyond it. */
const WAITING = 4;

/**
 * Read a topic into micro-batches. A batch closes after so many messages or seconds; its position (Kafka: offsets, MQTT:
 * place in the spool) is committed with it, so a restart goes on behind the last committed message.
 */
export async function startReader(platform: Platform, source: SourceRow, collection: CollectionRow): Promise<Reader> {
  const { connector, flush, isSpooled } = feedOf(platform, source, collection);
  const state = { messages: [] as StreamMessage[], busy: Promise.resolve(), ended: false };
  const end = (error: unknown) => {
    if (state.ended) return;
    state.ended = true;
    clearInterval(timer);
    void stopFeed();
    noteFailure(platform, source, collection.id, error).catch((cause: unknown) =>
      platform.log.error({ err: cause }, 'stream failure not noted'),
    );
  };
  const write = () => {
    const messages = state.messages.splice(0);
    if (messages.length > 0 && !state.ended) state.busy = state.busy.then(() => commit(messages)).catch(end);
    return state.busy;
  };
  // Behind a batch that failed none may commit: its position would leave the failed one out.
  const commit = async (messages: readonly StreamMessage[]) => {
    if (!state.ended) await commitMessages(platform, source, collection.id, messages);
  };
  const take = async (message: StreamMessage) => {
    state.messages.push(message);
    if (state.messages.length >= flush.count * WAITING) await write();
    else if (state.messages.length >= flush.count) void write();
  };
  const timer = setInterval(() => void write(), flush.seconds * 1_000);
  const listener = { take, failed: end };
  const topic = collection.object.name;
  const opened: Promise<Subscription> = isSpooled
    ? subscribeSpooled(platform, collection.id, connector, topic, collection.watermark, listener)
    : connector.subscribe(topic, collection.watermark, listener);
  const stopFeed = async () => (await opened.catch(() => null))?.close().catch(() => {});
  await opened.catch(end);
  return {
    get ended() {
      return state.ended;
    },
    stop: async () => {
      clearInterval(timer);
      await stopFeed();
      await write();
      state.ended = true;
    },
  };
}

function feedOf(
  platform: Platform,
  source: SourceRow,
  { id }: CollectionRow,
): { connector: StreamConnector; flush: { count: number; seconds: number }; isSpooled: boolean } {
  const { kind, settings } = settingsOf(source.kind, source.settings);
  const secret = secretOf(platform, source);
  if (kind === 'mqtt')
    return { connector: openMqtt(settings, secret, `yiping-${id}`), flush: settings, isSpooled: true };
  if (kind === 'kafka') return { connector: openKafka(settings, secret), flush: settings, isSpooled: false };
  throw sourceErrors['bad-collection']({ detail: '不是消息类来源' });
}

/** One micro-batch as a run of its own. Fails when the shape has changed or the store refuses; the position stays. */
async function commitMessages(
  platform: Platform,
  source: SourceRow,
  id: string,
  messages: readonly StreamMessage[],
): Promise<void> {
  const scene = await beginRun(platform, source, id);
  try {
    gateNew(scene.collection, messages);
    const target = await openTarget(scene);
    try {
      const { columns } = scene.collection;
      const cells = cellsOf(
        messages,
        columns.map(({ source: name, type }) => ({ name, type })),
      );
      await appendCells(scene, target, 0, cells);
      const { rows } = await measureBatch(platform.olap, target.table, target.batch, null);
      const bytes = messages.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0);
      await commitPull(scene, target, {
        rows,
        bytes,
        watermark: messages.at(-1)?.position ?? scene.collection.watermark,
        files: [],
      });
    } catch (error) {
      await dropPull(platform, target).catch(() => {});
      throw error;
    }
  } catch (error) {
    await (error instanceof Gated ? gatePull(scene, error.drift) : failPull(scene, refusalFrom(error, [])));
    throw new Told();
  }
}

/** A failure that stands in the run already. */
class Told extends Error {
  override name = 'Told';
}

async function beginRun(platform: Platform, source: SourceRow, id: string): Promise<Scene> {
  const { db, run: process } = deskOf(platform);
  const at = platform.clock.now();
  const runId = newId(at);
  const run = await db.transaction().execute(async (tx) => {
    const begun = await insertRun(tx, { id: runId, collectionId: id, cause: 'stream', askedBy: '系统', at });
    return begun ? claimRun(tx, runId, process, at) : undefined;
  });
  const collection = await collectionById(db, id);
  if (!run || collection?.state !== 'active') throw sourceErrors['already-running']({});
  return { platform, run, collection, source, log: createRunLog(platform.clock), elapsed: elapsedClock() };
}

/** A field that no message had before stops the stream. Sensors leave fields out at times: a missing one is no change. */
function gateNew({ columns, ignored }: CollectionRow, messages: readonly StreamMessage[]): void {
  const known = new Set([...columns.map(({ source }) => source), ...ignored]);
  const fresh = new Map<string, (string | null)[]>();
  for (const record of messages.map(recordOf))
    for (const [name, value] of Object.entries(record))
      if (!known.has(name)) fresh.set(name, [...(fresh.get(name) ?? []), value]);
  if (fresh.size === 0) return;
  const added = [...fresh].map(([name, values]) => ({ name, type: guessType(values) }));
  throw new Gated({ added, missing: [], retyped: [], unreadable: [] });
}

/** A feed that broke off: noted at its source; the supervisor opens it again when its time has come. */
async function noteFailure(platform: Platform, source: SourceRow, collection: string, error: unknown): Promise<void> {
  if (error instanceof Told) return;
  const { code, cause, message } = refusalFrom(error, [secretOf(platform, source)]);
  platform.log.warn({ code, cause, collection }, 'stream ended');
  const { db } = deskOf(platform);
  const at = platform.clock.now();
  const failures = ((await collectionById(db, collection))?.failures ?? 0) + 1;
  await db.transaction().execute(async (tx) => {
    await noteCheck(tx, source.id, message, at);
    await changeCollection(tx, collection, { failures, nextAt: retryAt(failures, at) });
    const subject = { kind: 'collection', id: collection };
    await audit(tx, platform.clock, SYSTEM_ACTOR, {
      action: 'ingest.stream-fail',
      subject,
      detail: { code, failures },
    });
  });
}
