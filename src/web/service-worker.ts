/**
 * Keeps the shell of the product on the device, so that it opens on a poor line: the page itself and the files that
 * have a hash in their name. Replies of the API are never kept: a figure is fresh or it is not shown.
 */

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', hear: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', hear: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', hear: (event: MessageEvent) => void): void;
}
declare const self: WorkerScope;

/** Replaced by the build with a hash of all files, so that every new version is a new worker. */
const VERSION = '__SITE_VERSION__';
const CACHE = `shell-${VERSION}`;
const PAGE = '/';
/** A page slower than this comes from the device. */
const PATIENCE = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(PAGE)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOldCaches(), self.clients.claim()]));
});

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  // The public site is pages of its own.
  if (pathname === '/open' || pathname.startsWith('/open/')) return;
  if (request.mode === 'navigate') event.respondWith(pageFirst(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(keptFirst(request));
});

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

/** The page from the network; the kept one when the line is down or too slow. */
async function pageFirst(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE);
  if (!kept) return fetch(request);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    return fresh.status >= 500 ? kept : fresh;
  } catch {
    return kept;
  }
}

/** A file with a hash in its name never changes: kept once, used always. */
async function keptFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, fresh.clone());
  }
  return fresh;
}
