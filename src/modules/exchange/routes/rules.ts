import { Type } from 'typebox';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { loadYear } from '../actions/calendar.ts';
import { changeRules, readRules } from '../actions/rules.ts';
import { CalendarYear, Rules, RulesChange } from '../contract.ts';

const tags = ['exchange'];
const write = { access: { permission: 'exchange:approve' } };

/** The rules of time and order: read by all, kept by the bureau. */
export function serveRules(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/exchange/rules',
    {
      config: { access: { permission: 'dataset:read' } },
      schema: { tags, summary: '办理时限与先后规则', response: { 200: Rules } },
    },
    () => readRules(platform),
  );
  http.put(
    '/api/exchange/rules',
    { config: write, schema: { tags, summary: '修改时限与先后规则', body: RulesChange, response: { 200: Rules } } },
    (request) => changeRules(platform, actorOf(request), request.body),
  );
  http.put(
    '/api/exchange/calendar/:year',
    {
      config: write,
      schema: {
        tags,
        summary: '载入一年的放假调休安排，暂定时限随之重算',
        params: Type.Object({ year: Type.Integer({ minimum: 2011, maximum: 2100 }) }),
        body: CalendarYear,
        response: { 200: Rules },
      },
    },
    async (request) => {
      await loadYear(platform, actorOf(request), request.params.year, request.body);
      return readRules(platform);
    },
  );
}
