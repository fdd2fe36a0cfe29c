import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import { answersFor } from '../rules/custody.ts';
import { custodyOfFile } from '../sql/custody.ts';
import type { FileRow } from '../sql/file.ts';
import type { ImportRow } from '../sql/import.ts';
import { mustFind } from './accept.ts';
import { mustFindFile } from './file.ts';

/**
 * A file that the actor answers for.
 * @throws {Refusal} `ingest.no-such-file`, `ingest.not-yours`
 */
export async function mustHoldFile(platform: Platform, actor: Actor, hash: string): Promise<FileRow> {
  const file = await mustFindFile(platform, hash);
  const custody = await custodyOfFile(deskOf(platform).db, hash);
  if (!answersFor(actor, custody)) throw ingestErrors['not-yours']({});
  return file;
}

/**
 * An import that the actor answers for.
 * @throws {Refusal} `ingest.no-such-import`, `ingest.not-yours`
 */
export async function mustHoldImport(platform: Platform, actor: Actor, id: string): Promise<ImportRow> {
  const found = await mustFind(deskOf(platform).db, id);
  if (!answersForImport(actor, found)) throw ingestErrors['not-yours']({});
  return found;
}

/** Whether the actor made an import, or answers for its provider. */
export function answersForImport(actor: Actor, { createdById, providerDept }: ImportRow): boolean {
  return answersFor(actor, { persons: [createdById], departments: [providerDept] });
}
