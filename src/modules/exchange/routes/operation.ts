import { platformErrors } from '#platform/errors.ts';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { operationOf } from '../actions/operation.ts';
import { tracedLeak } from '../actions/traced-leak.ts';
import { LeakReport, Operation, OperationQuery } from '../contract.ts';

const tags = ['exchange'];
const bureau = { access: { permission: 'exchange:approve' } };

/** How sharing runs, and where a leak comes from: for the bureau. */
export function serveOperation(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/exchange/operation',
    {
      config: bureau,
      schema: { tags, summary: '运行情况', querystring: OperationQuery, response: { 200: Operation } },
    },
    (request) => operationOf(platform, request.query.days ?? 30),
  );
  http.post(
    '/api/exchange/trace-leak',
    { config: bureau, schema: { tags, summary: '由泄露的文件查授权', response: { 200: LeakReport } } },
    async (request) => {
      const part = await request.file();
      if (!part) throw platformErrors['bad-request']({ detail: '没有文件' });
      return tracedLeak(platform, actorOf(request), part.file);
    },
  );
}
