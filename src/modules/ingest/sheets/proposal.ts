import type { Platform } from '#platform/module.ts';
import { deskOf, regionReader } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import { fileErrors } from '../read/file-errors.ts';
import { openFile } from '../read/open.ts';
import type { OpenedFile, SheetInfo } from '../read/sheet.ts';
import type { Reading } from '../rules/reading.ts';
import type { FileRow } from '../sql/file.ts';
import { shapesOf } from '../sql/shape.ts';
import { correctReadings, recallReadings, type SheetCorrection } from './correct.ts';
import { lookAt, type SheetLook } from './look.ts';
import { dialectOf } from './original.ts';
import { proposeSheet } from './propose.ts';
import { readingsFrom, shapeOfSheet } from './reading-json.ts';
import { suggestTitle } from './title.ts';

/** How one sheet would be read, with everything a person needs to judge it. */
export interface SheetProposal {
  readonly look: SheetLook;
  readonly readings: readonly Reading[];
  readonly title: string;
  readonly providerDept: string | null;
  /** What was taken over from the last sheet of this shape; null when there was none or it was set aside. */
  readonly remembered: { readonly by: string; readonly applied: number; readonly dropped: readonly string[] } | null;
}

/** What a person asks of a proposal. */
export interface ProposalWish {
  /** Do not take over what was said of earlier sheets of this shape. */
  readonly forget?: boolean;
  readonly corrections?: readonly SheetCorrection[];
}

/** Open the original of a file as it was opened when it came. */
export async function openOriginal(platform: Platform, file: FileRow): Promise<OpenedFile> {
  if (!(await platform.blobs.has(file.hash))) throw ingestErrors['original-lost']({});
  return openFile(platform.blobs.pathOf(file.hash), file.name, dialectOf(file));
}

/** Looks kept in memory, so that a click on a column does not read the file again. */
const KEPT = 6;

/** Look at a sheet of an original; the last few looks are kept. */
export async function lookAtSheet(platform: Platform, file: FileRow, index: number): Promise<SheetLook> {
  const { looks } = deskOf(platform);
  const key = `${file.hash}/${index}/${file.encoding}/${file.delimiter}`;
  const known = looks.get(key);
  if (known) return known;
  const looking = lookOnce(platform, file, index);
  looks.set(key, looking);
  looking.catch(() => looks.delete(key));
  for (const old of [...looks.keys()].slice(0, -KEPT)) looks.delete(old);
  return looking;
}

async function lookOnce(platform: Platform, file: FileRow, index: number): Promise<SheetLook> {
  const opened = await openOriginal(platform, file);
  try {
    return await lookAt(opened, sheetAt(opened, index), file.name, await regionReader(platform));
  } finally {
    await opened.close();
  }
}

function sheetAt(file: OpenedFile, index: number): SheetInfo {
  const sheet = file.sheets[index];
  if (!sheet) throw fileErrors['no-such-sheet']({ index });
  return sheet;
}

/**
 * Propose how a sheet is read: from its rows, then from what people said of the last sheet of this shape, then from what
 * the person says now.
 * @throws {Refusal} `ingest.bad-correction`, `ingest.no-such-sheet`
 */
export async function proposalOf(
  platform: Platform,
  file: FileRow,
  look: SheetLook,
  only: boolean,
  wish: ProposalWish = {},
): Promise<SheetProposal> {
  const resolve = await regionReader(platform);
  const proposed = proposeSheet(look, file.name, resolve);
  const shape = wish.forget ? undefined : (await shapesOf(deskOf(platform).db, [shapeOfSheet(proposed)]))[0];
  const recalled = shape ? recallReadings(readingsFrom(shape.readings), proposed, resolve) : null;
  const readings = correctReadings(recalled?.readings ?? proposed, wish.corrections ?? [], resolve);
  return {
    look,
    readings,
    title: suggestTitle(readings, file.name, { name: look.sheet.name, only }),
    providerDept: shape?.providerDept ?? null,
    remembered:
      shape && recalled ? { by: shape.updatedBy, applied: recalled.applied, dropped: recalled.dropped } : null,
  };
}
