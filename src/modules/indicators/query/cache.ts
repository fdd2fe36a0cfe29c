import { gzipSync } from 'node:zlib';

/** A reply as it goes over the wire: JSON bytes, and the same compressed. */
export interface ReadyReply {
  readonly body: Buffer;
  readonly gzip: Buffer;
}

/** What a maker gives: the value and the instant (ms) until which it holds, null for as long as the version. */
export interface Made {
  readonly value: unknown;
  readonly validUntil: number | null;
}

export interface ReplyCache {
  /** The reply of a key, made once however many ask together. A failure is not kept. */
  find(version: string, key: string, now: number, make: () => Promise<Made>): Promise<ReadyReply>;
  readonly bytes: number;
}

interface Entry {
  readonly reply: Promise<ReadyReply>;
  validUntil: number;
  bytes: number;
}

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Replies by data version: a new version forgets the old one's. Least recently used ones go when the bound is reached;
 * an entry on its way counts nothing until its size is known.
 */
export function createReplyCache(mostBytes = MOST_BYTES): ReplyCache {
  let entries = new Map<string, Entry>();
  let present = '';
  let bytes = 0;
  const drop = (key: string, entry: Entry) => {
    if (entries.get(key) !== entry) return;
    entries.delete(key);
    bytes -= entry.bytes;
  };
  const settle = (key: string, entry: Entry, made: Made, reply: ReadyReply) => {
    entry.validUntil = made.validUntil ?? Number.POSITIVE_INFINITY;
    if (entries.get(key) !== entry) return;
    entry.bytes = reply.body.length + reply.gzip.length;
    bytes += entry.bytes;
    for (const [oldKey, old] of entries) {
      if (bytes <= mostBytes) break;
      drop(oldKey, old);
    }
  };
  const begin = (key: string, make: () => Promise<Made>): Promise<ReadyReply> => {
    const making = make();
    const reply = making.then(readyReply);
    const entry: Entry = { reply, validUntil: Number.POSITIVE_INFINITY, bytes: 0 };
    entries.set(key, entry);
    Promise.all([making, reply]).then(
      ([made, ready]) => settle(key, entry, made, ready),
      () => drop(key, entry),
    );
    return reply;
  };
  return {
    find: (version, key, now, make) => {
      if (version !== present) {
        entries = new Map();
        bytes = 0;
        present = version;
      }
      const entry = entries.get(key);
      if (entry && now < entry.validUntil) {
        entries.delete(key);
        entries.set(key, entry);
        return entry.reply;
      }
      if (entry) drop(key, entry);
      return begin(key, make);
    },
    get bytes() {
      return bytes;
    },
  };
}

function readyReply({ value }: Made): ReadyReply {
  const body = Buffer.from(JSON.stringify(value));
  return { body, gzip: gzipSync(body, { level: 4 }) };
}
