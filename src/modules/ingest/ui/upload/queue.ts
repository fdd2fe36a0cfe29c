/** Files on their way to the server: a few at a time, whatever page of the site is shown. */
import type { FileReply } from '../../contract.ts';

export type UploadState =
  | { readonly kind: 'waiting' }
  /** Share sent, 0…1. */
  | { readonly kind: 'sending'; readonly share: number }
  /** All sent; the server is looking at it. */
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready'; readonly reply: FileReply }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface Upload {
  readonly id: number;
  readonly file: File;
  readonly state: UploadState;
}

export interface SendOptions {
  readonly encoding?: string;
}

/** Sends one file; rejects with the problem that the server told. */
export type SendFile = (
  file: File,
  options: SendOptions & { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
) => Promise<FileReply>;

export interface UploadQueue {
  /** The uploads in the order in which they were added; a new list whenever something changes. */
  list(): readonly Upload[];
  subscribe(onChange: () => void): () => void;
  add(files: readonly File[]): void;
  /** Send a file once more, perhaps to be read with another encoding. */
  again(id: number, options?: SendOptions): void;
  /** Take a file off the list; an upload under way is given up. */
  remove(id: number): void;
}

/** Large files share the line; more at once would only slow each other down. */
const AT_ONCE = 2;

export function createUploadQueue(send: SendFile): UploadQueue {
  const listeners = new Set<() => void>();
  const running = new Map<number, AbortController>();
  const wishes = new Map<number, SendOptions>();
  let uploads: readonly Upload[] = [];
  let last = 0;

  const change = (next: readonly Upload[]) => {
    uploads = next;
    for (const listener of listeners) listener();
  };
  const set = (id: number, state: UploadState) =>
    change(uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)));
  const start = (upload: Upload) => {
    const abort = new AbortController();
    running.set(upload.id, abort);
    set(upload.id, { kind: 'sending', share: 0 });
    const tell = (state: UploadState) => {
      if (running.get(upload.id) === abort) set(upload.id, state);
    };
    const onProgress = (share: number) => tell(share < 1 ? { kind: 'sending', share } : { kind: 'reading' });
    send(upload.file, { ...wishes.get(upload.id), onProgress, signal: abort.signal })
      .then(
        (reply) => tell({ kind: 'ready', reply }),
        (error: unknown) => tell({ kind: 'failed', error }),
      )
      .finally(() => {
        if (running.get(upload.id) === abort) running.delete(upload.id);
        next();
      });
  };
  const next = () => {
    const waiting = uploads.filter(({ state }) => state.kind === 'waiting');
    for (const upload of waiting.slice(0, Math.max(0, AT_ONCE - running.size))) start(upload);
  };
  const stop = (id: number) => {
    const abort = running.get(id);
    running.delete(id);
    abort?.abort();
  };
  return {
    list: () => uploads,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    add: (files) => {
      change([...uploads, ...files.map((file): Upload => ({ id: ++last, file, state: { kind: 'waiting' } }))]);
      next();
    },
    again: (id, options = {}) => {
      stop(id);
      wishes.set(id, options);
      set(id, { kind: 'waiting' });
      next();
    },
    remove: (id) => {
      stop(id);
      change(uploads.filter((upload) => upload.id !== id));
      next();
    },
  };
}

/** Whether leaving the site now would break off an upload. */
export function isSending(uploads: readonly Upload[]): boolean {
  return uploads.some(({ state }) => state.kind === 'sending' || state.kind === 'waiting');
}
