import { audit } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf, isDepartment } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import { jobFor } from '../jobs.ts';
import { lookAtSheet, type ProposalWish, proposalOf, type SheetProposal } from '../sheets/proposal.ts';
import { hashReadings, shapeOfSheet } from '../sheets/reading-json.ts';
import type { FileRow } from '../sql/file.ts';
import { type ImportRow, importById, insertImport, type NewImport, requeueImport } from '../sql/import.ts';
import { rememberShape } from '../sql/shape.ts';
import type { Db, Tx } from '../tables.ts';

export interface Acceptance extends ProposalWish {
  readonly file: FileRow;
  readonly sheet: number;
  /** The sheet is the only one of its file. */
  readonly only: boolean;
  /** The reading that was shown; when given, no other is accepted. */
  readonly readingHash?: string;
  readonly title?: string;
  readonly providerDept?: string | null;
}

export interface Accepted {
  readonly row: ImportRow;
  /** The same acceptance had been made before: nothing is imported twice. */
  readonly duplicate: boolean;
}

/**
 * Accept how a sheet is read and queue its import. The same sheet, reading, title and provider again is the import that
 * stands. Another reading makes another import; when it is done, it takes the place of the older one. What the person
 * corrected is remembered for the next sheet of this shape.
 * @throws {Refusal} `ingest.nothing-to-read`, `ingest.bad-correction`, `ingest.foreign-provider`, `ingest.unknown-provider`,
 * `platform.conflict` when the reading is no longer the one shown
 */
export async function acceptSheet(platform: Platform, actor: Actor, acceptance: Acceptance): Promise<Accepted> {
  const { file, sheet, only } = acceptance;
  const look = await lookAtSheet(platform, file, sheet);
  const proposal = await proposalOf(platform, file, look, only, acceptance);
  const { readings } = proposal;
  if (readings.length === 0) throw ingestErrors['nothing-to-read']({ sheet: look.sheet.name });
  const readingHash = hashReadings(readings);
  if (acceptance.readingHash !== undefined && acceptance.readingHash !== readingHash)
    throw platformErrors.conflict({ detail: '读法在您查看之后有了变化，请重新核对后再导入。' });
  const providerDept = await providerFor(platform, actor, acceptance, proposal);
  const row: NewImport = {
    id: newId(platform.clock.now()),
    fileHash: file.hash,
    sheet,
    sheetName: look.sheet.name,
    reading: readings,
    readingHash,
    shape: shapeOfSheet(readings),
    title: (acceptance.title ?? proposal.title).trim(),
    providerDept,
    createdAt: platform.clock.now(),
    createdById: actor.userId,
    createdBy: actor.username,
    createdByName: actor.name,
  };
  return store(platform, actor, row, readings);
}

/** A person imports for a department that they answer for; whoever answers for all may leave it open. */
async function providerFor(
  platform: Platform,
  { scope }: Actor,
  { providerDept }: Acceptance,
  proposal: SheetProposal,
): Promise<string | null> {
  const own = scope.departments === 'all' ? null : scope.departments;
  // What was remembered of another office's sheet is no proposal to this one.
  const proposed = own?.includes(proposal.providerDept ?? '') === false ? null : proposal.providerDept;
  const wished = providerDept === undefined ? proposed : providerDept;
  const provider = own?.length === 1 && (wished === null || providerDept === undefined) ? (own[0] ?? null) : wished;
  if (provider !== null && !(await isDepartment(platform, provider)))
    throw ingestErrors['unknown-provider']({ code: provider });
  const isForeign = own !== null && (provider === null ? own.length > 0 : !own.includes(provider));
  if (isForeign) throw ingestErrors['foreign-provider']({});
  return provider;
}

async function store(
  platform: Platform,
  actor: Actor,
  row: NewImport,
  readings: SheetProposal['readings'],
): Promise<Accepted> {
  const { db } = deskOf(platform);
  const { id, queued } = await db.transaction().execute(async (tx) => {
    const inserted = await insertImport(tx, row);
    const isQueued = inserted.created || (await requeueEnded(tx, inserted.id));
    if (isQueued) await remember(platform, tx, actor, row, readings);
    return { id: inserted.id, queued: isQueued };
  });
  return { row: await mustFind(db, id), duplicate: !queued };
}

/** An import that failed, was cancelled, or gave way to another reading since, runs once more when accepted again. */
async function requeueEnded(tx: Tx, id: string): Promise<boolean> {
  const row = await importById(tx, id);
  const gaveWay = row?.status === 'done' && !row.current;
  return requeueImport(tx, id, gaveWay ? ['done'] : ['failed', 'cancelled']);
}

async function remember(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  row: NewImport,
  readings: SheetProposal['readings'],
): Promise<void> {
  const { providerDept } = row;
  const at = platform.clock.now();
  await rememberShape(tx, { fingerprint: row.shape, readings, providerDept, at, by: actor.name });
  await audit(tx, platform.clock, actor, {
    action: 'ingest.accept',
    subject: { kind: 'import', id: row.id },
    detail: { fileHash: row.fileHash, sheet: row.sheetName, title: row.title, providerDept, reading: row.readingHash },
  });
}

/** Have an import carried out by a job, which runs on whoever leaves the page. */
export async function sendImport(platform: Platform, { id, fileBytes, attempts }: ImportRow): Promise<void> {
  await platform.jobs.send(jobFor(fileBytes), { importId: id }, `${id}/${attempts}`);
}

export async function mustFind(db: Db, id: string): Promise<ImportRow> {
  const row = await importById(db, id);
  if (!row) throw ingestErrors['no-such-import']({});
  return row;
}
