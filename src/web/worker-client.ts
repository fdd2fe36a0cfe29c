const LOOK_EVERY = 30 * 60_000;

/**
 * Install the service worker and hear of a new version of the site. `onReady` gets a function that puts the new
 * version in force and reloads the page. @returns a function that ends it.
 */
export function watchForUpdate(onReady: (take: () => void) => void): () => void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return () => undefined;
  const abort = new AbortController();
  void install(onReady, abort.signal);
  return () => abort.abort();
}

async function install(onReady: (take: () => void) => void, signal: AbortSignal): Promise<void> {
  const workers = navigator.serviceWorker;
  const registration = await workers.register('/sw.js').catch(() => null);
  if (!registration || signal.aborted) return;
  const offer = (worker: ServiceWorker) => onReady(() => takeOver(worker));
  const watch = () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => isWaiting(worker) && offer(worker), { signal });
  };
  if (registration.waiting && workers.controller) offer(registration.waiting);
  registration.addEventListener('updatefound', watch, { signal });
  const timer = setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** Installed while another version is in force: the first installation is no update. */
function isWaiting(worker: ServiceWorker): boolean {
  return worker.state === 'installed' && navigator.serviceWorker.controller !== null;
}

function takeOver(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  worker.postMessage('take-over');
}
