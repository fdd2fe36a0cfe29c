import type { Platform } from '#platform/module.ts';
import { deskOf } from '../../desk.ts';
import { type CollectionRow, listCollectionRows } from '../sql/collection.ts';
import { sourceById } from '../sql/source.ts';
import { type Reader, startReader } from './reader.ts';

interface Supervision {
  readonly readers: Map<string, Reader>;
  /** One look at a time. */
  busy: Promise<void>;
  stopped: boolean;
}

const platforms = new WeakMap<Platform, Supervision>();

/** Readers of one platform. All can be lost: the ledger says which ought to run, and from where. */
function supervisionOf(platform: Platform): Supervision {
  const known = platforms.get(platform) ?? {
    readers: new Map<string, Reader>(),
    busy: Promise.resolve(),
    stopped: false,
  };
  platforms.set(platform, known);
  return known;
}

/**
 * Bring the readers to what the ledger says: active streams are read (after a failure when their time has come), all
 * others are not. A ledger on a server may serve several processes: the one that holds the run commits, by the rule of one
 * run at a time; reading is for a single process.
 */
export function superviseStreams(platform: Platform): Promise<void> {
  const supervision = supervisionOf(platform);
  supervision.busy = supervision.busy
    .then(() => look(platform, supervision))
    .catch((error: unknown) => platform.log.error({ err: error }, 'streams not looked after'));
  return supervision.busy;
}

async function look(platform: Platform, { readers, stopped }: Supervision): Promise<void> {
  if (stopped) return;
  const all = (await listCollectionRows(deskOf(platform).db)).filter(({ schedule }) => schedule.kind === 'stream');
  const wanted = new Map(all.filter((row) => isWanted(row, platform.clock.now())).map((row) => [row.id, row]));
  for (const [id, reader] of readers) {
    if (wanted.has(id) && !reader.ended) continue;
    readers.delete(id);
    await reader.stop();
  }
  for (const [id, row] of wanted) if (!readers.has(id)) await begin(platform, readers, row);
}

function isWanted({ state, nextAt }: CollectionRow, now: Date): boolean {
  return state === 'active' && (nextAt === null || nextAt <= now);
}

async function begin(platform: Platform, readers: Map<string, Reader>, row: CollectionRow): Promise<void> {
  const source = await sourceById(deskOf(platform).db, row.sourceId);
  if (source) readers.set(row.id, await startReader(platform, source, row));
}

export async function stopStreams(platform: Platform): Promise<void> {
  const supervision = supervisionOf(platform);
  supervision.stopped = true;
  await supervision.busy;
  const all = [...supervision.readers.values()];
  supervision.readers.clear();
  await Promise.allSettled(all.map((reader) => reader.stop()));
}
