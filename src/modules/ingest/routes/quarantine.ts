import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { discardRows, findQuarantine, mendRow } from '../actions/quarantine.ts';
import { releaseRows } from '../actions/release.ts';
import { Import, ImportId, Mend, QuarantineList, QuarantineQuery, QuarantineRow, RowIds } from '../contract.ts';

const tags = ['ingest'];
const importing = { access: { permission: 'dataset:import' } };
const params = Type.Object({ id: ImportId });

/** Rows that could not be read: list, mend, release, discard. */
export function serveQuarantine(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/ingest/imports/:id/quarantine',
    {
      config: importing,
      schema: {
        tags,
        summary: '未能读入的行及原因',
        params,
        querystring: QuarantineQuery,
        response: { 200: QuarantineList },
      },
    },
    (request) => findQuarantine(platform, actorOf(request), request.params.id, request.query),
  );
  http.put(
    '/api/ingest/quarantine/:row',
    {
      config: importing,
      schema: {
        tags,
        summary: '改正一行，按原读法重新读',
        params: Type.Object({ row: Type.Integer({ minimum: 1 }) }),
        body: Mend,
        response: { 200: QuarantineRow },
      },
    },
    (request) => mendRow(platform, actorOf(request), request.params.row, request.body.cells),
  );
  http.post(
    '/api/ingest/imports/:id/release',
    {
      config: importing,
      schema: { tags, summary: '放行改正的行，另成一批', params, body: RowIds, response: { 200: Import } },
    },
    (request) => releaseRows(platform, actorOf(request), request.params.id, request.body.ids),
  );
  http.post(
    '/api/ingest/imports/:id/discard',
    {
      config: importing,
      schema: { tags, summary: '确认这些行不是数据', params, body: RowIds, response: { 200: Import } },
    },
    (request) => discardRows(platform, actorOf(request), request.params.id, request.body.ids),
  );
}
