import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { describeIndicator, listIndicators } from '../actions/definition-list.ts';
import { changeIndicator, createIndicator } from '../actions/definitions.ts';
import { releasesOf, setRelease } from '../actions/release.ts';
import { setTargets, targetsOf } from '../actions/targets.ts';
import {
  DefinitionChange,
  DefinitionDetail,
  DefinitionList,
  DefinitionQuery,
  IndicatorCode,
  NewIndicator,
  ReleaseList,
  ReleaseQuery,
  ReleaseRequest,
  TargetList,
  TargetQuery,
  TargetRequest,
} from '../contract.ts';

const TAGS = { tags: ['指标体系'] };
const READER = { access: { permission: 'indicator:read' } } as const;
const AUTHOR = { access: { permission: 'definition:write' } } as const;
const TARGETER = { access: { permission: 'target:write' } } as const;
const ByCode = Type.Object({ code: IndicatorCode });

/** The indicator centre: definitions and their versions, targets, release calendar. */
export function serveDefinitions(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/indicators/definitions',
    {
      config: READER,
      schema: { ...TAGS, summary: '查找指标', querystring: DefinitionQuery, response: { 200: DefinitionList } },
    },
    (request) => listIndicators(platform, actorOf(request), request.query),
  );
  http.get(
    '/api/indicators/definitions/:code',
    { config: READER, schema: { ...TAGS, summary: '指标定义', params: ByCode, response: { 200: DefinitionDetail } } },
    (request) => describeIndicator(platform, actorOf(request), request.params.code),
  );
  http.post(
    '/api/indicators/definitions',
    {
      config: AUTHOR,
      schema: { ...TAGS, summary: '新建指标', body: NewIndicator, response: { 201: ByCode } },
    },
    async (request, reply) =>
      reply.code(201).send({ code: await createIndicator(platform, actorOf(request), request.body) }),
  );
  http.post(
    '/api/indicators/definitions/:code/versions',
    {
      config: AUTHOR,
      schema: {
        ...TAGS,
        summary: '变更指标',
        params: ByCode,
        body: DefinitionChange,
        response: { 201: Type.Object({ version: Type.Integer() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await changeIndicator(platform, actorOf(request), request.params.code, request.body)),
  );
  serveTargets(http, platform);
}

function serveTargets(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/indicators/targets',
    {
      config: READER,
      schema: { ...TAGS, summary: '年度目标', querystring: TargetQuery, response: { 200: TargetList } },
    },
    (request) => targetsOf(platform, actorOf(request), request.query),
  );
  http.post(
    '/api/indicators/targets',
    {
      config: TARGETER,
      schema: { ...TAGS, summary: '下达年度目标', body: TargetRequest, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await setTargets(platform, actorOf(request), request.body.targets);
      return reply.code(204).send(null);
    },
  );
  http.get(
    '/api/indicators/releases',
    {
      config: READER,
      schema: { ...TAGS, summary: '发布日程', querystring: ReleaseQuery, response: { 200: ReleaseList } },
    },
    (request) => releasesOf(platform, actorOf(request), request.query.indicator),
  );
  http.post(
    '/api/indicators/releases',
    {
      config: AUTHOR,
      schema: { ...TAGS, summary: '设定发布时间', body: ReleaseRequest, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await setRelease(platform, actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}
