import type { IncomingMessage, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { type FastifyBaseLogger, type FastifyInstance, fastify, type RawServerDefault } from 'fastify';
import type { Config } from '../../config.ts';
import { elapsedClock } from '../clock.ts';
import { newRequestId } from '../ids.ts';
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
  const headers = securityHeaders(parts.config);
  const handle = problemHandler(parts.log);
  const http = fastify({
    loggerInstance: undefined,
    logger: false,
    genReqId: newRequestId,
    bodyLimit: 8 * 1024 * 1024,
    trustProxy: parts.config.trustedProxies.length > 0 ? [...parts.config.trustedProxies] : false,
    forceCloseConnections: true,
    // A path that cannot be read is refused before any hook runs.
    frameworkErrors: (error, request, reply) => handle(error, request, reply.headers(headers)),
  }).withTypeProvider<TypeBoxTypeProvider>();
  http.decorateRequest('actor', null);
  http.setErrorHandler(handle);
  await http.register(cookie);
  await http.register(multipart, { limits: { ...MULTIPART, fileSize: parts.config.maxUploadBytes } });
  await http.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Yiping 一屏', version: parts.version } },
  });
  http.addHook('onRoute', requireAccess);
  http.addHook('onRequest', guard(parts.authenticate));
  http.addHook('onSend', async (request, reply) => {
    void reply.headers(headers);
    // What the interface replies is for one reader at one moment, unless a route says otherwise.
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  measure(http, parts.metrics);
  return http;
}

/** One file; a form has few other parts, and they are short. */
const MULTIPART = { files: 1, fields: 20, parts: 21, fieldSize: 64 * 1024, headerPairs: 100 };

/** Antd writes its styles at run time; everything else comes from this origin. */
const CONTENT_POLICY = [
  "default-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "frame-ancestors 'self'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

/** Headers of every reply. Behind TLS the browser is told to come by TLS only, for a year. */
function securityHeaders({ secureCookies }: Config): Readonly<Record<string, string>> {
  return {
    'content-security-policy': CONTENT_POLICY,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'geolocation=(), payment=()',
    ...(secureCookies && { 'strict-transport-security': 'max-age=31536000' }),
  };
}

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
