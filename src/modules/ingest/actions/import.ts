import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { Acceptance, AcceptReply, Import, ImportQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import { listImports, requestCancel, requeueImport } from '../sql/import.ts';
import { importView } from '../views.ts';
import { acceptSheet, mustFind, sendImport } from './accept.ts';
import { mustHoldFile, mustHoldImport } from './custody.ts';
import { sheetsOf } from './file.ts';

/** Accept a sheet as shown and queue its import. */
export async function acceptImport(platform: Platform, actor: Actor, wish: Acceptance): Promise<AcceptReply> {
  const file = await mustHoldFile(platform, actor, wish.fileHash);
  const only = (await sheetsOf(platform, file)).length === 1;
  const { row, duplicate } = await acceptSheet(platform, actor, { ...wish, file, only });
  if (!duplicate) await sendImport(platform, row);
  return { import: importView(row), duplicate, message: messageOf(row.status, duplicate) };
}

function messageOf(status: string, duplicate: boolean): string {
  if (!duplicate) return '已开始导入，可以离开本页。';
  return status === 'done' ? '已导入，未重复。' : '正在导入，未重复。';
}

export async function getImport(platform: Platform, id: string): Promise<Import> {
  return importView(await mustFind(deskOf(platform).db, id));
}

export async function findImports(platform: Platform, query: ImportQuery): Promise<Import[]> {
  const { file, resource, status, page = 1, size = 50 } = query;
  const rows = await listImports(deskOf(platform).db, {
    ...(file !== undefined && { fileHash: file }),
    ...(resource !== undefined && { resourceId: resource }),
    ...(status !== undefined && { status }),
    offset: (page - 1) * size,
    limit: size,
  });
  return rows.map(importView);
}

/**
 * Cancel an import that has not ended; nothing of it remains but the original.
 * @throws {Refusal} `ingest.not-cancellable`, and what `mustHoldImport` refuses
 */
export async function cancelImport(platform: Platform, actor: Actor, id: string): Promise<Import> {
  const { db } = deskOf(platform);
  await mustHoldImport(platform, actor, id);
  await db.transaction().execute(async (tx) => {
    const was = await requestCancel(tx, id, platform.clock.now());
    if (was === null) throw ingestErrors['not-cancellable']({});
    await audit(tx, platform.clock, actor, {
      action: 'ingest.cancel',
      subject: { kind: 'import', id },
      detail: { was },
    });
  });
  return getImport(platform, id);
}

/**
 * Run a failed or cancelled import again, from the original that was kept.
 * @throws {Refusal} `ingest.not-retryable`, and what `mustHoldImport` refuses
 */
export async function retryImport(platform: Platform, actor: Actor, id: string): Promise<Import> {
  const { db } = deskOf(platform);
  await mustHoldImport(platform, actor, id);
  await db.transaction().execute(async (tx) => {
    if (!(await requeueImport(tx, id, ['failed', 'cancelled']))) throw ingestErrors['not-retryable']({});
    await audit(tx, platform.clock, actor, { action: 'ingest.retry', subject: { kind: 'import', id } });
  });
  await sendImport(platform, await mustFind(db, id));
  return getImport(platform, id);
}
