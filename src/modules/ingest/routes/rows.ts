import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { findBatches, findRows } from '../actions/rows.ts';
import { traceSource } from '../actions/trace.ts';
import { BatchList, BatchQuery, DatasetRows, RowsQuery, SourceQuery, SourceTrace } from '../contract.ts';

const tags = ['ingest'];
const config = { access: { permission: 'dataset:read' } };
const params = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** What stands in a resource's dataset, the batches behind it, and where a figure comes from. */
export function serveRows(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/catalogue/resources/:id/rows',
    {
      config,
      schema: { tags, summary: '数据集中的行', params, querystring: RowsQuery, response: { 200: DatasetRows } },
    },
    (request) => findRows(platform, actorOf(request), request.params.id, request.query),
  );
  http.get(
    '/api/catalogue/resources/:id/batches',
    {
      config,
      schema: {
        tags,
        summary: '数据集的批次，新的在前',
        params,
        querystring: BatchQuery,
        response: { 200: BatchList },
      },
    },
    (request) => findBatches(platform, request.params.id, request.query),
  );
  http.get(
    '/api/ingest/source',
    {
      config,
      schema: { tags, summary: '一个数出自哪个文件的哪一格', querystring: SourceQuery, response: { 200: SourceTrace } },
    },
    (request) => traceSource(platform, actorOf(request), request.query),
  );
}
