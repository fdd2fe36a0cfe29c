import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { platformErrors } from '#platform/errors.ts';
import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { closeSession, describeSession, listOwnSessions, sessionOfToken } from '../actions/session.ts';
import { signIn } from '../actions/sign-in.ts';
import { SESSION_COOKIE, sessionOf } from '../authenticate.ts';
import { OwnSession, Session, SignIn } from '../contract.ts';
import { ABSOLUTE_HOURS } from '../rules/session-age.ts';

const TAGS = { tags: ['登录'] };

/** Strangers may send only what a sign-in needs, in bytes. */
const STRANGER = { bodyLimit: 4096, config: { access: 'public' } } as const;

/** Signing in and out, and one's own sessions. */
export function serveSessions(http: HttpApp, platform: Platform): void {
  http.post(
    '/api/session',
    { ...STRANGER, schema: { ...TAGS, summary: '登录', body: SignIn, response: { 200: Session } } },
    async (request, reply) => {
      const previous = await sessionOf(platform, request);
      const origin = { ip: request.ip, agent: request.headers['user-agent'] ?? '' };
      const token = await signIn(platform, request.body, origin);
      if (previous) await closeSession(platform, previous.actor, previous.id);
      setCookie(platform, reply, token);
      return sessionOfToken(platform, token);
    },
  );
  http.get(
    '/api/session',
    { config: { access: 'signed-in' }, schema: { ...TAGS, summary: '当前会话', response: { 200: Session } } },
    async (request) => {
      const session = await sessionOf(platform, request);
      if (!session) throw platformErrors['not-signed-in']({});
      return describeSession(platform, session);
    },
  );
  http.delete(
    '/api/session',
    { ...STRANGER, schema: { ...TAGS, summary: '退出', response: { 204: Type.Null() } } },
    async (request, reply) => {
      const session = await sessionOf(platform, request);
      if (session) await closeSession(platform, session.actor, session.id);
      return reply.clearCookie(SESSION_COOKIE, cookieOptions(platform)).code(204).send(null);
    },
  );
  serveOwnSessions(http, platform);
}

function serveOwnSessions(http: HttpApp, platform: Platform): void {
  const list = Type.Object({ sessions: Type.Array(OwnSession) });
  http.get(
    '/api/sessions',
    { config: { access: 'signed-in' }, schema: { ...TAGS, summary: '我的会话', response: { 200: list } } },
    async (request) => ({ sessions: await listOwnSessions(platform, actorOf(request)) }),
  );
  http.delete(
    '/api/sessions/:id',
    {
      config: { access: 'signed-in' },
      schema: {
        ...TAGS,
        summary: '关闭我的一个会话',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await closeSession(platform, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

const cookieOptions = (platform: Platform) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: platform.config.secureCookies }) as const;

function setCookie(platform: Platform, reply: FastifyReply, token: string): void {
  void reply.setCookie(SESSION_COOKIE, token, { ...cookieOptions(platform), maxAge: ABSOLUTE_HOURS * 3600 });
}
