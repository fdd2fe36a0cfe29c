import { join } from 'node:path';
import { encodeRows, type OlapEngine } from '#platform/olap/engine.ts';
import { stageBytes } from '#platform/olap/stage.ts';
import { deskOf } from '../../desk.ts';
import type { Cell, Page, Relation } from '../connectors/connector.ts';
import { countUnreadable, insertPulled, measureBatch } from '../olap/pull.ts';
import { beat } from '../sql/run.ts';
import type { Pulled, PullTarget, Scene } from './pull.ts';
import { Gated, watermarkColumn } from './pull.ts';

const SLICE = 50_000;

type Cells = readonly (readonly Cell[])[];

/** Take pages of texts: staged, looked at, appended. Values that cannot be read stop the batch at the gate. */
export async function takePages(scene: Scene, target: PullTarget, pages: AsyncIterable<Page>): Promise<Pulled> {
  const { platform, run, collection, log } = scene;
  const { db, run: process } = deskOf(platform);
  const files: { path: string; stamp: string }[] = [];
  const state = { rows: 0, bytes: 0 };
  let waiting: (readonly Cell[])[] = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    await appendCells(scene, target, state.rows, waiting);
    state.rows += waiting.length;
    waiting = [];
    await beat(db, run.id, process, state.rows);
  };
  for await (const page of pages) {
    for (const row of page.rows) waiting.push(row);
    state.bytes += page.bytes;
    if (page.file) files.push(page.file);
    if (page.file) log.say(`读完文件 ${page.file.path}`);
    if (waiting.length >= SLICE) await flush();
  }
  await flush();
  const { rows, watermark } = await measureBatch(
    platform.olap,
    target.table,
    target.batch,
    watermarkColumn(collection, target),
  );
  return { ...state, rows, watermark: watermark ?? collection.watermark, files };
}

/** Append rows of texts to a batch. */
export async function appendCells(
  { platform }: Pick<Scene, 'platform'>,
  target: PullTarget,
  from: number,
  rows: Cells,
): Promise<void> {
  const width = target.columns.length;
  await withStaged(platform.olap, join(platform.config.dataDir, 'staging'), width, rows, async (relation) => {
    const unreadable = await countUnreadable(platform.olap, relation, target.columns);
    if (unreadable.length > 0) throw new Gated({ added: [], missing: [], retyped: [], unreadable });
    await insertPulled(platform.olap, { ...target, from, form: 'text' }, relation);
  });
}

async function withStaged(
  olap: OlapEngine,
  dir: string,
  width: number,
  rows: Cells,
  use: (relation: Relation) => Promise<void>,
): Promise<void> {
  const columns = Array.from({ length: width }, (_, i) => [`c${i + 1}`, 'Nullable(String)'] as const);
  const stage = await stageBytes(olap, {
    database: 'ingest',
    dir,
    columns,
    format: 'JSONCompactEachRow',
    bytes: encodeRows(rows),
    settings: {},
  });
  try {
    await use({ from: stage.source, params: {}, settings: stage.settings });
  } finally {
    await stage.drop();
  }
}
