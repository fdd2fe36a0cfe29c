import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import type { Import, SheetProposal as ProposalView } from '../contract.ts';
import type { OpenOptions } from '../read/sheet.ts';
import { runImport } from '../run/import.ts';
import type { SheetProposal } from '../sheets/proposal.ts';
import type { FileRow } from '../sql/file.ts';
import { proposalView } from '../views.ts';
import { acceptSheet } from './accept.ts';
import { proposalsOf, sheetsOf } from './file.ts';
import { getImport } from './import.ts';
import { receiveFile } from './receive.ts';

/** What became of one sheet: the figures to hold against its printed totals. */
export interface ImportedSheet {
  readonly name: string;
  readonly status: Import['status'];
  readonly rowsRead: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly nonData: number;
  readonly regions: { readonly count: number; readonly codes: readonly string[] };
  readonly periods: {
    readonly count: number;
    readonly first: string | null;
    readonly last: string | null;
    readonly list: readonly string[];
  };
  readonly measures: readonly {
    readonly name: string;
    readonly unit: string | null;
    readonly basis: string | null;
    readonly count: number;
    readonly sum: number;
  }[];
  readonly importId: string;
  readonly resourceId: string | null;
  /** It had been imported before: nothing was changed. */
  readonly duplicate: boolean;
  readonly failure: string | null;
}

export interface ImportedFile {
  readonly file: { readonly name: string; readonly hash: string; readonly bytes: number };
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly duplicate: boolean;
  readonly sheets: readonly ImportedSheet[];
  /** How each sheet would be read; what was accepted when `sheets` is not empty. */
  readonly proposals: readonly ProposalView[];
}

export interface ImportFileOptions extends OpenOptions {
  /** Import as proposed; otherwise the file is only received and looked at. */
  readonly accept: boolean;
  readonly title?: string;
  readonly providerDept?: string;
}

/**
 * Import a file from this machine as the system itself, sheet after sheet, and wait for the end. Sheets without anything
 * to read are left out; an import that fails says so in its sheet.
 * @throws {Refusal} when the file is no table
 */
export async function importFile(platform: Platform, path: string, options: ImportFileOptions): Promise<ImportedFile> {
  const { accept, title, providerDept, ...dialect } = options;
  const stream = createReadStream(path);
  const input = { name: basename(path).normalize('NFC'), stream, options: dialect };
  const { file, duplicate } = await receiveFile(platform, SYSTEM_ACTOR, input);
  const proposals = (await proposalsOf(platform, file)).filter(({ readings }) => readings.length > 0);
  const only = (await sheetsOf(platform, file)).length === 1;
  const sheets: ImportedSheet[] = [];
  if (accept) {
    for (const proposal of proposals)
      sheets.push(await importSheet(platform, { file, proposal, only, title, providerDept }));
  }
  const { name, hash, bytes, format, encoding, delimiter } = file;
  return {
    file: { name, hash, bytes },
    format,
    encoding,
    delimiter,
    duplicate,
    sheets,
    proposals: proposals.map(proposalView),
  };
}

async function importSheet(
  platform: Platform,
  input: { file: FileRow; proposal: SheetProposal; only: boolean; title?: string; providerDept?: string },
): Promise<ImportedSheet> {
  const { file, proposal, only, title, providerDept } = input;
  const { row, duplicate } = await acceptSheet(platform, SYSTEM_ACTOR, {
    file,
    sheet: proposal.look.sheet.index,
    only,
    ...(title !== undefined && { title }),
    ...(providerDept !== undefined && { providerDept }),
  });
  if (!duplicate) await runImport(platform, row.id);
  return sheetResult(await getImport(platform, row.id), duplicate);
}

function sheetResult(found: Import, duplicate: boolean): ImportedSheet {
  const { summary } = found;
  const regions = summary?.regions.map(({ code }) => code) ?? [];
  return {
    name: found.sheetName,
    status: found.status,
    rowsRead: found.read,
    accepted: found.accepted,
    quarantined: found.quarantined,
    nonData: found.nonData,
    regions: { count: regions.length, codes: regions },
    periods: summary?.periods ?? { count: 0, first: null, last: null, list: [] },
    measures: summary?.measures.map(({ name, unit, basis, count, sum }) => ({ name, unit, basis, count, sum })) ?? [],
    importId: found.id,
    resourceId: found.resourceId,
    duplicate,
    failure: found.failure,
  };
}
