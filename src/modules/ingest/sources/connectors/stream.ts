import { guessType } from '../rules/guess-type.ts';
import { textsOf } from '../rules/http-answer.ts';
import type { Cell, Connector, ListedObject, Page, PullRequest } from './connector.ts';

/** A message with the position after it: what is committed with the batch that holds it. */
export interface StreamMessage {
  readonly topic: string;
  readonly at: Date;
  readonly value: string;
  readonly position: string;
}

/** An open subscription. */
export interface Subscription {
  close(): Promise<void>;
}

export interface StreamListener {
  /** Resolves when the message is safe to forget; the next one comes after. */
  take(message: StreamMessage): Promise<void>;
  failed(error: unknown): void;
}

/** A source whose rows come as messages. */
export interface StreamConnector extends Connector {
  /** Messages of a topic after a position; from the earliest that is kept where there is none. */
  subscribe(topic: string, from: string | null, listener: StreamListener): Promise<Subscription>;
}

const PEEK = 50;
const PEEK_MS = 5_000;

/** Columns of every message: where it came from and when. */
const TOPIC = '_topic';
const TIME = '_time';

/** A stream as a connector: its columns are those of some messages that come within five seconds. */
export function streamConnector(parts: {
  readonly test: () => Promise<void>;
  readonly objects: () => Promise<readonly ListedObject[]>;
  readonly subscribe: StreamConnector['subscribe'];
  readonly close: () => Promise<void>;
}): StreamConnector {
  const peek = (topic: string) => some(parts.subscribe, topic);
  return {
    ...parts,
    columns: async ({ name }) => {
      const records = (await peek(name)).map(recordOf);
      const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
      return names.map((column) => ({
        name: column,
        type: column === TIME ? 'datetime' : guessType(records.map((record) => record[column] ?? null)),
        comment: column === TOPIC ? '主题' : column === TIME ? '收到时间' : '',
        key: false,
      }));
    },
    pull: (request) => ({ kind: 'pages', pages: peeked(peek, request) }),
  };
}

async function* peeked(
  peek: (topic: string) => Promise<readonly StreamMessage[]>,
  { object, columns }: PullRequest,
): AsyncGenerator<Page> {
  yield { rows: cellsOf(await peek(object.name), columns), bytes: 0 };
}

async function some(subscribe: StreamConnector['subscribe'], topic: string): Promise<readonly StreamMessage[]> {
  const found: StreamMessage[] = [];
  const enough = Promise.withResolvers<void>();
  const timer = setTimeout(() => enough.resolve(), PEEK_MS);
  const subscription = await subscribe(topic, null, {
    take: async (message) => {
      if (found.push(message) >= PEEK) enough.resolve();
    },
    failed: (error) => enough.reject(error),
  });
  await enough.promise.finally(async () => {
    clearTimeout(timer);
    await subscription.close();
  });
  return found;
}

/** A message as texts by name: the fields of a JSON object, or the whole as `value`. */
export function recordOf({
  topic,
  at,
  value,
}: Pick<StreamMessage, 'topic' | 'at' | 'value'>): Record<string, string | null> {
  return { [TOPIC]: topic, [TIME]: at.toISOString(), ...fieldsOf(value) };
}

function fieldsOf(value: string): Record<string, string | null> {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return textsOf(parsed);
  } catch {
    // Not JSON: the message is a value by itself.
  }
  return { value };
}

export function cellsOf(messages: readonly StreamMessage[], columns: PullRequest['columns']): Cell[][] {
  return messages.map((message) => {
    const record = recordOf(message);
    return columns.map(({ name }) => record[name] ?? null);
  });
}
