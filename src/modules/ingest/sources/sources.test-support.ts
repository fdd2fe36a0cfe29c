import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LightMyRequestResponse } from 'fastify';
import { Value } from 'typebox/value';
import type { Caller, TestApp } from '#platform/testing.ts';
import { Collection, ObjectDraft, type Run, RunList, Source } from './contract.ts';
import { runPull } from './run/pull.ts';

/** Keep a source and hand back its id. */
export async function keepSource(as: Caller, name: string, connection: object, secret?: string): Promise<string> {
  const payload = {
    name,
    class: 'government',
    providerDept: null,
    connection,
    ...(secret !== undefined && { secret }),
  };
  const reply = await as({ method: 'POST', url: '/api/ingest/sources', payload });
  assert.equal(reply.statusCode, 201, reply.body);
  return Value.Parse(Source, reply.json()).id;
}

export async function draftOf(
  as: Caller,
  source: string,
  object: { schema: string; name: string },
): Promise<ObjectDraft> {
  const query = new URLSearchParams(object);
  const reply = await as({ method: 'GET', url: `/api/ingest/sources/${source}/draft?${query}` });
  assert.equal(reply.statusCode, 200, reply.body);
  return Value.Parse(ObjectDraft, reply.json());
}

/** A collection of all columns as drafted, changed by `more`. */
export async function collect(
  as: Caller,
  source: string,
  object: { schema: string; name: string },
  more: Readonly<Record<string, unknown>> = {},
  send: (request: { url: string; payload: object }) => Promise<LightMyRequestResponse> = (request) =>
    as({ method: 'POST', ...request }),
): Promise<Collection> {
  const draft = await draftOf(as, source, object);
  const columns = draft.columns.map(({ comment, why, ...column }) => column);
  const payload = {
    ...{ object, title: object.name, columns, ignored: [], mode: 'full', watermarkColumn: null, keyColumns: [] },
    ...{ schedule: { kind: 'manual' }, ...more },
  };
  const reply = await send({ url: `/api/ingest/sources/${source}/collections`, payload });
  assert.equal(reply.statusCode, 201, reply.body);
  return Value.Parse(Collection, reply.json());
}

/** Run a collection and wait for its end. */
export async function runOnce(app: TestApp, as: Caller, collection: string): Promise<Run> {
  const reply = await as({ method: 'POST', url: `/api/ingest/collections/${collection}/run` });
  assert.equal(reply.statusCode, 202, reply.body);
  const { run } = reply.json<{ run: string }>();
  await runPull(app.platform, run);
  return endOf(as, collection, run);
}

/** The run once it has ended. */
export async function endOf(as: Caller, collection: string, id: string): Promise<Run> {
  for (let tries = 0; tries < 600; tries++) {
    const run = (await runsOf(as, collection)).find((one) => one.id === id);
    if (run && run.status !== 'queued' && run.status !== 'running') return run;
    await sleep(100);
  }
  throw new Error(`run ${id} did not end`);
}

export async function runsOf(as: Caller, collection: string): Promise<readonly Run[]> {
  const reply = await as({ method: 'GET', url: `/api/ingest/runs?collection=${collection}` });
  return Value.Parse(RunList, reply.json()).runs;
}

interface Rows {
  readonly total: number;
  readonly columns: readonly { readonly column: string; readonly name: string }[];
  readonly rows: readonly { readonly cells: readonly (string | number | null)[] }[];
}

export async function rowsOf(as: Caller, resource: string): Promise<Rows> {
  const reply = await as({ method: 'GET', url: `/api/catalogue/resources/${resource}/rows?size=500` });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json<Rows>();
}
