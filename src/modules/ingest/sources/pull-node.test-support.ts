/**
 * A node that pulls one run, to be killed in the middle. `begin <folder>` keeps a source, a collection and a run, and says
 * when rows of it stand in the warehouse; `end <folder>` starts again, waits for the run, and says what stands.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from '../../../app.ts';
import { configFor } from '../../../config.ts';
import { newId } from '../../../platform/ids.ts';
import { SYSTEM_ACTOR } from '../../../platform/scope.ts';
import { catalogue } from '../../catalogue/module.ts';
import { identity } from '../../identity/module.ts';
import { openDataset } from '../actions/open-dataset.ts';
import { ingest } from '../module.ts';
import type { IngestTables } from '../tables.ts';
import { createCollection } from './actions/collection.ts';
import { draftObject } from './actions/object.ts';
import { createSource } from './actions/source.ts';
import { queueRun } from './run/queue.ts';
import { insertRun } from './sql/run.ts';

const [, , task = '', dataDir = '', url = ''] = process.argv;
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const app = await buildApp(configFor({ dataDir }), [identity, catalogue, ingest]);
const { platform } = app;
const db = platform.db<IngestTables>();

async function begin(): Promise<void> {
  const paging = { kind: 'offset', param: 'offset', sizeParam: 'limit', size: 25_000 } as const;
  const settings = { url, format: 'json', records: '', paging, auth: { kind: 'none' }, perMinute: 60_000 } as const;
  const connection = { kind: 'http', settings } as const;
  const input = { name: '慢接口', class: 'government', providerDept: null, connection } as const;
  const source = await createSource(platform, SYSTEM_ACTOR, input);
  const object = { schema: '', name: new URL(url).pathname };
  const draft = await draftObject(platform, source.id, object);
  const columns = draft.columns.map(({ comment, why, ...column }) => column);
  const rest = { ignored: [], mode: 'incremental', watermarkColumn: 'id', keyColumns: [] } as const;
  const schedule = { kind: 'manual' } as const;
  const wish = { object, title: '慢接口', columns, ...rest, ignored: [], keyColumns: [], schedule };
  const { id: collectionId } = await createCollection(platform, SYSTEM_ACTOR, source.id, wish);
  const id = newId(platform.clock.now());
  const row = { id, collectionId, cause: 'manual', askedBy: '试验', at: platform.clock.now() } as const;
  await db.transaction().execute((tx) => insertRun(tx, row));
  await queueRun(platform, id, 0);
  for (;;) {
    const run = await db.selectFrom('ingest.run').select('rows').where('id', '=', id).executeTakeFirstOrThrow();
    if (Number(run.rows) > 0) say({ written: Number(run.rows) });
    await sleep(50);
  }
}

async function end(): Promise<void> {
  for (;;) {
    const run = await db.selectFrom('ingest.run').select(['status', 'rows', 'crashes']).executeTakeFirstOrThrow();
    if (run.status === 'done' || run.status === 'failed') break;
    await sleep(50);
  }
  const { status, rows, crashes } = await db
    .selectFrom('ingest.run')
    .select(['status', 'rows', 'crashes'])
    .executeTakeFirstOrThrow();
  const { resource_id: resourceId, watermark } = await db
    .selectFrom('ingest.collection')
    .select(['resource_id', 'watermark'])
    .executeTakeFirstOrThrow();
  const dataset = await openDataset(platform, resourceId);
  const column = dataset?.items.find(({ key }) => key === 'id')?.columnName ?? '';
  const [standing] = dataset
    ? await platform.olap.rows(`SELECT count(), uniqExact(${column}), max(${column}) FROM ${dataset.relation}`)
    : [];
  const batches = await db.selectFrom('ingest.batch').select('status').orderBy('no').execute();
  say({ status, rows: Number(rows), crashes, watermark, standing, batches: batches.map((batch) => batch.status) });
  await app.close();
  process.exit(0);
}

await (task === 'begin' ? begin() : end());
