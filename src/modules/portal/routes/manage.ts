import { Type } from 'typebox';
import { platformErrors } from '#platform/errors.ts';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { manageKey } from '../actions/keys.ts';
import { heldKeys, heldReleases, heldVoices, openables } from '../actions/manage.ts';
import { changePolicy, policyDetail } from '../actions/policy.ts';
import { endRelease, publishRelease } from '../actions/publish.ts';
import { changeSite, siteFacts } from '../actions/site.ts';
import { startRelease } from '../actions/start.ts';
import { decideVoice } from '../actions/voices.ts';
import {
  ApiKeyList,
  Decision,
  Done,
  HeldVoiceList,
  HeldVoiceQuery,
  IdParams,
  KeyChange,
  NewRelease,
  OpenableList,
  OpenableQuery,
  Policy,
  PolicyDetail,
  ReleaseList,
  ReleaseQuery,
  SiteEntry,
} from '../contract-manage.ts';

export const MANAGE = { access: { permission: 'portal:publish' } } as const;
const config = MANAGE;
const tags = ['开放管理'];
const Pages = Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) });

/** What those who open data decide. */
export function serveManagement(http: HttpApp, platform: Platform): void {
  serveReleases(http, platform);
  servePolicies(http, platform);
  serveVoices(http, platform);
  serveKeys(http, platform);
}

function serveReleases(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/portal/releases',
    { config, schema: { tags, summary: '开放版本', querystring: ReleaseQuery, response: { 200: ReleaseList } } },
    (request) => heldReleases(platform, actorOf(request), request.query),
  );
  http.post(
    '/api/portal/releases',
    { config, schema: { tags, summary: '发起新版本的核查', body: NewRelease, response: { 202: Done } } },
    async (request, reply) =>
      reply.code(202).send({ id: await startRelease(platform, actorOf(request), request.body) }),
  );
  http.post(
    '/api/portal/releases/:id/decision',
    {
      config,
      schema: { tags, summary: '发布、作废或撤下', params: IdParams, body: Decision, response: { 200: Done } },
    },
    async (request) => {
      const { id } = request.params;
      const { event, text = '' } = request.body;
      if (event === 'publish') await publishRelease(platform, actorOf(request), id);
      else if (event === 'withdraw' || event === 'discard')
        await endRelease(platform, actorOf(request), id, { event, reason: text });
      else throw platformErrors['bad-request']({ detail: '没有这样的决定' });
      return { id };
    },
  );
}

function servePolicies(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/portal/openables',
    {
      config,
      schema: { tags, summary: '可以开放的资源', querystring: OpenableQuery, response: { 200: OpenableList } },
    },
    (request) => openables(platform, request.query),
  );
  http.get(
    '/api/portal/policies/:id',
    { config, schema: { tags, summary: '资源的开放方式', params: IdParams, response: { 200: PolicyDetail } } },
    (request) => policyDetail(platform, request.params.id),
  );
  http.put(
    '/api/portal/policies/:id',
    {
      config,
      schema: { tags, summary: '修改资源的开放方式', params: IdParams, body: Policy, response: { 200: PolicyDetail } },
    },
    async (request) => {
      await changePolicy(platform, actorOf(request), request.params.id, request.body);
      return policyDetail(platform, request.params.id);
    },
  );
  http.get(
    '/api/portal/site',
    { config, schema: { tags, summary: '开放站点的说明', response: { 200: SiteEntry } } },
    () => siteFacts(platform),
  );
  http.put(
    '/api/portal/site',
    { config, schema: { tags, summary: '修改开放站点的说明', body: SiteEntry, response: { 200: SiteEntry } } },
    async (request) => {
      await changeSite(platform, actorOf(request), request.body);
      return siteFacts(platform);
    },
  );
}

function serveVoices(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/portal/voices',
    { config, schema: { tags, summary: '公众意见', querystring: HeldVoiceQuery, response: { 200: HeldVoiceList } } },
    (request) => heldVoices(platform, actorOf(request), request.query),
  );
  http.post(
    '/api/portal/voices/:id/decision',
    {
      config,
      schema: { tags, summary: '公开、答复或不公开', params: IdParams, body: Decision, response: { 200: Done } },
    },
    async (request) => {
      const { event, text } = request.body;
      if (event !== 'show' && event !== 'answer' && event !== 'hide')
        throw platformErrors['bad-request']({ detail: '没有这样的决定' });
      await decideVoice(platform, actorOf(request), request.params.id, { event, ...(text !== undefined && { text }) });
      return { id: request.params.id };
    },
  );
}

function serveKeys(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/portal/keys',
    { config, schema: { tags, summary: '开发者密钥和用量', querystring: Pages, response: { 200: ApiKeyList } } },
    (request) => heldKeys(platform, request.query),
  );
  http.patch(
    '/api/portal/keys/:id',
    {
      config,
      schema: { tags, summary: '改配额、停用或恢复', params: IdParams, body: KeyChange, response: { 200: Done } },
    },
    async (request) => {
      await manageKey(platform, actorOf(request), request.params.id, request.body);
      return { id: request.params.id };
    },
  );
}
