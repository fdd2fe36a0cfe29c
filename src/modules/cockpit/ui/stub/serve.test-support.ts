import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { definitions, departments, divisions } from './lists.test-support.ts';
import { answerTo, boards, detailOf, screenOf, session } from './replies.test-support.ts';

const WEB = resolve(import.meta.dirname, '../../../../web');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

/** The site with a server of invented replies behind it. */
export interface Stub {
  readonly address: string;
  /** What screens are answered with from now on: as usual, or a refusal of this status. */
  answerScreens(status: number): void;
  /** Say to all listeners that something was published. */
  publish(): void;
  close(): Promise<void>;
}

/** Build the site as it ships into a folder and serve it. */
export async function serveStub(folder: string): Promise<Stub> {
  await build({
    root: WEB,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
  });
  const listeners = new Set<ServerResponse>();
  const state = { status: 200 };
  const server = createServer(async (request, reply) => {
    const address = new URL(request.url ?? '/', 'http://local');
    if (address.pathname === '/api/events') return void listen(reply, listeners);
    if (!address.pathname.startsWith('/api/')) return void sendFile(folder, address.pathname, reply);
    if (address.pathname.startsWith('/api/cockpit/screens/') && state.status !== 200)
      return void refuse(reply, state.status);
    const body = replyTo(address, await readBody(request));
    if (body === null) return void refuse(reply, 404);
    reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const at = server.address();
  return {
    address: `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`,
    answerScreens: (status) => {
      state.status = status;
    },
    publish: () => {
      for (const one of listeners) one.write('event: indicators.published\ndata: {}\n\n');
    },
    close: () => {
      for (const one of listeners) one.end();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

function replyTo({ pathname, searchParams }: URL, body: unknown): unknown {
  const [, , module, kind = '', id = ''] = pathname.split('/');
  if (pathname === '/api/session') return session;
  if (pathname === '/api/cockpit/boards') return boards;
  if (pathname === '/api/cockpit/departments') return departments;
  if (pathname === '/api/cockpit/nation') return { period: null };
  if (pathname === '/api/indicators/publications') return { publications: [], next: null };
  if (pathname === '/api/indicators/definitions') return definitions;
  if (pathname === '/api/divisions') return divisions;
  if (pathname === '/api/indicators/query') return answerTo(readQuestion(body));
  if (pathname === '/api/indicators/cards') return cardsFor(body);
  if (module === 'cockpit' && kind === 'screens') return screenOf(id, searchParams);
  if (module === 'indicators' && id === 'card') return detailOf(kind, searchParams.get('region') ?? '140000');
  return null;
}

function readQuestion(body: unknown): Parameters<typeof answerTo>[0] {
  return JSON.parse(String(body));
}

function cardsFor(body: unknown) {
  const { region }: { region: string } = JSON.parse(String(body));
  const { domains, heads } = screenOf('overview', new URLSearchParams({ region }));
  const cards = domains.flatMap((domain) => domain.cards);
  return { region, cards, map: [], heads, overdue: [], expected: 40, refusals: [], demo: true, version: '1' };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function listen(reply: ServerResponse, listeners: Set<ServerResponse>): void {
  reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  reply.write('retry: 3000\n\n');
  listeners.add(reply);
  reply.on('close', () => listeners.delete(reply));
}

function refuse(reply: ServerResponse, status: number): void {
  const problem = { type: 'about:blank', status, code: `stub.${status}`, title: '虚构的拒绝', detail: '虚构的原因。' };
  reply.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
}

function sendFile(folder: string, path: string, reply: ServerResponse): void {
  const asked = join(folder, path);
  const file = existsSync(asked) && statSync(asked).isFile() ? asked : join(folder, 'index.html');
  reply.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(reply);
}
