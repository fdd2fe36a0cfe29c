import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { addClass, listClasses } from '../actions/classes.ts';
import { createResource, saveFields } from '../actions/edit.ts';
import { historyOf } from '../actions/history.ts';
import { listResources } from '../actions/list.ts';
import { describeResource } from '../actions/read.ts';
import { decide, takeStep } from '../actions/steps.ts';
import {
  ClassDraft,
  ClassList,
  DecisionWish,
  History,
  ResourceDetail,
  ResourceFields,
  ResourceId,
  ResourceList,
  ResourceQuery,
  SaveWish,
  StepWish,
} from '../contract.ts';

const READER = { access: { permission: 'dataset:read' } };
const WRITER = { access: { permission: 'catalogue:write' } };
const REVIEWER = { access: { permission: 'catalogue:review' } };
const tags = ['catalogue'];
const params = Type.Object({ id: ResourceId });
const ONE = '/api/catalogue/resources/:id';

/** 政务信息资源目录: found, read, written, taken through its life. */
export function serveCatalogue(http: HttpApp, platform: Platform): void {
  serveReading(http, platform);
  serveWriting(http, platform);
  serveClasses(http, platform);
}

function serveReading(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/catalogue/resources',
    {
      config: READER,
      schema: { tags, summary: '检索信息资源', querystring: ResourceQuery, response: { 200: ResourceList } },
    },
    (request) => listResources(platform, request.query),
  );
  http.get(
    ONE,
    { config: READER, schema: { tags, summary: '信息资源及其信息项', params, response: { 200: ResourceDetail } } },
    (request) => describeResource(platform, actorOf(request), request.params.id),
  );
  http.get(
    `${ONE}/history`,
    { config: READER, schema: { tags, summary: '版本、差异与办理过程', params, response: { 200: History } } },
    (request) => historyOf(platform, request.params.id),
  );
}

function serveWriting(http: HttpApp, platform: Platform): void {
  const detail = { response: { 200: ResourceDetail } };
  http.post(
    '/api/catalogue/resources',
    { config: WRITER, schema: { tags, summary: '登记信息资源', body: ResourceFields, ...detail } },
    async (request) => {
      const actor = actorOf(request);
      return describeResource(platform, actor, await createResource(platform, actor, request.body));
    },
  );
  http.put(
    ONE,
    { config: WRITER, schema: { tags, summary: '编制信息资源', params, body: SaveWish, ...detail } },
    async (request) => {
      await saveFields(platform, actorOf(request), request.params.id, request.body);
      return describeResource(platform, actorOf(request), request.params.id);
    },
  );
  http.post(
    `${ONE}/steps`,
    { config: WRITER, schema: { tags, summary: '提交、撤回、发起或放弃变更', params, body: StepWish, ...detail } },
    async (request) => {
      await takeStep(platform, actorOf(request), request.params.id, request.body);
      return describeResource(platform, actorOf(request), request.params.id);
    },
  );
  http.post(
    `${ONE}/decisions`,
    { config: REVIEWER, schema: { tags, summary: '发布、退回、停用', params, body: DecisionWish, ...detail } },
    async (request) => {
      await decide(platform, actorOf(request), request.params.id, request.body);
      return describeResource(platform, actorOf(request), request.params.id);
    },
  );
}

function serveClasses(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/catalogue/classes',
    { config: READER, schema: { tags, summary: '目录分类', response: { 200: ClassList } } },
    () => listClasses(platform),
  );
  http.post(
    '/api/catalogue/classes',
    { config: REVIEWER, schema: { tags, summary: '增设目或细目', body: ClassDraft, response: { 200: ClassList } } },
    async (request) => {
      await addClass(platform, actorOf(request), request.body);
      return listClasses(platform);
    },
  );
}
