import { Type } from 'typebox';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { getResource, listResources } from '../actions/read.ts';
import { ResourceDetail, ResourceId, ResourceList, ResourceQuery } from '../contract.ts';

const config = { access: { permission: 'dataset:read' } };
const tags = ['catalogue'];

/** 政务信息资源目录, read. */
export function serveCatalogue(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/catalogue/resources',
    {
      config,
      schema: { tags, summary: '信息资源列表', querystring: ResourceQuery, response: { 200: ResourceList } },
    },
    (request) => listResources(platform, request.query),
  );
  http.get(
    '/api/catalogue/resources/:id',
    {
      config,
      schema: {
        tags,
        summary: '信息资源及其信息项',
        params: Type.Object({ id: ResourceId }),
        response: { 200: ResourceDetail },
      },
    },
    (request) => getResource(platform, request.params.id),
  );
}
