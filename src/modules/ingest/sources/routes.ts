import { Type } from 'typebox';
import { departmentsOf } from '#module/identity';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { changeCollectionOf, createCollection } from './actions/collection.ts';
import { decideDrift } from './actions/decide.ts';
import { listRuns, listSources } from './actions/list.ts';
import { draftObject, listObjects } from './actions/object.ts';
import { changeSource, createSource, removeSource, testSource, tryConnection } from './actions/source.ts';
import {
  Collection,
  CollectionChange,
  CollectionInput,
  ConnectionTrial,
  DriftDecision,
  ObjectDraft,
  ObjectList,
  RunAsked,
  RunList,
  RunQuery,
  Source,
  SourceChange,
  SourceInput,
  SourceList,
  SourceObject,
  TestReply,
} from './contract.ts';
import { runNow } from './run/tick.ts';
import { superviseStreams } from './stream/supervise.ts';
import { collectionView, sourceView } from './views.ts';

const tags = ['ingest'];
/** Whoever may keep sources may reach inner addresses from this node: there is no other permission for it. */
const config = { access: { permission: 'source:write' } };
const params = Type.Object({ id: Type.String({ format: 'uuid' }) });

export function serveSources(http: HttpApp, platform: Platform): void {
  serveConnections(http, platform);
  serveCollections(http, platform);
}

function serveConnections(http: HttpApp, platform: Platform): void {
  const view = async (row: Parameters<typeof sourceView>[0]) => sourceView(row, await departmentsOf(platform));
  http.get(
    '/api/ingest/sources',
    { config, schema: { tags, summary: '数据源和采集任务', response: { 200: SourceList } } },
    () => listSources(platform),
  );
  http.post(
    '/api/ingest/sources',
    { config, schema: { tags, summary: '登记数据源', body: SourceInput, response: { 201: Source } } },
    async (request, reply) => {
      const row = await createSource(platform, actorOf(request), request.body);
      return reply.code(201).send(await view(row));
    },
  );
  http.post(
    '/api/ingest/connection-test',
    { config, schema: { tags, summary: '登记前试连', body: ConnectionTrial, response: { 200: TestReply } } },
    (request) => tryConnection(platform, actorOf(request), request.body),
  );
  http.patch(
    '/api/ingest/sources/:id',
    { config, schema: { tags, summary: '修改数据源', params, body: SourceChange, response: { 200: Source } } },
    async (request) => view(await changeSource(platform, actorOf(request), request.params.id, request.body)),
  );
  http.delete(
    '/api/ingest/sources/:id',
    { config, schema: { tags, summary: '删除没有采集任务的数据源', params, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await removeSource(platform, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
  http.post(
    '/api/ingest/sources/:id/test',
    { config, schema: { tags, summary: '测试连接', params, response: { 200: TestReply } } },
    (request) => testSource(platform, actorOf(request), request.params.id),
  );
}

function serveCollections(http: HttpApp, platform: Platform): void {
  // What has changed for a stream shall be so at once, not at the next look.
  const supervised = async <T>(done: Promise<T>): Promise<T> => {
    const row = await done;
    void superviseStreams(platform);
    return row;
  };
  http.get(
    '/api/ingest/sources/:id/objects',
    { config, schema: { tags, summary: '来源中的表、路径或主题', params, response: { 200: ObjectList } } },
    (request) => listObjects(platform, request.params.id),
  );
  http.get(
    '/api/ingest/sources/:id/draft',
    {
      config,
      schema: {
        tags,
        summary: '一张表的列、样例和目录草稿',
        params,
        querystring: SourceObject,
        response: { 200: ObjectDraft },
      },
    },
    (request) => draftObject(platform, request.params.id, request.query),
  );
  http.post(
    '/api/ingest/sources/:id/collections',
    { config, schema: { tags, summary: '新建采集任务', params, body: CollectionInput, response: { 201: Collection } } },
    async (request, reply) => {
      const row = await supervised(createCollection(platform, actorOf(request), request.params.id, request.body));
      return reply.code(201).send(collectionView(row, undefined));
    },
  );
  http.patch(
    '/api/ingest/collections/:id',
    {
      config,
      schema: { tags, summary: '暂停、继续或改时间', params, body: CollectionChange, response: { 200: Collection } },
    },
    async (request) =>
      collectionView(
        await supervised(changeCollectionOf(platform, actorOf(request), request.params.id, request.body)),
        undefined,
      ),
  );
  http.post(
    '/api/ingest/collections/:id/run',
    { config, schema: { tags, summary: '立即采集', params, response: { 202: RunAsked } } },
    async (request, reply) =>
      reply.code(202).send({ run: await runNow(platform, actorOf(request), request.params.id) }),
  );
  http.post(
    '/api/ingest/collections/:id/drift',
    {
      config,
      schema: { tags, summary: '对来源的变化作出决定', params, body: DriftDecision, response: { 200: Collection } },
    },
    async (request) =>
      collectionView(
        await supervised(decideDrift(platform, actorOf(request), request.params.id, request.body)),
        undefined,
      ),
  );
  http.get(
    '/api/ingest/runs',
    { config, schema: { tags, summary: '一个采集任务的运行记录', querystring: RunQuery, response: { 200: RunList } } },
    (request) => listRuns(platform, request.query.collection, request.query.limit),
  );
}
