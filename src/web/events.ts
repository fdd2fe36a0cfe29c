/** What a subscriber hears: the topic, and the message as it came. */
export type OnLive = (topic: string, message: unknown) => void;

/** The part of an EventSource that is used; tests bring their own. */
export interface EventLine {
  addEventListener(topic: string, hear: (event: { readonly data?: string }) => void): void;
  close(): void;
}

type OpenLine = (address: string) => EventLine;
/** Hears how often the line failed since it was last open; 0 when it opens. */
type OnFailures = (failures: number) => void;

/** Waits before a broken line is opened again, in milliseconds; the last one repeats. */
const WAITS = [1_000, 3_000, 10_000, 30_000];

/** One line to the server for the whole page, whatever the number of subscribers. */
export interface LiveLine {
  /** Hear of changes in topics. @returns a function that ends it. */
  subscribe(topics: readonly string[], onEvent: OnLive): () => void;
  /** Close the line while nobody looks: a browser has six to a server over HTTP/1.1, for all its tabs together. */
  rest(resting: boolean): void;
}

interface Subscriber {
  readonly topics: readonly string[];
  readonly onEvent: OnLive;
}

/**
 * Server-sent events at `/api/events?topics=a,b`. Messages are hints that something changed; after a break each
 * subscriber hears `reconnected` once, because hints may have been missed.
 */
export function createLiveLine(
  open: OpenLine = (address) => new EventSource(address),
  onFailures: OnFailures = () => undefined,
): LiveLine {
  const subscribers = new Set<Subscriber>();
  let line: EventLine | null = null;
  let failures = 0;
  let resting = false;
  let mayHaveMissed = false;
  let planned: ReturnType<typeof setTimeout> | undefined;

  const tell = (topic: string, message: unknown) => {
    for (const one of subscribers)
      if (topic === 'reconnected' || one.topics.includes(topic)) one.onEvent(topic, message);
  };
  const plan = (wait: number) => {
    clearTimeout(planned);
    planned = setTimeout(connect, wait);
  };
  const lost = () => {
    line?.close();
    line = null;
    plan(WAITS[Math.min(failures, WAITS.length - 1)] ?? 0);
    failures += 1;
    mayHaveMissed = true;
    onFailures(failures);
  };
  const connect = () => {
    line?.close();
    line = null;
    const topics = [...new Set([...subscribers].flatMap((one) => one.topics))].sort();
    if (topics.length === 0 || resting) return onFailures(0);
    line = open(`/api/events?topics=${topics.map(encodeURIComponent).join(',')}`);
    for (const topic of topics) line.addEventListener(topic, (event) => tell(topic, parse(event.data)));
    line.addEventListener('error', lost);
    line.addEventListener('open', () => {
      if (mayHaveMissed) tell('reconnected', null);
      mayHaveMissed = false;
      failures = 0;
      onFailures(0);
    });
  };
  return {
    subscribe(topics, onEvent) {
      const one = { topics, onEvent };
      subscribers.add(one);
      plan(0);
      return () => {
        subscribers.delete(one);
        plan(0);
      };
    },
    rest(on) {
      if (on === resting) return;
      resting = on;
      mayHaveMissed = true;
      plan(0);
    },
  };
}

function parse(data: string | undefined): unknown {
  try {
    return data === undefined ? null : JSON.parse(data);
  } catch {
    return data;
  }
}
