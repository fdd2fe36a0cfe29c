import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { getRequest, listRequests, offerOf } from '../actions/read.ts';
import { makeRequest, stepRequest } from '../actions/request.ts';
import { Id, Offer, RequestDetail, RequestDraft, RequestList, RequestQuery, RequestStep } from '../contract.ts';

const tags = ['exchange'];
const read = { access: { permission: 'dataset:read' } };
const params = Type.Object({ id: Id });

/** 共享申请: what may be asked, asking, and every step after that. */
export function serveRequests(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/exchange/offers/:id',
    { config: read, schema: { tags, summary: '资源可申请的内容', params, response: { 200: Offer } } },
    (request) => offerOf(platform, actorOf(request), request.params.id),
  );
  http.get(
    '/api/exchange/requests',
    {
      config: read,
      schema: { tags, summary: '共享申请列表', querystring: RequestQuery, response: { 200: RequestList } },
    },
    (request) => listRequests(platform, actorOf(request), request.query),
  );
  http.get(
    '/api/exchange/requests/:id',
    { config: read, schema: { tags, summary: '共享申请', params, response: { 200: RequestDetail } } },
    (request) => getRequest(platform, actorOf(request), request.params.id),
  );
  http.post(
    '/api/exchange/requests',
    {
      config: { access: { permission: 'exchange:request' } },
      schema: { tags, summary: '提出共享申请', body: RequestDraft, response: { 200: RequestDetail } },
    },
    async (request) => {
      const actor = actorOf(request);
      return getRequest(platform, actor, await makeRequest(platform, actor, request.body));
    },
  );
  http.post(
    '/api/exchange/requests/:id/steps',
    {
      // Who may take which step stands in the flow; each is looked at there.
      config: read,
      schema: { tags, summary: '办理共享申请', params, body: RequestStep, response: { 200: RequestDetail } },
    },
    async (request) => {
      const actor = actorOf(request);
      await stepRequest(platform, actor, request.params.id, request.body);
      return getRequest(platform, actor, request.params.id);
    },
  );
}
