import type { Platform } from '#platform/module.ts';
import { FILE_FORMATS, type FileFormat } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { isOpenItem } from '../rules/opening.ts';
import { countDownload, type FileRow, filesOf, itemsOf, publishedVersions } from '../sql/release.ts';
import { mustShow } from './datasets.ts';

/** A file that may be given out. */
export interface Download {
  readonly file: FileRow;
  /** `d28-000012-v3.csv`. */
  readonly name: string;
}

/**
 * A file of a version of a dataset, if all its items are open at this moment.
 * @throws {Refusal} `portal.no-such-dataset`, `portal.no-such-file`
 */
export async function findDownload(
  platform: Platform,
  key: string,
  version: number,
  format: string,
): Promise<Download> {
  const { db } = deskOf(platform);
  const dataset = await mustShow(platform, key);
  const versions = await publishedVersions(db, dataset.id);
  const release = versions.find((one) => one.version === version && one.state !== 'withdrawn');
  const open = new Set((await itemsOf(db, dataset.id)).filter(isOpenItem).map(({ column_name }) => column_name));
  if (!release || release.fields.some(({ item }) => !open.has(item))) throw portalErrors['no-such-file']({});
  const file = (await filesOf(db, [release.id])).find((one) => one.format === format);
  if (!file || !(await platform.blobs.has(file.hash))) throw portalErrors['no-such-file']({});
  return { file, name: `${dataset.name}-v${version}.${format}` };
}

/** Count a file that went out. */
export function downloaded(platform: Platform, { release_id, format }: FileRow): Promise<void> {
  return countDownload(deskOf(platform).db, release_id, format);
}

export function isFormat(text: string): text is FileFormat {
  return FILE_FORMATS.some((format) => format === text);
}
