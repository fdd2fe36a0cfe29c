import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { holderGrant, takerOfKey } from '../actions/access-key.ts';
import {
  deliveryForHolder,
  deliveryOfGrant,
  getDelivery,
  listDeliveries,
  newDeliveries,
  openFile,
  takeReceipt,
} from '../actions/delivery.ts';
import { orderFile } from '../actions/file.ts';
import { DeliveryList, DeliveryQuery, DeliveryView, FileWish, Id, KeyedDeliveryQuery, Receipt } from '../contract.ts';
import { deskOf } from '../desk.ts';
import type { DeliveryRow } from '../sql/delivery.ts';
import { grantById } from '../sql/grant.ts';

const tags = ['exchange'];
const read = { access: { permission: 'dataset:read' } };
const hold = { access: { permission: 'exchange:request' } };
const params = Type.Object({ id: Id });
const file = { 200: { description: '文件', content: { 'application/octet-stream': { schema: Type.Any() } } } };

/** 交付, for people: what left, files to be made and fetched, receipts. */
export function serveDeliveries(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/exchange/deliveries',
    {
      config: read,
      schema: { tags, summary: '交付记录', querystring: DeliveryQuery, response: { 200: DeliveryList } },
    },
    (request) => listDeliveries(platform, actorOf(request), request.query),
  );
  http.get(
    '/api/exchange/deliveries/:id',
    { config: read, schema: { tags, summary: '一次交付', params, response: { 200: DeliveryView } } },
    (request) => getDelivery(platform, actorOf(request), request.params.id),
  );
  http.post(
    '/api/exchange/grants/:id/files',
    {
      config: hold,
      schema: { tags, summary: '按授权生成文件', params, body: FileWish, response: { 200: DeliveryView } },
    },
    async (request) => {
      const actor = actorOf(request);
      const grant = await holderGrant(await grantById(deskOf(platform).db, request.params.id), actor);
      const taker = { kind: 'user', id: actor.userId, name: actor.name, actor } as const;
      return getDelivery(platform, actor, await orderFile(platform, grant, taker, request.body));
    },
  );
  http.get(
    '/api/exchange/deliveries/:id/file',
    { config: hold, schema: { tags, summary: '取文件', params, response: file } },
    async (request, reply) => {
      const row = await deliveryForHolder(platform, actorOf(request), request.params.id);
      return sendFile(reply, row, await openFile(platform, actorOf(request), row));
    },
  );
  http.post(
    '/api/exchange/deliveries/:id/receipt',
    { config: hold, schema: { tags, summary: '回执', params, body: Receipt, response: { 200: DeliveryView } } },
    async (request) => {
      const actor = actorOf(request);
      const { id } = await deliveryForHolder(platform, actor, request.params.id);
      await takeReceipt(platform, actor, id, request.body);
      return getDelivery(platform, actor, id);
    },
  );
}

const keyed = { access: 'public' } as const;
const both = Type.Object({ id: Id, delivery: Id });

/** The same for systems, by their key: what is new, fetching it, the receipt. */
export function serveKeyedDeliveries(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/exchange/grants/:id/deliveries',
    {
      config: keyed,
      schema: {
        tags,
        summary: '订阅：新的交付（凭密钥）',
        params,
        querystring: KeyedDeliveryQuery,
        response: { 200: DeliveryList },
      },
    },
    async (request) => {
      const { grant } = await takerOfKey(platform, request.headers.authorization, request.params.id);
      return newDeliveries(platform, grant.id, request.query.after ?? 0);
    },
  );
  http.get(
    '/api/exchange/grants/:id/deliveries/:delivery/file',
    { config: keyed, schema: { tags, summary: '订阅：取文件（凭密钥）', params: both, response: file } },
    async (request, reply) => {
      const { grant, taker } = await takerOfKey(platform, request.headers.authorization, request.params.id);
      const row = await deliveryOfGrant(platform, grant.id, request.params.delivery);
      return sendFile(reply, row, await openFile(platform, taker.actor, row));
    },
  );
  http.post(
    '/api/exchange/grants/:id/deliveries/:delivery/receipt',
    {
      config: keyed,
      schema: { tags, summary: '订阅：回执（凭密钥）', params: both, body: Receipt, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { grant, taker } = await takerOfKey(platform, request.headers.authorization, request.params.id);
      const row = await deliveryOfGrant(platform, grant.id, request.params.delivery);
      await takeReceipt(platform, taker.actor, row.id, request.body);
      return reply.code(204).send(null);
    },
  );
}

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
};

function sendFile(reply: FastifyReply, row: DeliveryRow, stream: NodeJS.ReadableStream): FastifyReply {
  const name = `${row.resourceTitle.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_')}-${row.seq}.${row.format}`;
  return reply
    .headers({
      'content-length': row.bytes,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-delivery-id': row.id,
      'x-delivery-sha256': row.hash ?? '',
      'x-delivery-key': row.keyId ?? '',
      'x-delivery-signature': row.signature ?? '',
    })
    .type(TYPES[row.format] ?? 'application/octet-stream')
    .send(stream);
}
