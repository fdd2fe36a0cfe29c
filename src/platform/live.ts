import type { Actor } from './scope.ts';

/** A hint to open screens that something has changed; the data itself is fetched by the usual, guarded ways. */
export interface LiveMessage {
  readonly topic: string;
  readonly key: string;
  /** Small, and harmless to everyone who may read it. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Only this user hears it; everyone signed in when absent. */
  readonly userId?: string;
}

export interface LiveListener {
  readonly actor: Actor;
  readonly topics: ReadonlySet<string>;
  write(text: string): void;
  end(): void;
}

/** The open screens of this process. */
export interface Live {
  publish(message: LiveMessage): void;
  /** @returns a function that ends listening. */
  listen(listener: LiveListener): () => void;
  readonly size: number;
  close(): void;
}

const HEARTBEAT_MS = 25_000;

/** A hub with a heartbeat, so that proxies keep quiet lines open. */
export function createLive(): Live {
  const listeners = new Set<LiveListener>();
  const tell = (text: string) => {
    for (const listener of listeners) listener.write(text);
  };
  const beat = setInterval(() => tell(': beat\n\n'), HEARTBEAT_MS);
  return {
    publish: (message) => {
      for (const listener of listeners) if (hears(listener, message)) listener.write(frame(message));
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get size() {
      return listeners.size;
    },
    close: () => {
      clearInterval(beat);
      for (const listener of listeners) listener.end();
    },
  };
}

function hears(listener: LiveListener, { topic, userId }: LiveMessage): boolean {
  return listener.topics.has(topic) && (userId === undefined || userId === listener.actor.userId);
}

const frame = ({ topic, key, data }: LiveMessage): string =>
  `event: ${topic}\ndata: ${JSON.stringify({ key, ...data })}\n\n`;
