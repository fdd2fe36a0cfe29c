import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { platformErrors } from '../errors.ts';
import type { Actor } from '../scope.ts';

/** Who may call a route. Every route says it; a route that does not is refused when it is registered. */
export type Access = 'public' | 'signed-in' | { readonly permission: string };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /**
     * A public question that may come by POST, as clients of an open standard ask it: it changes nothing and looks at no
     * session, so it needs no header against foreign pages.
     */
    asks?: true;
  }
  interface FastifyRequest {
    actor: Actor | null;
  }
}

/** How a request's session becomes an actor; identity provides it. Null when there is no valid session. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<Actor | null>;

/** @throws {Error} at registration, so that an unguarded route cannot be shipped. */
export function requireAccess(route: RouteOptions): void {
  // The site's files are for everyone; @fastify/static gives no way to say so itself.
  if (route.url === '/*') route.config = { ...route.config, access: 'public' };
  if (route.config?.access === undefined)
    throw new Error(`route ${String(route.method)} ${route.url} does not say who may call it`);
  if (route.config.asks && route.config.access !== 'public')
    throw new Error(`route ${String(route.method)} ${route.url} asks as everyone, yet it is not public`);
}

/** The hook that lets a request in or refuses it. Writes need the header that a foreign page cannot send. */
export function guard(authenticate: Authenticate) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (request.is404 || request.routeOptions.config.asks) return;
    request.actor = await authenticate(request, reply);
    const access = request.routeOptions.config.access ?? 'signed-in';
    if (isWrite(request) && request.headers['x-yiping'] === undefined) throw platformErrors['missing-header']({});
    if (access === 'public') return;
    if (!request.actor) throw platformErrors['not-signed-in']({});
    if (access === 'signed-in' || request.actor.permissions.has(access.permission)) return;
    throw platformErrors.forbidden({ what: access.permission });
  };
}

/**
 * The signed-in actor of a guarded route.
 * @throws {Refusal} `platform.not-signed-in` on a public route without a session.
 */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw platformErrors['not-signed-in']({});
  return request.actor;
}

const isWrite = (request: FastifyRequest): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
