import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { holderGrant, takerOfKey } from '../actions/access-key.ts';
import { type SentPage, sendPage } from '../actions/api-rows.ts';
import { GrantedRows, Id, RowsQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { grantById } from '../sql/grant.ts';

const tags = ['exchange'];
const params = Type.Object({ id: Id });
/** The body leaves as it was hashed; the schema is for the description only. */
const response = { 200: { description: '一页数据', content: { 'application/json': { schema: GrantedRows } } } };

/** Rows under a grant: for systems by their key, for people of the holder's unit in the table way. */
export function serveGrantedRows(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/exchange/grants/:id/rows',
    {
      // A system shows its key (`authorization: Bearer yxk_…`), not a session.
      config: { access: 'public' },
      schema: { tags, summary: '按授权取数（接口方式，凭访问密钥）', params, querystring: RowsQuery, response },
    },
    async (request, reply) => {
      const { grant, taker } = await takerOfKey(platform, request.headers.authorization, request.params.id);
      return sendBody(reply, await sendPage(platform, grant, taker, request.query));
    },
  );
  http.get(
    '/api/exchange/grants/:id/table',
    {
      config: { access: { permission: 'exchange:request' } },
      schema: { tags, summary: '按授权查看（库表方式）', params, querystring: RowsQuery, response },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const grant = await holderGrant(await grantById(deskOf(platform).db, request.params.id), actor);
      const taker = { kind: 'user', id: actor.userId, name: actor.name, actor } as const;
      return sendBody(reply, await sendPage(platform, grant, taker, request.query, 'table'));
    },
  );
}

function sendBody(reply: FastifyReply, page: SentPage): FastifyReply {
  const headers = {
    'x-delivery-id': page.id,
    'x-delivery-sha256': page.hash,
    'x-delivery-key': page.keyId,
    'x-delivery-signature': page.signature,
    'x-delivery-signed': Buffer.from(page.signedText).toString('base64url'),
  };
  return reply.headers(headers).type('application/json; charset=utf-8').send(page.body);
}
