import type { Actor } from './scope.ts';

/** A hint to open screens that something has changed; the data itself is fetched by the usual, guarded ways. */
export interface LiveMessage {
  readonly topic: string;
  readonly key: string;
  /** Small, and harmless to everyone who may read it. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Only this user hears it; everyone signed in when absent. */
  readonly userId?: string;
  /** Only those with this permission hear it. */
  readonly permission?: string;
}

export interface LiveListener {
  readonly actor: Actor;
  readonly topics: ReadonlySet<string>;
  /** @returns false when the reader does not keep up: he is let go. */
  write(text: string): boolean;
  end(): void;
}

/** The open screens of this process. */
export interface Live {
  publish(message: LiveMessage): void;
  /** @returns a function that ends listening. */
  listen(listener: LiveListener): () => void;
  /** Let go of those whose session has ended, now rather than at the next heartbeat. Never rejects. */
  review(): Promise<void>;
  /** How many listen with this session. */
  countOf(sessionId: string): number;
  readonly size: number;
  close(): void;
}

/** Which of these sessions are still open. Asking does not keep them alive. */
export type OpenSessions = (sessionIds: readonly string[]) => Promise<ReadonlySet<string>>;

const HEARTBEAT_MS = 25_000;

/**
 * A hub with a heartbeat: it keeps quiet lines open through proxies, and ends those whose session is over, by one
 * question for all of them. A screen that is let go opens its line again, if its session lets it.
 */
export function createLive(openSessions: OpenSessions, heartbeatMs = HEARTBEAT_MS): Live {
  const listeners = new Set<LiveListener>();
  const send = (listener: LiveListener, text: string) => {
    if (!listener.write(text)) listeners.delete(listener);
  };
  const dismiss = async () => {
    const asked = [...listeners];
    const open = await openAmong(openSessions, asked);
    for (const listener of asked) {
      if (!open.has(listener.actor.sessionId) && listeners.delete(listener)) listener.end();
    }
  };
  const review = oneAtATime(dismiss);
  const beat = async () => {
    await review();
    for (const listener of listeners) send(listener, ': beat\n\n');
  };
  const timer = setInterval(() => void beat(), heartbeatMs);
  return {
    publish: (message) => {
      for (const listener of listeners) if (hears(listener, message)) send(listener, frame(message));
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    review,
    countOf: (sessionId) => [...listeners].filter(({ actor }) => actor.sessionId === sessionId).length,
    get size() {
      return listeners.size;
    },
    close: () => {
      clearInterval(timer);
      for (const listener of listeners) listener.end();
    },
  };
}

/** When the ledger does not answer nobody counts as signed in; screens come back as soon as it does. */
async function openAmong(ask: OpenSessions, listeners: readonly LiveListener[]): Promise<ReadonlySet<string>> {
  if (listeners.length === 0) return new Set();
  const ids = new Set(listeners.map(({ actor }) => actor.sessionId));
  return ask([...ids]).catch(() => new Set<string>());
}

/** Runs `work` once at a time; a call that comes meanwhile makes it run once more, since it may have looked too early. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
    running = null;
  };
  return () => {
    again = running !== null;
    running ??= run();
    return running;
  };
}

function hears(listener: LiveListener, { topic, userId, permission }: LiveMessage): boolean {
  const { actor, topics } = listener;
  const isMeant = userId === undefined || userId === actor.userId;
  return topics.has(topic) && isMeant && (permission === undefined || actor.permissions.has(permission));
}

const frame = ({ topic, key, data }: LiveMessage): string =>
  `event: ${topic}\ndata: ${JSON.stringify({ key, ...data })}\n\n`;
