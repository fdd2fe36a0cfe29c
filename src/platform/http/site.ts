import { existsSync } from 'node:fs';
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static';
import type { FastifyRequest } from 'fastify';
import { notFoundProblem } from './problem.ts';
import type { HttpApp } from './server.ts';

/** Serve the built site: hashed assets for a year, the page itself always fresh, and the page for every client-side route. */
export async function serveSite(http: HttpApp, root: string): Promise<void> {
  const built = existsSync(root);
  if (built)
    await http.register(fastifyStatic, {
      root,
      preCompressed: true,
      cacheControl: false,
      dotfiles: 'ignore',
      setHeaders,
    });
  http.setNotFoundHandler((request, reply) => {
    if (built && wantsPage(request)) return reply.sendFile('index.html');
    return reply
      .code(404)
      .type('application/problem+json')
      .send(JSON.stringify(notFoundProblem(request)));
  });
}

function wantsPage(request: FastifyRequest): boolean {
  const isHtml = (request.headers.accept ?? '').includes('text/html');
  return request.method === 'GET' && isHtml && !request.url.startsWith('/api/');
}

const setHeaders: FastifyStaticOptions['setHeaders'] = (reply, path) => {
  const hashed = path.includes('/assets/');
  reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
};
