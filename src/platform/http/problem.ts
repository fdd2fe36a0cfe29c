import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refusalOf } from '../errors.ts';
import type { Log } from '../log.ts';

/** RFC 9457 problem details with a stable `code`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

const TITLES: Readonly<Record<number, string>> = {
  400: '请求有误',
  401: '未登录',
  403: '无权限',
  404: '未找到',
  409: '有冲突',
  413: '内容过大',
  422: '内容不合要求',
  429: '过于频繁',
  503: '暂不可用',
  507: '空间不足',
};

/**
 * Reply to whatever was thrown: refusals in the user's words, the rest as a plain 500; engine text only in the log.
 * A refusal 429 that knows for how many `seconds` says so in `Retry-After`.
 */
export function problemHandler(log: Log) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = refusalOf(error);
    const problem = refusal ? ofRefusal(refusal, request.id) : ofHttp(error, request.id);
    if (problem.status >= 500) log.error({ err: error, requestId: request.id, url: request.url }, 'request failed');
    const wait = refusal?.status === 429 ? refusal.params.seconds : undefined;
    if (typeof wait === 'number') void reply.header('retry-after', wait);
    void reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** The reply for an address that does not exist. */
export function notFoundProblem(request: FastifyRequest): Problem {
  return makeProblem(
    404,
    'platform.no-such-address',
    `没有这个地址：${request.method} ${request.url.split('?')[0]}`,
    request.id,
  );
}

function ofRefusal(refusal: Refusal, requestId: string): Problem {
  const problem = makeProblem(refusal.status, refusal.code, refusal.message, requestId);
  return Object.keys(refusal.params).length === 0 ? problem : { ...problem, params: refusal.params };
}

function ofHttp(error: FastifyError, requestId: string): Problem {
  const status = error.statusCode ?? 500;
  if (error.validation)
    return makeProblem(400, 'platform.bad-request', `请求内容不合要求：${error.message}`, requestId);
  if (status === 413) return makeProblem(413, 'platform.too-large', '上传的内容超过了允许的大小。', requestId);
  if (status >= 400 && status < 500) return makeProblem(status, 'platform.bad-request', error.message, requestId);
  return makeProblem(500, 'platform.internal', `系统内部错误，已记录。请把编号 ${requestId} 告诉运维人员。`, requestId);
}

function makeProblem(status: number, code: string, detail: string, requestId: string): Problem {
  return {
    type: `urn:yiping:problem:${code}`,
    title: TITLES[status] ?? '系统内部错误',
    status,
    detail,
    code,
    requestId,
  };
}
