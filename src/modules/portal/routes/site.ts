import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { admitReader } from '../actions/caller.ts';
import { siteFacts } from '../actions/site.ts';
import { fillPage } from '../site/page.ts';
import { wordsOf } from '../site/pages.ts';
import { baseOf, JSON_TYPE, sendTagged } from './reply.ts';

/** The page that the build made for the public site. */
const BUILT = join(import.meta.dirname, '..', '..', '..', '..', 'dist', 'web', 'open.html');

const config = { access: 'public' } as const;

/** The public site: every page has its words in the HTML, so that crawlers and readers without scripts have them. */
export function serveSitePages(http: HttpApp, platform: Platform, built = BUILT): void {
  const template = existsSync(built) ? readFileSync(built, 'utf8') : null;
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = new URL(request.url, 'http://local').pathname;
    if (/^\/open\/(api|files)(\/|$)/.test(path)) return reply.callNotFound();
    admitReader(platform, request.ip);
    const words = await wordsOf(platform, path, baseOf(request));
    void reply.code(words.status);
    return sendTagged(request, reply, {
      body: fillPage(template, words),
      type: 'text/html; charset=utf-8',
      seconds: 0,
    });
  };
  http.get('/open', { config, schema: { hide: true } }, answer);
  http.get('/open/*', { config, schema: { hide: true } }, answer);
  http.get(
    '/open/api/site',
    { config, schema: { tags: ['数据开放'], summary: '站点说明' } },
    async (request, reply) => {
      admitReader(platform, request.ip);
      return sendTagged(request, reply, { body: JSON.stringify(await siteFacts(platform)), type: JSON_TYPE });
    },
  );
}
