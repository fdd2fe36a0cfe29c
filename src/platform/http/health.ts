import type { FastifyRequest } from 'fastify';
import { CompiledQuery } from 'kysely';
import type { Platform } from '../module.ts';
import type { HttpApp } from './server.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `/healthz` (the process answers), `/readyz` (both stores answer), `/metrics`, `/api/openapi.json`. */
export function serveHealth(http: HttpApp, platform: Platform, version: string): void {
  const open = { config: { access: 'public' as const }, schema: { hide: true } };
  http.get('/healthz', open, async () => ({ status: 'ok', version }));
  http.get('/readyz', open, async (_request, reply) => {
    const state = await readiness(platform);
    return reply.code(state.ready ? 200 : 503).send({ ...state, version });
  });
  http.get('/metrics', open, async (request, reply) => {
    const mayRead = isFromHere(request) || request.actor?.permissions.has('system:operate');
    if (!mayRead) return reply.code(403).send('forbidden');
    return reply.type(platform.metrics.registry.contentType).send(await platform.metrics.registry.metrics());
  });
  http.get('/api/openapi.json', open, async () => http.swagger());
}

/** From this machine itself, not through a proxy on it that speaks for the world and was not named as trusted. */
function isFromHere({ ip, headers }: FastifyRequest): boolean {
  return LOOPBACK.has(ip) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}

async function readiness(platform: Platform) {
  const [ledger, warehouse] = await Promise.all([
    probe(() => platform.pg.raw(CompiledQuery.raw('select 1'))),
    probe(() => platform.olap.rows('SELECT 1')),
  ]);
  return {
    ready: ledger && warehouse,
    ledger: { engine: platform.pg.kind, ok: ledger, durability: platform.pg.durability },
    warehouse: { engine: platform.olap.kind, ok: warehouse },
  };
}

const probe = (ask: () => Promise<unknown>): Promise<boolean> =>
  ask().then(
    () => true,
    () => false,
  );
