import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { FileReply, Preview, PreviewReply } from '../contract.ts';
import { deskOf, regionReader } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import type { SheetRow } from '../read/sheet.ts';
import { createReader } from '../rules/apply.ts';
import type { Outcome } from '../rules/outcome.ts';
import { lookAtSheet, openOriginal, type ProposalWish, proposalOf, type SheetProposal } from '../sheets/proposal.ts';
import { type FileRow, fileByHash } from '../sql/file.ts';
import { listImports } from '../sql/import.ts';
import { cellsView, fileView, importView, proposalView } from '../views.ts';
import { mustHoldFile } from './custody.ts';
import type { Received } from './receive.ts';

/** Rows of a sheet shown with a proposal. */
const SHOWN = 200;

/** @throws {Refusal} `ingest.no-such-file` */
export async function mustFindFile(platform: Platform, hash: string): Promise<FileRow> {
  const file = await fileByHash(deskOf(platform).db, hash);
  if (!file) throw ingestErrors['no-such-file']({});
  return file;
}

/** A file that has come, with a proposal for each of its sheets that has anything in it. */
export async function fileReply(platform: Platform, { file, duplicate, imports }: Received): Promise<FileReply> {
  const proposals = await proposalsOf(platform, file);
  return {
    file: fileView(file),
    duplicate,
    imports: imports.map(importView),
    sheets: proposals.map(proposalView),
  };
}

/**
 * A file as it stands.
 * @throws {Refusal} what `mustHoldFile` refuses
 */
export async function describeFile(platform: Platform, actor: Actor, hash: string): Promise<FileReply> {
  const file = await mustHoldFile(platform, actor, hash);
  const imports = await listImports(deskOf(platform).db, { fileHash: hash, offset: 0, limit: 20 });
  return fileReply(platform, { file, duplicate: false, imports });
}

/** Names and places of a file's sheets. */
export async function sheetsOf(platform: Platform, file: FileRow) {
  const opened = await openOriginal(platform, file);
  try {
    return opened.sheets;
  } finally {
    await opened.close();
  }
}

/** Proposals for the sheets of a file that hold rows, in order. */
export async function proposalsOf(platform: Platform, file: FileRow): Promise<SheetProposal[]> {
  const sheets = await sheetsOf(platform, file);
  const proposals: SheetProposal[] = [];
  for (const { index } of sheets) {
    const look = await lookAtSheet(platform, file, index);
    if (look.rows.length > 0) proposals.push(await proposalOf(platform, file, look, sheets.length === 1));
  }
  return proposals;
}

/**
 * One sheet as the person's corrections would have it read, over its first rows.
 * @throws {Refusal} what `mustHoldFile` refuses
 */
export async function previewSheet(
  platform: Platform,
  actor: Actor,
  hash: string,
  sheet: number,
  wish: ProposalWish,
): Promise<PreviewReply> {
  const file = await mustHoldFile(platform, actor, hash);
  const sheets = await sheetsOf(platform, file);
  const look = await lookAtSheet(platform, file, sheet);
  const proposal = await proposalOf(platform, file, look, sheets.length === 1, wish);
  return { sheet: proposalView(proposal), preview: await previewOf(platform, proposal) };
}

async function previewOf(platform: Platform, { look, readings }: SheetProposal): Promise<Preview> {
  const reader = createReader(readings, await regionReader(platform));
  const rows = look.rows.slice(0, SHOWN).map((row) => previewRow(row, reader.read(row)));
  return { rows, complete: look.seen <= SHOWN && look.complete };
}

function previewRow({ line, cells }: SheetRow, outcome: Outcome): Preview['rows'][number] {
  const shown = { line, cells: cellsView(cells), outcome: outcome.kind };
  if (outcome.kind === 'quarantined')
    return { ...shown, what: null, reason: outcome.text, columns: [...outcome.columns] };
  return { ...shown, what: outcome.kind === 'non-data' ? outcome.what : null, reason: null, columns: [] };
}

/**
 * Hand out an original; reading it is audited.
 * @throws {Refusal} `ingest.original-lost`, and what `mustHoldFile` refuses
 */
export async function releaseOriginal(platform: Platform, actor: Actor, hash: string): Promise<FileRow> {
  const file = await mustHoldFile(platform, actor, hash);
  if (!(await platform.blobs.has(hash))) throw ingestErrors['original-lost']({});
  await deskOf(platform)
    .db.transaction()
    .execute((tx) =>
      audit(tx, platform.clock, actor, {
        action: 'ingest.download-original',
        subject: { kind: 'file', id: hash },
        detail: { name: file.name },
      }),
    );
  return file;
}
