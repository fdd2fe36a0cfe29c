import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { issueKey, stopKey } from '../actions/access-key.ts';
import { stepGrant } from '../actions/grant.ts';
import { getGrant, listGrants } from '../actions/read.ts';
import { revealTokens } from '../actions/reveal.ts';
import { GrantDetail, GrantList, GrantStep, Id, IssuedKey, NewKey, Reveal, Revealed } from '../contract.ts';

const tags = ['exchange'];
const read = { access: { permission: 'dataset:read' } };
const hold = { access: { permission: 'exchange:request' } };
const params = Type.Object({ id: Id });

/** 授权: seeing them, stopping them, the keys of systems, and the vault of tokens. */
export function serveGrants(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/exchange/grants',
    { config: read, schema: { tags, summary: '授权列表', response: { 200: GrantList } } },
    (request) => listGrants(platform, actorOf(request)),
  );
  http.get(
    '/api/exchange/grants/:id',
    { config: read, schema: { tags, summary: '授权', params, response: { 200: GrantDetail } } },
    (request) => getGrant(platform, actorOf(request), request.params.id),
  );
  http.post(
    '/api/exchange/grants/:id/steps',
    {
      config: read,
      schema: { tags, summary: '暂停、恢复、撤销授权', params, body: GrantStep, response: { 200: GrantDetail } },
    },
    async (request) => {
      await stepGrant(platform, actorOf(request), request.params.id, request.body);
      return getGrant(platform, actorOf(request), request.params.id);
    },
  );
  http.post(
    '/api/exchange/grants/:id/keys',
    {
      config: hold,
      schema: { tags, summary: '签发访问密钥，只显示一次', params, body: NewKey, response: { 200: IssuedKey } },
    },
    (request) => issueKey(platform, actorOf(request), request.params.id, request.body.system),
  );
  http.delete(
    '/api/exchange/grants/:id/keys/:key',
    {
      config: hold,
      schema: {
        tags,
        summary: '停用访问密钥',
        params: Type.Object({ id: Id, key: Id }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await stopKey(platform, actorOf(request), request.params.id, request.params.key);
      return reply.code(204).send(null);
    },
  );
  http.post(
    '/api/exchange/grants/:id/reveal',
    {
      config: { access: { permission: 'personal:unmask' } },
      schema: { tags, summary: '还原令牌，须写明理由', params, body: Reveal, response: { 200: Revealed } },
    },
    async (request) => ({ values: await revealTokens(platform, actorOf(request), request.params.id, request.body) }),
  );
}
