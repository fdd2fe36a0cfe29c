import { itemOf, loadResource } from '#module/catalogue';
import { regionsOf } from '#module/identity';
import { elapsedClock } from '#platform/clock.ts';
import { type Refusal, refusalOf } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf } from '../../desk.ts';
import { itemOfColumn } from '../actions/collection.ts';
import type { After, Connector, PullRequest } from '../connectors/connector.ts';
import { openSource } from '../connectors/open.ts';
import { refusalFrom, sourceErrors } from '../errors.ts';
import { ensureTyped, insertPulled, measureBatch, type PulledColumn, type RegionWords } from '../olap/pull.ts';
import { type DriftFound, driftOf, sayDrift } from '../rules/drift.ts';
import { type CollectionRow, collectionById } from '../sql/collection.ts';
import { beat, claimRun, openRunBatch, type RunRow, takenFiles } from '../sql/run.ts';
import { type SourceRow, sourceById } from '../sql/source.ts';
import { commitPull, failPull, gatePull } from './end.ts';
import { dropPull } from './recover.ts';
import { createRunLog, type RunLog } from './run-log.ts';
import { takePages } from './take-pages.ts';
import { within } from './within.ts';

/** What a run works with. */
export interface Scene {
  readonly platform: Platform;
  readonly run: RunRow;
  readonly collection: CollectionRow;
  readonly source: SourceRow;
  readonly log: RunLog;
  readonly elapsed: () => number;
}

/** What a run writes to. */
export interface PullTarget {
  readonly table: string;
  readonly batch: number;
  readonly columns: readonly PulledColumn[];
  readonly regions: RegionWords;
}

/** What came, before it is committed. */
export interface Pulled {
  readonly rows: number;
  readonly bytes: number;
  readonly watermark: string | null;
  readonly files: readonly { path: string; stamp: string }[];
}

/** Thrown inside a run whose source no longer looks as it was accepted. */
export class Gated extends Error {
  override name = 'Gated';
  readonly drift: DriftFound;
  constructor(drift: DriftFound) {
    super(sayDrift(drift));
    this.drift = drift;
  }
}

const HEARTBEAT_MS = 10_000;
/** Longest wait for a source to describe a table. */
const PATIENCE = 60_000;

/** Carry a queued run out. Whatever happens it is closed, its batch committed whole or gone. */
export async function runPull(platform: Platform, runId: string): Promise<void> {
  const { db, run: process } = deskOf(platform);
  const run = await claimRun(db, runId, process, platform.clock.now());
  if (!run) return;
  const collection = await collectionById(db, run.collectionId);
  const source = collection && (await sourceById(db, collection.sourceId));
  if (!collection || !source) return;
  const scene = { platform, run, collection, source, log: createRunLog(platform.clock), elapsed: elapsedClock() };
  const pulse = setInterval(() => void beat(db, run.id, process, 0).catch(() => {}), HEARTBEAT_MS);
  try {
    await pullOf(scene);
  } catch (error) {
    await (error instanceof Gated ? gatePull(scene, error.drift) : failPull(scene, toRefusal(scene, error)));
  } finally {
    clearInterval(pulse);
  }
}

/** An error is the node's own (a full disk) or the source's; the latter's text is cleaned. */
function toRefusal({ platform, run }: Scene, error: unknown): Refusal {
  const own = refusalOf(error);
  const refusal = own?.code === 'platform.out-of-space' ? own : refusalFrom(error, []);
  platform.log.warn({ code: refusal.code, cause: refusal.cause, run: run.id }, 'pull failed');
  return refusal;
}

async function pullOf(scene: Scene): Promise<void> {
  const { platform, source, collection, log } = scene;
  const { connector, secret } = openSource(platform, source);
  try {
    const seen = await within(PATIENCE, connector.columns(collection.object));
    if (seen.length === 0) throw sourceErrors['source-no-such-object']({});
    const drift = driftOf(collection, seen);
    if (drift) throw new Gated(drift);
    log.say(`来源有 ${seen.length} 列，与约定一致`);
    await pullInto(scene, connector);
  } catch (error) {
    throw error instanceof Gated ? error : refusalFrom(error, [secret]);
  } finally {
    await connector.close().catch(() => {});
  }
}

async function pullInto(scene: Scene, connector: Connector): Promise<void> {
  const target = await openTarget(scene);
  try {
    const pulled = await take(scene, connector, target);
    await commitPull(scene, target, pulled);
  } catch (error) {
    await dropPull(scene.platform, { batch: target.batch, table: target.table }).catch((cause: unknown) =>
      scene.platform.log.error({ err: cause, batch: target.batch }, 'batch was not purged; the next start does it'),
    );
    throw error;
  }
}

/** The dataset's table with the columns of the collection, and an open batch. */
export async function openTarget({
  platform,
  run,
  collection,
}: Pick<Scene, 'platform' | 'run' | 'collection'>): Promise<PullTarget> {
  const { db, run: process } = deskOf(platform);
  const resource = await loadResource(db, collection.resourceId);
  if (!resource) throw sourceErrors['no-such-collection']({});
  const columns = pulledColumns(collection, resource.items);
  await ensureTyped(platform.olap, resource.datasetTable, columns);
  const batch = await db
    .transaction()
    .execute((tx) => openRunBatch(tx, { id: run.id, process, resourceId: resource.id, at: platform.clock.now() }));
  return { table: resource.datasetTable, batch, columns, regions: await regionWords(platform, columns) };
}

type Items = NonNullable<Awaited<ReturnType<typeof loadResource>>>['items'];

function pulledColumns({ columns }: CollectionRow, items: Items): PulledColumn[] {
  return columns.map((column, i) => {
    const item = itemOf(items, itemOfColumn(column));
    if (!item) throw new Error(`item ${column.source} is not registered`);
    return { ...column, column: item.columnName, at: i + 1 };
  });
}

/** Every unambiguous spelling of a region that a column may hold: codes, full names, short names. */
async function regionWords(platform: Platform, columns: readonly PulledColumn[]): Promise<RegionWords> {
  if (!columns.some(({ role }) => role === 'region')) return { words: [], codes: [] };
  const regions = await regionsOf(platform);
  const words = [...regions.byCode.values()].flatMap(({ code, name }) => [code, name]);
  const pairs = [...new Set(words)].flatMap((word) => {
    const match = regions.resolve(word);
    return match ? [[word, match.code] as const] : [];
  });
  return { words: pairs.map(([word]) => word), codes: pairs.map(([, code]) => code) };
}

async function take(scene: Scene, connector: Connector, target: PullTarget): Promise<Pulled> {
  const { platform, collection, log } = scene;
  const taken = await takenFiles(deskOf(platform).db, collection.id);
  const pull = connector.pull({ ...requestOf(collection), taken });
  const from = collection.watermark;
  if (collection.mode === 'incremental' && from !== null) log.say(`从 ${from} 起增量采集`);
  if (pull.kind === 'pages') return takePages(scene, target, pull.pages);
  await insertPulled(platform.olap, { ...target, from: 0, form: 'typed' }, pull.relation);
  const marks = watermarkColumn(collection, target);
  const { rows, watermark } = await measureBatch(platform.olap, target.table, target.batch, marks);
  return { rows, bytes: 0, watermark: watermark ?? from, files: [] };
}

function requestOf(collection: CollectionRow): PullRequest {
  const { object, columns } = collection;
  return { object, columns: columns.map(({ source, type }) => ({ name: source, type })), after: afterOf(collection) };
}

/** With a key, rows of the very watermark are taken again: some may have come since. Without one they would be doubled. */
function afterOf({ mode, watermark, watermarkColumn, columns, keyColumns }: CollectionRow): After | null {
  const column = columns.find(({ source }) => source === watermarkColumn);
  if (mode !== 'incremental' || watermark === null || !column) return null;
  return { column: { name: column.source, type: column.type }, value: watermark, inclusive: keyColumns.length > 0 };
}

/** The dataset's column that holds the watermark. */
export function watermarkColumn(
  { mode, watermarkColumn }: CollectionRow,
  { columns }: Pick<PullTarget, 'columns'>,
): string | null {
  if (mode !== 'incremental' || watermarkColumn === null) return null;
  return columns.find(({ source }) => source === watermarkColumn)?.column ?? null;
}
