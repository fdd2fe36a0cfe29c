import type { FastifyReply } from 'fastify';
import type { Live } from '../live.ts';
import { actorOf } from './access.ts';
import type { HttpApp } from './server.ts';

/** Server-sent events at `GET /api/events?topics=a,b`. */
export function serveLive(http: HttpApp, live: Live): void {
  http.get('/api/events', { config: { access: 'signed-in' }, schema: { hide: true } }, (request, reply) => {
    const topics = new URL(request.url, 'http://local').searchParams.get('topics') ?? '';
    openStream(reply);
    const stop = live.listen({
      actor: actorOf(request),
      topics: new Set(topics.split(',').filter(Boolean)),
      write: (text) => void reply.raw.write(text),
      end: () => void reply.raw.end(),
    });
    request.raw.on('close', stop);
  });
}

function openStream(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  reply.raw.write('retry: 3000\n\n');
}
