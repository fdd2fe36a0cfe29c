import type { FastifyReply, FastifyRequest } from 'fastify';
import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { scopeText } from '../access.ts';
import { deskOf } from '../desk.ts';
import type { Made, ReadyReply } from './cache.ts';

/**
 * A reply out of the cache, or made now: kept per data version, China date and the actor's scope. `question` is
 * everything else that the answer depends on. Many who ask together cause one making.
 */
export async function readyReply(
  platform: Platform,
  actor: Actor,
  question: readonly [name: string, input: unknown],
  make: () => Promise<Made>,
): Promise<ReadyReply> {
  const desk = deskOf(platform);
  const { version } = await desk.snapshot();
  const now = platform.clock.now();
  const key = `${scopeText(actor)} ${JSON.stringify(question)}`;
  return desk.replies.find(`${version}.${chinaDate(now)}`, key, now.getTime(), make);
}

/** Send it as it is: no serialising, and no compressing for clients that take gzip. */
export function sendReady(request: FastifyRequest, reply: FastifyReply, ready: ReadyReply): FastifyReply {
  const zipped = String(request.headers['accept-encoding'] ?? '').includes('gzip');
  void reply
    .type('application/json; charset=utf-8')
    .header('vary', 'accept-encoding')
    .header('cache-control', 'no-store');
  if (zipped) void reply.header('content-encoding', 'gzip');
  return reply.send(zipped ? ready.gzip : ready.body);
}
