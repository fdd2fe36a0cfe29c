import { rm } from 'node:fs/promises';
import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { openFile } from '../read/open.ts';
import type { OpenOptions } from '../read/sheet.ts';
import { noteHolder } from '../sql/custody.ts';
import { type FileRow, fileByHash, insertFile, setDialect } from '../sql/file.ts';
import { type ImportRow, listImports } from '../sql/import.ts';

export interface Received {
  readonly file: FileRow;
  /** These bytes had come before, perhaps under another name; nothing was changed. */
  readonly duplicate: boolean;
  readonly imports: readonly ImportRow[];
}

/** Earlier imports of a file that are told. */
const TOLD = 20;

/**
 * Take in a file: store its bytes as they stream, see that it is a table, and record it. The same bytes again change
 * nothing. A file that is no table leaves nothing behind.
 * @throws {Refusal} of `read/file-errors.ts` when it cannot be read as a table
 */
export async function receiveFile(
  platform: Platform,
  actor: Actor,
  input: { name: string; stream: AsyncIterable<Uint8Array>; options: OpenOptions },
): Promise<Received> {
  const { db } = deskOf(platform);
  const { hash, bytes } = await platform.blobs.put(input.stream);
  const known = await fileByHash(db, hash);
  if (known) return recognise(platform, actor, known, input);
  const file = await inspect(platform, { hash, bytes, ...input, actor });
  const created = await db.transaction().execute(async (tx) => {
    const isNew = await insertFile(tx, file, actor.username);
    await noteHolder(tx, hash, actor.userId, platform.clock.now());
    const action = isNew ? 'ingest.receive' : 'ingest.receive-again';
    await audit(tx, platform.clock, actor, {
      action,
      subject: { kind: 'file', id: hash },
      detail: { name: input.name, bytes },
    });
    return isNew;
  });
  return { file, duplicate: !created, imports: await importsOf(platform, hash) };
}

async function recognise(
  platform: Platform,
  actor: Actor,
  known: FileRow,
  { name, options }: { name: string; options: OpenOptions },
): Promise<Received> {
  const { db } = deskOf(platform);
  const file = { ...known, ...dialectFrom(options) };
  await db.transaction().execute(async (tx) => {
    if (file.encoding !== known.encoding || file.delimiter !== known.delimiter) await setDialect(tx, known.hash, file);
    await noteHolder(tx, known.hash, actor.userId, platform.clock.now());
    const detail = { name, ...options };
    await audit(tx, platform.clock, actor, {
      action: 'ingest.receive-again',
      subject: { kind: 'file', id: known.hash },
      detail,
    });
  });
  return { file, duplicate: true, imports: await importsOf(platform, known.hash) };
}

function dialectFrom({ encoding, delimiter }: OpenOptions): Partial<Pick<FileRow, 'encoding' | 'delimiter'>> {
  return { ...(encoding && { encoding }), ...(delimiter && { delimiter }) };
}

async function inspect(
  platform: Platform,
  input: { hash: string; bytes: number; name: string; options: OpenOptions; actor: Actor },
): Promise<FileRow> {
  const { hash, bytes, name, options, actor } = input;
  try {
    const opened = await openFile(platform.blobs.pathOf(hash), name, options);
    await opened.close();
    const { format, encoding, delimiter } = opened;
    const receivedAt = platform.clock.now();
    return { hash, name, bytes, format, encoding, delimiter, receivedAt, receivedName: actor.name };
  } catch (error) {
    // Nobody refers to these bytes: they are not kept.
    await rm(platform.blobs.pathOf(hash), { force: true });
    throw error;
  }
}

function importsOf(platform: Platform, fileHash: string): Promise<ImportRow[]> {
  return listImports(deskOf(platform).db, { fileHash, offset: 0, limit: TOLD });
}
