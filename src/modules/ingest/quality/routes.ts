import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { qualityOverview, resourceQuality } from './actions/overview.ts';
import { addRule, changeRule, dropRule } from './actions/rules.ts';
import { runNow } from './actions/run.ts';
import { getSlip, listSlips, takeStep } from './actions/slips.ts';
import { suggestRules } from './actions/suggest.ts';
import {
  QualityOverview,
  ResourceQuality,
  Rule,
  RuleChange,
  RuleDraft,
  RunReply,
  SlipAct,
  SlipDetail,
  SlipList,
  SlipQuery,
  Suggestions,
} from './contract.ts';

const tags = ['quality'];
const reading = { access: { permission: 'dataset:read' } };
const writing = { access: { permission: 'quality:write' } };
const params = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Data quality: rules of a resource, runs, scores, slips. */
export function serveQuality(http: HttpApp, platform: Platform): void {
  serveRules(http, platform);
  serveSlips(http, platform);
  http.get(
    '/api/quality/overview',
    { config: reading, schema: { tags, summary: '各部门的数据质量', response: { 200: QualityOverview } } },
    () => qualityOverview(platform),
  );
}

function serveRules(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/quality/resources/:id',
    {
      config: reading,
      schema: { tags, summary: '一个资源的质量规则、结果和得分', params, response: { 200: ResourceQuality } },
    },
    (request) => resourceQuality(platform, actorOf(request), request.params.id),
  );
  http.get(
    '/api/quality/resources/:id/suggestions',
    { config: writing, schema: { tags, summary: '由数据推荐的规则', params, response: { 200: Suggestions } } },
    (request) => suggestRules(platform, actorOf(request), request.params.id),
  );
  http.post(
    '/api/quality/resources/:id/rules',
    { config: writing, schema: { tags, summary: '新设规则', params, body: RuleDraft, response: { 200: Rule } } },
    (request) => addRule(platform, actorOf(request), request.params.id, request.body),
  );
  http.post(
    '/api/quality/resources/:id/runs',
    { config: writing, schema: { tags, summary: '现在检查整个数据集', params, response: { 200: RunReply } } },
    async (request) => ({ run: await runNow(platform, actorOf(request), request.params.id) }),
  );
  http.patch(
    '/api/quality/rules/:id',
    { config: writing, schema: { tags, summary: '修改规则', params, body: RuleChange, response: { 200: Rule } } },
    (request) => changeRule(platform, actorOf(request), request.params.id, request.body),
  );
  http.delete(
    '/api/quality/rules/:id',
    { config: writing, schema: { tags, summary: '停用规则，结果保留', params, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await dropRule(platform, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function serveSlips(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/quality/slips',
    { config: reading, schema: { tags, summary: '核实单', querystring: SlipQuery, response: { 200: SlipList } } },
    (request) => listSlips(platform, actorOf(request), request.query),
  );
  http.get(
    '/api/quality/slips/:id',
    { config: reading, schema: { tags, summary: '一张核实单', params, response: { 200: SlipDetail } } },
    (request) => getSlip(platform, actorOf(request), request.params.id),
  );
  http.post(
    '/api/quality/slips/:id/steps',
    {
      config: reading,
      schema: {
        tags,
        summary: '办理核实单：说明、更正、退回、关闭；须有相应权限',
        params,
        body: SlipAct,
        response: { 200: SlipDetail },
      },
    },
    (request) => takeStep(platform, actorOf(request), request.params.id, request.body),
  );
}
