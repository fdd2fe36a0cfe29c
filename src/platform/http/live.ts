import type { FastifyReply } from 'fastify';
import { platformErrors } from '../errors.ts';
import type { Live } from '../live.ts';
import { actorOf } from './access.ts';
import type { HttpApp } from './server.ts';

/** Bytes that may wait for a reader; hints are some hundred bytes, so whoever is so far behind does not read. */
const MOST_UNREAD = 64 * 1024;

/** Lines that one session may have open: a browser opens one a tab. */
const MOST_LINES = 30;

/** Server-sent events at `GET /api/events?topics=a,b`. */
export function serveLive(http: HttpApp, live: Live): void {
  http.get('/api/events', { config: { access: 'signed-in' }, schema: { hide: true } }, (request, reply) => {
    const actor = actorOf(request);
    if (live.countOf(actor.sessionId) >= MOST_LINES) throw platformErrors['too-many-lines']({ most: MOST_LINES });
    const topics = new URL(request.url, 'http://local').searchParams.get('topics') ?? '';
    openStream(reply);
    const stop = live.listen({
      actor,
      topics: new Set(topics.split(',').filter(Boolean)),
      write: (text) => writeOrDrop(reply, text),
      end: () => void reply.raw.end(),
    });
    request.raw.on('close', stop);
  });
}

function writeOrDrop(reply: FastifyReply, text: string): boolean {
  if (reply.raw.writableLength > MOST_UNREAD) {
    reply.raw.destroy();
    return false;
  }
  reply.raw.write(text);
  return true;
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
