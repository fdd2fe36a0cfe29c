/**
 * A pull of five million new rows from a real PostgreSQL and a real MariaDB through a collection (shape checked, batch,
 * watermark, commit), against the engine's own INSERT … SELECT FROM postgresql()/mysql() of the same rows into an
 * equivalent table. By turns in one process; each is given its least disturbed round.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { buildApp } from '../src/app.ts';
import { configFor } from '../src/config.ts';
import { catalogue } from '../src/modules/catalogue/module.ts';
import { identity } from '../src/modules/identity/module.ts';
import { ingest } from '../src/modules/ingest/module.ts';
import { createCollection } from '../src/modules/ingest/sources/actions/collection.ts';
import { listRuns } from '../src/modules/ingest/sources/actions/list.ts';
import { draftObject } from '../src/modules/ingest/sources/actions/object.ts';
import { createSource } from '../src/modules/ingest/sources/actions/source.ts';
import { runPull } from '../src/modules/ingest/sources/run/pull.ts';
import { listens, MARIADB, POSTGRES } from '../src/modules/ingest/sources/services.test-support.ts';
import { insertRun } from '../src/modules/ingest/sources/sql/run.ts';
import type { IngestTables } from '../src/modules/ingest/tables.ts';
import { newId } from '../src/platform/ids.ts';
import { SYSTEM_ACTOR } from '../src/platform/scope.ts';

const ROWS = Number(process.argv[2] ?? 5_000_000);
const ROUNDS = 2;
const LEAST_RATIO = 0.6;
const TABLE = 'yiping_bench_pull';

async function fillPostgres(): Promise<void> {
  const client = new pg.Client(POSTGRES);
  await client.connect();
  await client.query(
    `drop table if exists ${TABLE}; create unlogged table ${TABLE} (id bigint primary key, name text, amount numeric(14,2), changed timestamp)`,
  );
  await client.query(
    `insert into ${TABLE} select g, '企业' || g, (g % 100000) / 7.0, timestamp '2020-01-01' + g * interval '1 second' from generate_series(1, ${ROWS}) g`,
  );
  await client.end();
}

async function fillMariadb(): Promise<void> {
  const client = await mysql.createConnection(MARIADB);
  await client.query(`drop table if exists ${TABLE}`);
  await client.query(
    `create table ${TABLE} (id bigint primary key, name varchar(40), amount decimal(14,2), changed datetime)`,
  );
  for (let from = 1; from <= ROWS; from += 500_000) {
    const to = Math.min(ROWS, from + 499_999);
    await client.query(
      `insert into ${TABLE} select seq, concat('企业', seq), (seq % 100000) / 7.0, timestampadd(second, seq, '2020-01-01') from seq_${from}_to_${to}`,
    );
  }
  await client.end();
}

async function dropTables(): Promise<void> {
  const postgres = new pg.Client(POSTGRES);
  await postgres.connect();
  await postgres.query(`drop table if exists ${TABLE}`);
  await postgres.end();
  const client = await mysql.createConnection(MARIADB);
  await client.query(`drop table if exists ${TABLE}`);
  await client.end();
}

if (!(await listens(5432)) || !(await listens(3306))) {
  process.stdout.write('PostgreSQL or MariaDB does not answer on this machine: nothing measured\n');
  process.exit(0);
}
const dataDir = mkdtempSync(join(tmpdir(), 'yiping-bench-'));
const app = await buildApp(configFor({ dataDir }), [identity, catalogue, ingest]);
const { platform } = app;
const { olap, clock } = platform;
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
};

/** The engine alone. */
async function own(kind: 'postgres' | 'mysql'): Promise<number> {
  await olap.command('CREATE DATABASE IF NOT EXISTS bench');
  await olap.command(
    'CREATE OR REPLACE TABLE bench.own (id Int64, name Nullable(String), amount Nullable(Decimal(14, 2)), changed Nullable(DateTime64(6))) ENGINE = MergeTree ORDER BY tuple()',
  );
  const from =
    kind === 'postgres'
      ? `postgresql('127.0.0.1:5432', 'test', '${TABLE}', 'root', '')`
      : `mysql('127.0.0.1:3306', 'test', '${TABLE}', 'root', '')`;
  return seconds(() => olap.command(`INSERT INTO bench.own SELECT id, name, amount, changed FROM ${from}`));
}

/** A collection that stands behind all rows: the pull takes them all as new. */
async function ours(kind: 'postgres' | 'mysql', round: number): Promise<number> {
  const settings = { ...(kind === 'postgres' ? POSTGRES : MARIADB) };
  const source = await createSource(platform, SYSTEM_ACTOR, {
    name: `${kind} ${round}`,
    class: 'government',
    providerDept: null,
    connection: { kind, settings },
  });
  const object = { schema: kind === 'postgres' ? 'public' : 'test', name: TABLE };
  const draft = await draftObject(platform, source.id, object);
  const columns = draft.columns.map(({ comment, why, ...column }) => column);
  const collection = await createCollection(platform, SYSTEM_ACTOR, source.id, {
    object,
    title: `${kind} ${round}`,
    columns,
    ignored: [],
    mode: 'incremental',
    watermarkColumn: 'id',
    keyColumns: [],
    schedule: { kind: 'manual' },
  });
  const db = platform.db<IngestTables>();
  await db.updateTable('ingest.collection').set({ watermark: '0' }).where('id', '=', collection.id).execute();
  const id = newId(clock.now());
  await db
    .transaction()
    .execute((tx) =>
      insertRun(tx, { id, collectionId: collection.id, cause: 'manual', askedBy: 'bench', at: clock.now() }),
    );
  const taken = await seconds(() => runPull(platform, id));
  const [run] = (await listRuns(platform, collection.id)).runs;
  if (run?.status !== 'done' || run.rows !== ROWS)
    throw new Error(`${run?.status}: ${run?.rows} rows, ${run?.failure}`);
  return taken;
}

const table = [];
try {
  await fillPostgres();
  await fillMariadb();
  for (const kind of ['postgres', 'mysql'] as const) {
    const times = { own: [] as number[], ours: [] as number[] };
    for (let round = 1; round <= ROUNDS; round++) {
      times.own.push(await own(kind));
      times.ours.push(await ours(kind, round));
    }
    const [a, b] = [Math.min(...times.own), Math.min(...times.ours)];
    table.push({
      source: kind,
      rows: ROWS,
      'engine s': a.toFixed(1),
      'collection s': b.toFixed(1),
      ratio: Number((a / b).toFixed(2)),
    });
  }
} finally {
  await dropTables();
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
}
console.table(table);
process.exit(table.every(({ ratio }) => ratio >= LEAST_RATIO) ? 0 : 1);
