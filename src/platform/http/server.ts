import type { IncomingMessage, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { type FastifyBaseLogger, type FastifyInstance, fastify, type RawServerDefault } from 'fastify';
import type { Config } from '../../config.ts';
import { elapsedClock } from '../clock.ts';
import { newToken } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type Authenticate, guard, requireAccess } from './access.ts';
import { problemHandler } from './problem.ts';

/** Fastify with TypeBox schemas as types. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface HttpParts {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly authenticate: Authenticate;
  readonly version: string;
}

/** The HTTP application without routes: problems, guard, OpenAPI, metrics, security headers. It does not listen. */
export async function buildHttp(parts: HttpParts): Promise<HttpApp> {
  const http = fastify({
    loggerInstance: undefined,
    logger: false,
    genReqId: () => newToken(9),
    bodyLimit: 8 * 1024 * 1024,
    trustProxy: parts.config.trustedProxies.length > 0 ? [...parts.config.trustedProxies] : false,
    forceCloseConnections: true,
  }).withTypeProvider<TypeBoxTypeProvider>();
  http.decorateRequest('actor', null);
  http.setErrorHandler(problemHandler(parts.log));
  await http.register(cookie);
  await http.register(multipart, { limits: { fileSize: parts.config.maxUploadBytes, files: 1 } });
  await http.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Yiping 一屏', version: parts.version } },
  });
  http.addHook('onRoute', requireAccess);
  http.addHook('onRequest', guard(parts.authenticate));
  http.addHook('onSend', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
  measure(http, parts.metrics);
  return http;
}

/** Antd writes its styles at run time; everything else comes from this origin. */
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'self'; base-uri 'self'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), payment=()',
};

function measure(http: HttpApp, metrics: Metrics): void {
  const starts = new WeakMap<object, () => number>();
  http.addHook('onRequest', async (request) => void starts.set(request, elapsedClock()));
  http.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: String(reply.statusCode),
    };
    metrics.requests.observe(labels, (starts.get(request)?.() ?? 0) / 1000);
  });
}
