import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { coverageOf } from '../actions/coverage.ts';
import { decideDuplicate, listDuplicates } from '../actions/duplicates.ts';
import { decideOnException, listExceptions, requestException } from '../actions/exceptions.ts';
import { checkCollection } from '../actions/existing.ts';
import {
  CollectionAsk,
  CollectionCheck,
  Coverage,
  DuplicateList,
  DuplicateVerdict,
  ExceptionDecision,
  ExceptionList,
  ExceptionWish,
  ResourceId,
} from '../contract.ts';

const READER = { access: { permission: 'dataset:read' } };
const WRITER = { access: { permission: 'catalogue:write' } };
const REVIEWER = { access: { permission: 'catalogue:review' } };
const tags = ['catalogue'];

/** What is in the catalogue may not be collected again: checks, exceptions, duplicates; and how far departments are. */
export function serveLaw(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/catalogue/coverage',
    {
      config: READER,
      schema: { tags, summary: '各部门编目、挂接、共享、开放、更新情况', response: { 200: Coverage } },
    },
    () => coverageOf(platform),
  );
  http.post(
    '/api/catalogue/collection-checks',
    {
      config: READER,
      schema: {
        tags,
        summary: '采集前查重：哪些信息项已在目录中',
        body: CollectionAsk,
        response: { 200: CollectionCheck },
      },
    },
    (request) => checkCollection(platform, request.body),
  );
  serveExceptions(http, platform);
  serveDuplicates(http, platform);
}

function serveExceptions(http: HttpApp, platform: Platform): void {
  const list = { response: { 200: ExceptionList } };
  const at = '/api/catalogue/exceptions';
  http.get(at, { config: READER, schema: { tags, summary: '重复采集例外', ...list } }, async (request) => ({
    exceptions: await listExceptions(platform, actorOf(request)),
  }));
  http.post(
    at,
    { config: WRITER, schema: { tags, summary: '申请例外', body: ExceptionWish, ...list } },
    async (request) => {
      await requestException(platform, actorOf(request), request.body);
      return { exceptions: await listExceptions(platform, actorOf(request)) };
    },
  );
  http.post(
    `${at}/:id/decision`,
    {
      config: REVIEWER,
      schema: {
        tags,
        summary: '审批例外',
        params: Type.Object({ id: ResourceId }),
        body: ExceptionDecision,
        ...list,
      },
    },
    async (request) => {
      await decideOnException(platform, actorOf(request), request.params.id, request.body);
      return { exceptions: await listExceptions(platform, actorOf(request)) };
    },
  );
}

function serveDuplicates(http: HttpApp, platform: Platform): void {
  const list = { response: { 200: DuplicateList } };
  const at = '/api/catalogue/duplicates';
  http.get(at, { config: READER, schema: { tags, summary: '跨部门疑似重复的目录', ...list } }, () =>
    listDuplicates(platform),
  );
  http.put(
    at,
    { config: REVIEWER, schema: { tags, summary: '认定是否重复', body: DuplicateVerdict, ...list } },
    async (request) => {
      await decideDuplicate(platform, actorOf(request), request.body);
      return listDuplicates(platform);
    },
  );
}
