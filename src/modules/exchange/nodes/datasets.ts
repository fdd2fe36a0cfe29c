import { createReadStream } from 'node:fs';
import { link, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { importFile, openDataset } from '#module/ingest';
import { audit } from '#platform/audit.ts';
import { platformErrors, refusalOf } from '#platform/errors.ts';
import { type EventHandler, emit } from '#platform/events.ts';
import { newId, newToken } from '#platform/ids.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import type { Platform } from '#platform/module.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import { nodeDeskOf } from './desk.ts';
import type { Incoming, NodeHandler } from './handlers.ts';
import { sendMessage } from './send.ts';
import type { NodeTables, TakenImport, Tx } from './tables.ts';

const Delivery = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 200 }),
  /** Code of the department that provides it, where the receiver knows it. */
  provider: Type.Union([Type.String({ maxLength: 20 }), Type.Null()]),
  note: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
});

const TOPIC = 'exchange.node-dataset';
const JOB = 'exchange.take-in-dataset';

/** A dataset that a node sends, and the integrated result that comes back about it: each file becomes a batch of ingest. */
export const DATASET_HANDLERS: readonly NodeHandler[] = (['delivery', 'return'] as const).map((kind) => ({
  type: `dataset.${kind}`,
  body: Delivery,
  handle: (tx, platform, message) => receiveDataset(tx, platform, message, kind),
}));

async function receiveDataset(
  tx: Tx,
  platform: Platform,
  message: Incoming,
  kind: 'delivery' | 'return',
): Promise<void> {
  if (message.parts.length === 0) throw platformErrors['bad-request']({ detail: '数据交付须带附件。' });
  const { title, provider } = Value.Parse(Delivery, message.body);
  const now = platform.clock.now();
  for (const { hash, name } of message.parts) {
    const id = newId(now);
    const origin = { message_id: message.id, request_id: message.requestId, from_node: message.from, kind };
    const about = { title, resource: message.resourceCode, grant_id: message.grantId, provider };
    const row = { id, ...origin, ...about, file_hash: hash, file_name: basename(name), received_at: now };
    await tx
      .insertInto('exchange.node_delivery')
      .values({ ...row, state: 'received' })
      .execute();
    await emit(tx, platform.clock, { topic: TOPIC, key: id, payload: { from: message.from, kind, title } });
  }
}

/** A delivery has been received: have it taken in by a job, since a large file takes its time. */
export const onDataset = (platform: Platform): EventHandler => ({
  name: 'exchange.node-dataset',
  topics: [TOPIC],
  handle: ({ key }) => platform.jobs.send(JOB, { delivery: key }, key),
});

/** Safe to repeat: the same file by the same reading is the same import. */
export const takeInDatasets = (platform: Platform): JobDefinition => ({
  name: JOB,
  run: async (data) => {
    if ('delivery' in data && typeof data.delivery === 'string') await takeInDataset(platform, data.delivery);
  },
});

/** Import a delivered file, and note by which imports its rows stand here. */
export async function takeInDataset(platform: Platform, id: string): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const row = await db.selectFrom('exchange.node_delivery').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || row.state === 'imported') return;
  const outcome = await importBlob(platform, row).then(
    (imports) => ({ imports, failure: failureOf(imports) }),
    (error: unknown) => {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      return { imports: [], failure: refusal.message };
    },
  );
  await settleDelivery(platform, id, outcome);
}

type DeliveryRow = { file_hash: string; file_name: string; title: string; provider: string | null };

/** The reader tells the kind of a file by its name as well: the content gets its name back for as long as it is read. */
async function importBlob(platform: Platform, row: DeliveryRow): Promise<TakenImport[]> {
  const folder = join(platform.config.dataDir, 'node-parts', newToken(9));
  await mkdir(folder, { recursive: true });
  try {
    const path = join(folder, row.file_name);
    await link(platform.blobs.pathOf(row.file_hash), path);
    const provider = row.provider === null ? {} : { providerDept: row.provider };
    const { sheets } = await importFile(platform, path, { accept: true, title: row.title, ...provider });
    return sheets.map(({ importId, resourceId, accepted, status }) => ({ importId, resourceId, accepted, status }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function failureOf(imports: readonly TakenImport[]): string | null {
  if (imports.length === 0) return '附件里没有可读的表格。';
  return imports.every(({ status }) => status === 'done') ? null : '有表格未能导入，详见导入记录。';
}

async function settleDelivery(
  platform: Platform,
  id: string,
  { imports, failure }: { imports: readonly TakenImport[]; failure: string | null },
): Promise<void> {
  const state = failure === null ? 'imported' : 'failed';
  await nodeDeskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await tx
        .updateTable('exchange.node_delivery')
        .set({ state, failure, imports: JSON.stringify(imports), settled_at: platform.clock.now() })
        .where('id', '=', id)
        .execute();
      const subject = { kind: 'node-delivery', id };
      const detail = { state, imports: imports.map(({ importId }) => importId) };
      await audit(tx, platform.clock, SYSTEM_ACTOR, { action: 'node.take-in-dataset', subject, detail });
    });
}

/** A dataset to be sent: the whole resource, or its rows of a region and what is under it. */
export interface DatasetWish {
  readonly to: string;
  readonly kind: 'delivery' | 'return';
  readonly resourceId: string;
  readonly resourceCode?: string | null;
  /** First digits of the region's code. */
  readonly regionPrefix?: string;
  readonly requestId?: string;
  readonly grantId?: string | null;
  readonly purpose?: string | null;
  readonly note?: string | null;
}

/**
 * Send a resource's rows that count to a node, as a CSV file with the items' titles. The file is written by the engine;
 * it never stands in memory as a whole.
 * @returns the message's id
 * @throws {Refusal} `platform.not-found` where there is no data, `exchange.node-unknown-peer`
 */
export async function sendDataset(platform: Platform, actor: Actor, wish: DatasetWish): Promise<string> {
  const dataset = await openDataset(platform, wish.resourceId);
  if (!dataset) throw platformErrors['not-found']({ what: '这个资源的数据' });
  const folder = join(platform.config.dataDir, 'node-parts');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${newToken(12)}.csv`);
  try {
    const items = dataset.items.filter(({ columnName }) => columnName !== null);
    const columns = items.map((item) => `${name(item.columnName)} AS ${quoted(headerOf(item))}`).join(', ');
    const where = wish.regionPrefix === undefined ? '' : ' WHERE startsWith(region, {region:String})';
    const params: Record<string, string> = wish.regionPrefix === undefined ? {} : { region: wish.regionPrefix };
    await platform.olap.file(
      path,
      `SELECT ${columns} FROM ${dataset.relation}${where} ORDER BY _batch, _row`,
      'CSVWithNames',
      params,
    );
    const { hash, bytes } = await platform.blobs.put(createReadStream(path));
    return await post(platform, actor, wish, dataset, { hash, bytes, name: `${dataset.title}.csv` });
  } finally {
    await rm(path, { force: true });
  }
}

function post(
  platform: Platform,
  actor: Actor,
  wish: DatasetWish,
  dataset: { title: string; providerDept: string | null },
  part: { hash: string; bytes: number; name: string },
): Promise<string> {
  const { to, kind, resourceId, resourceCode = null, grantId = null, purpose = null, note = null, requestId } = wish;
  const body = { title: dataset.title, provider: dataset.providerDept, note };
  const about = { resourceCode, grantId, purpose, ...(requestId !== undefined && { requestId }) };
  return platform
    .db<NodeTables>()
    .transaction()
    .execute(async (tx) => {
      const id = await sendMessage(tx, platform, { to, type: `dataset.${kind}`, ...about, body, parts: [part] });
      const detail = { to, kind, message: id, bytes: part.bytes, region: wish.regionPrefix ?? null };
      const subject = { kind: 'resource', id: resourceId };
      await audit(tx, platform.clock, actor, { action: 'node.send-dataset', subject, detail });
      return id;
    });
}

function headerOf({ name: title, unit }: { name: string; unit?: string | null }): string {
  return unit ? `${title}(${unit})` : title;
}

function name(column: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(column)) return column;
  throw new Error(`not a name of a column: ${column}`);
}

/** A title as a name of a column in the engine's own spelling. */
const quoted = (title: string): string => `\`${title.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
