import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { refusalOf } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { sha256 } from './call.ts';
import { callNode } from './client.ts';
import { nodeDeskOf } from './desk.ts';
import { currentDirectory, mustBeNode, takeDirectory } from './directory.ts';
import { backoffMs } from './rules/backoff.ts';
import { readDirectory, type SignedDirectory, SignedDirectory as SignedDirectorySchema } from './rules/directory.ts';
import { directoriesAfter } from './sql/directory.ts';
import { failuresOf, noteFailed } from './sql/peer.ts';
import { peersBehind, setDirectory } from './sql/sync.ts';

/** Directories that are handed over at once; a node that is further behind asks again. */
export const MOST_DIRECTORIES = 20;

const List = Type.Object({ directories: Type.Array(SignedDirectorySchema) });

/** The province tells every member that it can call of a directory that they do not have; at once, since a key may have been revoked. */
export async function pushDirectories(platform: Platform): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const self = await mustBeNode(platform);
  const known = await currentDirectory(platform);
  if (self.kind !== 'province' || !known) return;
  const { version, members } = known.directory;
  const callable = members.filter(({ id, status, address }) => id !== self.id && status !== 'revoked' && address);
  const behind = await peersBehind(
    db,
    callable.map(({ id }) => id),
    version,
    platform.clock.now(),
  );
  await Promise.all(behind.map(({ id, directory }) => push(platform, id, directory)));
}

async function push(platform: Platform, id: string, has: number): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const member = (await currentDirectory(platform))?.members.get(id);
  if (!member) return;
  try {
    const directories = await directoriesAfter(db, has, MOST_DIRECTORIES);
    const content = Buffer.from(JSON.stringify({ directories }));
    const body = { bytes: content.length, sha256: sha256(content), content };
    await callNode(platform, member, { method: 'POST', path: '/api/node/directory', body });
    await setDirectory(db, id, has + directories.length);
  } catch (error) {
    const refusal = refusalOf(error);
    const now = platform.clock.now();
    const { failures } = await failuresOf(db, id);
    const next = new Date(now.getTime() + backoffMs(id, failures));
    await noteFailed(db, id, now, next, refusal?.code ?? 'exchange.node-bad-reply', refusal?.message ?? '应答读不懂');
  }
}

/** A node asks the province for directories that it does not have; for those that cannot be called, and as a second way. */
export async function pullDirectories(platform: Platform): Promise<void> {
  const self = await mustBeNode(platform);
  const known = await currentDirectory(platform);
  if (self.kind === 'province' || !known) return;
  const province = known.members.get(known.directory.province);
  if (!province?.address) return;
  const { value } = await callNode(platform, province, {
    method: 'GET',
    path: `/api/node/directory?after=${known.directory.version}`,
  });
  if (Value.Check(List, value)) await takeDirectories(platform, value.directories);
}

/**
 * Take several, in their order; those that this node has are passed over.
 * @throws {Refusal} `exchange.node-directory-…`
 */
export async function takeDirectories(platform: Platform, list: readonly SignedDirectory[]): Promise<number> {
  const version = (await currentDirectory(platform))?.directory.version ?? 0;
  const newer = list.filter(({ document }) => (readDirectory(document)?.version ?? version + 1) > version);
  const judged = newer.length > 0 ? newer : list.slice(-1);
  let taken = 0;
  for (const signed of judged) if (await takeDirectory(platform, SYSTEM_ACTOR, signed)) taken++;
  return taken;
}
