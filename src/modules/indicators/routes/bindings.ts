import { Type } from 'typebox';
import { platformErrors } from '#platform/errors.ts';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { bindingsOf, bindMeasure, republish, unbind } from '../actions/bind.ts';
import { matchesOf } from '../actions/matches.ts';
import { BindingList, BindingReply, BindingRequest, IndicatorCode, MatchList, MatchQuery } from '../contract.ts';

const TAGS = { tags: ['指标挂接'] };
const READER = { access: { permission: 'dataset:read' } } as const;
const BINDER = { access: { permission: 'binding:write' } } as const;
const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });
const BindingQuery = Type.Union([
  Type.Object({ resource: Type.String({ format: 'uuid' }) }),
  Type.Object({ indicator: IndicatorCode }),
]);

/** Bindings between the measures of resources and indicators. */
export function serveBindings(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/indicators/matches',
    { config: BINDER, schema: { ...TAGS, summary: '挂接建议', querystring: MatchQuery, response: { 200: MatchList } } },
    (request) => matchesOf(platform, request.query.resource),
  );
  http.get(
    '/api/indicators/bindings',
    {
      config: READER,
      schema: { ...TAGS, summary: '挂接关系', querystring: BindingQuery, response: { 200: BindingList } },
    },
    ({ query }) => bindingsOf(platform, 'resource' in query ? { resourceId: query.resource } : query),
  );
  http.post(
    '/api/indicators/bindings',
    { config: BINDER, schema: { ...TAGS, summary: '挂接', body: BindingRequest, response: { 200: BindingReply } } },
    (request) => {
      const actor = actorOf(request);
      const defines = request.body.newIndicator !== undefined;
      if (defines && !actor.permissions.has('definition:write'))
        throw platformErrors.forbidden({ what: '编写指标口径' });
      return bindMeasure(platform, actor, request.body);
    },
  );
  http.post(
    '/api/indicators/bindings/:id/publish',
    {
      config: BINDER,
      schema: {
        ...TAGS,
        summary: '补发布',
        params: ById,
        response: { 200: Type.Object({ batches: Type.Integer() }) },
      },
    },
    (request) => republish(platform, actorOf(request), request.params.id),
  );
  http.delete(
    '/api/indicators/bindings/:id',
    { config: BINDER, schema: { ...TAGS, summary: '解除挂接', params: ById, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await unbind(platform, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
