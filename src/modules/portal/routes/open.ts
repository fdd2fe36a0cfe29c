import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { admitReader } from '../actions/caller.ts';
import { findApplications, findScenes } from '../actions/cocreate.ts';
import { datasetDetail, listDatasets, portalHome } from '../actions/datasets.ts';
import { findOpenRows, type RowsWish, rowsView } from '../actions/rows.ts';
import { publicVoices } from '../actions/voices.ts';
import { DatasetQuery, VoiceQuery } from '../contract.ts';
import { portalErrors } from '../errors.ts';
import { callerOf, JSON_TYPE, openToAll, sendTagged } from './reply.ts';

const config = { access: 'public' } as const;
const tags = ['数据开放'];
export const DatasetKey = Type.Object({ key: Type.String({ minLength: 1, maxLength: 64 }) });

/** The public interface: search, datasets, rows. */
export function serveOpen(http: HttpApp, platform: Platform): void {
  http.get('/open/api/home', { config, schema: { tags, summary: '开放首页' } }, async (request, reply) => {
    admitReader(platform, request.ip);
    return sendTagged(request, reply, { body: JSON.stringify(await portalHome(platform)), type: JSON_TYPE });
  });
  http.get(
    '/open/api/datasets',
    { config, schema: { tags, summary: '检索开放数据集', querystring: DatasetQuery } },
    async (request, reply) => {
      admitReader(platform, request.ip);
      const found = await listDatasets(platform, request.query);
      return sendTagged(request, reply, { body: JSON.stringify(found), type: JSON_TYPE });
    },
  );
  http.get(
    '/open/api/datasets/:key',
    { config, schema: { tags, summary: '一个开放数据集', params: DatasetKey } },
    async (request, reply) => {
      admitReader(platform, request.ip);
      const found = await datasetDetail(platform, request.params.key);
      return sendTagged(request, reply, { body: JSON.stringify(found), type: JSON_TYPE });
    },
  );
  http.get(
    '/open/api/datasets/:key/rows',
    { config, schema: { tags, summary: '数据集的行，可按字段筛选', params: DatasetKey } },
    async (request, reply) => {
      const wish = readWish(request);
      const found = await findOpenRows(platform, await callerOf(platform, request), request.params.key, wish);
      const body = JSON.stringify(rowsView(found, wish));
      return sendTagged(request, reply, { body, type: JSON_TYPE, seconds: 0 });
    },
  );
  serveSaid(http, platform);
}

function serveSaid(http: HttpApp, platform: Platform): void {
  http.get(
    '/open/api/voices',
    { config, schema: { tags, summary: '公众意见与答复', querystring: VoiceQuery } },
    async (request, reply) => {
      admitReader(platform, request.ip);
      const body = JSON.stringify(await publicVoices(platform, request.query));
      return sendTagged(request, reply, { body, type: JSON_TYPE });
    },
  );
  http.get('/open/api/scenes', { config, schema: { tags, summary: '场景征集' } }, async (request, reply) => {
    admitReader(platform, request.ip);
    const body = JSON.stringify({ scenes: await findScenes(platform, ['open', 'closed']) });
    return sendTagged(request, reply, { body, type: JSON_TYPE });
  });
  http.get('/open/api/applications', { config, schema: { tags, summary: '成果应用' } }, async (request, reply) => {
    admitReader(platform, request.ip);
    const body = JSON.stringify({ applications: await findApplications(platform) });
    return sendTagged(request, reply, { body, type: JSON_TYPE });
  });
  http.options('/open/api/*', { config: { ...config, asks: true }, schema: { hide: true } }, async (_request, reply) =>
    openToAll(reply)
      .header('access-control-allow-methods', 'GET')
      .header('access-control-allow-headers', 'x-api-key, authorization')
      .header('access-control-max-age', '86400')
      .code(204)
      .send(),
  );
}

const OWN = new Set(['limit', 'offset', 'q', 'fields', 'sort']);
const MOST_ROWS = 1000;
const MOST_OFFSET = 1_000_000_000_000;

/** What is no word of our own is a condition on a field: `?地区=太原市&年份=2024`. */
function readWish(request: FastifyRequest): RowsWish {
  const search = new URL(request.url, 'http://local').searchParams;
  const names = [...new Set([...search.keys()].filter((name) => !OWN.has(name)))];
  return {
    limit: readCount(search, 'limit', 100, MOST_ROWS),
    offset: readCount(search, 'offset', 0, MOST_OFFSET),
    q: (search.get('q') ?? '').slice(0, 200),
    sort: (search.get('sort') ?? '').slice(0, 500),
    fields:
      search
        .get('fields')
        ?.split(',')
        .map((name) => name.trim())
        .filter(Boolean) ?? null,
    conditions: names.map((name) => [name, search.getAll(name)] as const),
  };
}

function readCount(search: URLSearchParams, name: string, fallback: number, most: number): number {
  const text = search.get(name);
  if (text === null || text === '') return fallback;
  if (/^\d{1,13}$/.test(text) && Number(text) <= most) return Number(text);
  throw portalErrors['bad-filter']({ detail: `${name} 应为 0 到 ${most} 的整数` });
}
