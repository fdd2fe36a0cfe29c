import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { CardReply, CardRequest, QueryReply, QueryRequest } from '../contract.ts';
import { makeCardReply } from '../query/cards.ts';
import { makeReply } from '../query/query.ts';
import { readyReply, sendReady } from '../query/ready.ts';

const TAGS = { tags: ['指标'] };
const READER = { access: { permission: 'indicator:read' } } as const;

/** Figures: one question, one statement to the warehouse, one reply. */
export function serveQueries(http: HttpApp, platform: Platform): void {
  http.post(
    '/api/indicators/query',
    { config: READER, schema: { ...TAGS, summary: '指标查询', body: QueryRequest, response: { 200: QueryReply } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const make = () => makeReply(platform, actor, request.body);
      return sendReady(request, reply, await readyReply(platform, actor, ['query', request.body], make));
    },
  );
  http.post(
    '/api/indicators/cards',
    { config: READER, schema: { ...TAGS, summary: '一地的指标卡片', body: CardRequest, response: { 200: CardReply } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const make = () => makeCardReply(platform, actor, request.body);
      return sendReady(request, reply, await readyReply(platform, actor, ['cards', request.body], make));
    },
  );
}
