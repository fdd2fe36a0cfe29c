import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StreamMessage } from '../connectors/stream.ts';

/**
 * Messages on disk between a broker without offsets and the dataset. A message is acknowledged when its line stands here;
 * the place behind it is its position, which is committed with the batch. So nothing is lost or doubled by a crash
 * between the two; a message that the broker sends again after a crash of its own acknowledgement may come twice (QoS 1).
 */
export interface Spool {
  /** Write a message down; its position. */
  append(message: Pick<StreamMessage, 'topic' | 'at' | 'value'>): Promise<string>;
  /** What stands behind a position, oldest first. */
  after(position: string | null): AsyncIterable<StreamMessage>;
  /** Let go of files that a committed position has left behind. */
  forget(position: string): Promise<void>;
  close(): Promise<void>;
}

const FILE_BYTES = 64 * 1024 * 1024;

interface Place {
  readonly file: number;
  readonly offset: number;
}

/** The spool of a collection in a folder of its own. */
export async function openSpool(dir: string): Promise<Spool> {
  await mkdir(dir, { recursive: true });
  const files = await filesOf(dir);
  const state = await openAt(dir, files.at(-1) ?? 1);
  return {
    append: async ({ topic, at, value }) => {
      if (state.offset >= FILE_BYTES) await turn(dir, state);
      const line = Buffer.from(`${JSON.stringify([topic, at.toISOString(), value])}\n`);
      await state.handle.write(line);
      state.offset += line.length;
      return written(state);
    },
    after: (position) => readAfter(dir, readPlace(position)),
    forget: async (position) => {
      const { file } = readPlace(position);
      for (const old of (await filesOf(dir)).filter((one) => one < file)) await rm(pathOf(dir, old), { force: true });
    },
    close: () => state.handle.close(),
  };
}

interface Writing {
  file: number;
  offset: number;
  handle: FileHandle;
}

/** A line that a crash has cut short was never acknowledged: it goes. */
async function openAt(dir: string, file: number): Promise<Writing> {
  await mkdir(dirname(pathOf(dir, file)), { recursive: true });
  const handle = await open(pathOf(dir, file), 'a+');
  const { size } = await handle.stat();
  const whole = await wholeBytes(handle, size);
  if (whole < size) await handle.truncate(whole);
  return { file, offset: whole, handle };
}

async function wholeBytes(handle: FileHandle, size: number): Promise<number> {
  const tail = Buffer.alloc(Math.min(size, 1024 * 1024));
  await handle.read(tail, 0, tail.length, size - tail.length);
  const last = tail.lastIndexOf(10);
  return last < 0 ? 0 : size - tail.length + last + 1;
}

async function turn(dir: string, state: Writing): Promise<void> {
  await state.handle.close();
  Object.assign(state, await openAt(dir, state.file + 1));
}

async function* readAfter(dir: string, from: Place): AsyncGenerator<StreamMessage> {
  for (const file of await filesOf(dir)) {
    if (file < from.file) continue;
    let offset = file === from.file ? from.offset : 0;
    const { size } = await stat(pathOf(dir, file));
    if (offset >= size) continue;
    const input = createReadStream(pathOf(dir, file), { start: offset, end: size - 1 });
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      offset += Buffer.byteLength(line) + 1;
      const message = messageOf(line);
      if (message) yield { ...message, position: written({ file, offset }) };
    }
  }
}

function messageOf(line: string): Pick<StreamMessage, 'topic' | 'at' | 'value'> | null {
  const parsed: unknown = JSON.parse(line);
  if (!Array.isArray(parsed)) return null;
  const [topic, at, value] = parsed.map(String);
  return { topic: topic ?? '', at: new Date(at ?? 0), value: value ?? '' };
}

async function filesOf(dir: string): Promise<number[]> {
  const names = await readdir(dir);
  return names
    .flatMap((name) => /^(\d+)\.ndjson$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

const pathOf = (dir: string, file: number): string => join(dir, `${file}.ndjson`);
const written = ({ file, offset }: Place): string => `${file}:${offset}`;

function readPlace(position: string | null): Place {
  const [, file = '0', offset = '0'] = /^(\d+):(\d+)$/.exec(position ?? '') ?? [];
  return { file: Number(file), offset: Number(offset) };
}
