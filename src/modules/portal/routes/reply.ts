import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '#platform/module.ts';
import { type Caller, findCaller } from '../actions/caller.ts';

/** Where the site stands as the caller reached it; a host that is no host is not repeated. */
export function baseOf(request: FastifyRequest): string {
  const host = /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(request.host) ? request.host : 'localhost';
  return `${request.protocol === 'https' ? 'https' : 'http'}://${host}`;
}

/** Who asks; the key stands in `x-api-key`, or in `authorization` as CKAN's clients send it. */
export function callerOf(platform: Platform, request: FastifyRequest): Promise<Caller> {
  const sent = request.headers['x-api-key'] ?? request.headers.authorization?.replace(/^Bearer\s+/i, '');
  const secret = typeof sent === 'string' && sent !== '' ? sent.slice(0, 200) : null;
  return findCaller(platform, request.ip, secret);
}

/** Open data may be read by pages of any origin; nothing of a session is in it. */
export function openToAll(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', 'etag, retry-after');
}

/**
 * Reply with an entity tag made of the content; the same again is only confirmed (RFC 9110, 304). Others may keep it for
 * `seconds`.
 */
export function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  content: { body: string; type: string; seconds?: number },
): FastifyReply {
  const { body, type, seconds = 60 } = content;
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  void openToAll(reply)
    .header('etag', tag)
    .header('cache-control', `public, max-age=${seconds}`)
    .header('vary', 'accept');
  if (isKnown(request, tag)) return reply.code(304).send();
  return reply.type(type).send(body);
}

/** Whether the caller has this very content. */
export function isKnown(request: FastifyRequest, tag: string): boolean {
  const sent = request.headers['if-none-match'] ?? '';
  return sent.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

export const JSON_TYPE = 'application/json; charset=utf-8';
