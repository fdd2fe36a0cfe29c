import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { ownEvents, receiveEvents } from './actions/events.ts';
import { lineageGraph } from './actions/graph.ts';
import { EventList, EventQuery, GraphQuery, LineageGraph, ReceivedEvents, RunEvents } from './contract.ts';

const tags = ['lineage'];
const keeping = { access: { permission: 'source:write' } };

/** Lineage: the graph of a subject, and OpenLineage events in and out. */
export function serveLineage(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/lineage/graph',
    {
      config: { access: { permission: 'indicator:read' } },
      schema: { tags, summary: '一个对象的上游和下游', querystring: GraphQuery, response: { 200: LineageGraph } },
    },
    (request) => lineageGraph(platform, actorOf(request), request.query),
  );
  http.post(
    '/api/lineage/openlineage',
    {
      config: keeping,
      schema: { tags, summary: '接收 OpenLineage 事件', body: RunEvents, response: { 200: ReceivedEvents } },
    },
    (request) => receiveEvents(platform, actorOf(request), request.body),
  );
  http.get(
    '/api/lineage/openlineage/events',
    {
      config: keeping,
      schema: {
        tags,
        summary: '本节点的加工记录，按 OpenLineage',
        querystring: EventQuery,
        response: { 200: EventList },
      },
    },
    (request) => ownEvents(platform, request.query),
  );
}
