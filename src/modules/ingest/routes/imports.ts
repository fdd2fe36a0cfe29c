import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { acceptImport, cancelImport, findImports, getImport, retryImport } from '../actions/import.ts';
import { Acceptance, AcceptReply, Import, ImportId, ImportQuery } from '../contract.ts';

const tags = ['ingest'];
const importing = { access: { permission: 'dataset:import' } };
const reading = { access: { permission: 'dataset:read' } };
const params = Type.Object({ id: ImportId });

/** Imports: accept, follow, cancel, retry. */
export function serveImports(http: HttpApp, platform: Platform): void {
  http.post(
    '/api/ingest/imports',
    {
      config: importing,
      schema: { tags, summary: '确认读法并导入', body: Acceptance, response: { 200: AcceptReply } },
    },
    (request) => acceptImport(platform, actorOf(request), request.body),
  );
  http.get(
    '/api/ingest/imports',
    {
      config: reading,
      schema: {
        tags,
        summary: '导入列表，新的在前',
        querystring: ImportQuery,
        response: { 200: Type.Object({ imports: Type.Array(Import) }) },
      },
    },
    async (request) => ({ imports: await findImports(platform, request.query) }),
  );
  http.get(
    '/api/ingest/imports/:id',
    { config: reading, schema: { tags, summary: '一次导入的进度与结果', params, response: { 200: Import } } },
    (request) => getImport(platform, request.params.id),
  );
  http.post(
    '/api/ingest/imports/:id/cancel',
    { config: importing, schema: { tags, summary: '取消导入', params, response: { 200: Import } } },
    (request) => cancelImport(platform, actorOf(request), request.params.id),
  );
  http.post(
    '/api/ingest/imports/:id/retry',
    { config: importing, schema: { tags, summary: '重试失败或已取消的导入', params, response: { 200: Import } } },
    (request) => retryImport(platform, actorOf(request), request.params.id),
  );
}
