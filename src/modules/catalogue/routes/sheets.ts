import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { exportWorkbook, importWorkbook, templateWorkbook } from '../actions/spreadsheet.ts';
import { ResourceQuery } from '../contract.ts';
import { catalogueErrors } from '../errors.ts';

const tags = ['catalogue'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const named = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;

/** The catalogue as a workbook, out and in. */
export function serveSheets(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/catalogue/workbook',
    {
      config: { access: { permission: 'dataset:read' } },
      schema: { tags, summary: '导出目录（XLSX）', querystring: ResourceQuery },
    },
    async (request, reply) =>
      reply
        .type(XLSX)
        .header('content-disposition', named('政务信息资源目录.xlsx'))
        .header('cache-control', 'private, no-store')
        .send(await exportWorkbook(platform, actorOf(request), request.query)),
  );
  http.get(
    '/api/catalogue/workbook/template',
    { config: { access: { permission: 'dataset:read' } }, schema: { tags, summary: '目录空表（XLSX）' } },
    async (_, reply) =>
      reply
        .type(XLSX)
        .header('content-disposition', named('政务信息资源目录-空表.xlsx'))
        .send(await templateWorkbook()),
  );
  http.post(
    '/api/catalogue/workbook',
    {
      config: { access: { permission: 'catalogue:write' } },
      schema: {
        tags,
        summary: '按表登记目录；有一处问题则一个也不登记',
        consumes: ['multipart/form-data'],
        response: { 200: Type.Object({ registered: Type.Integer() }) },
      },
    },
    async (request) => {
      const part = await request.file();
      if (!part) throw catalogueErrors['bad-workbook']({ why: '没有收到文件' });
      return { registered: await importWorkbook(platform, actorOf(request), await part.toBuffer()) };
    },
  );
}
