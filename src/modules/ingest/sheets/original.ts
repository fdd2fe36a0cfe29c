import type { Encoding } from '../read/encoding.ts';
import type { OpenOptions } from '../read/sheet.ts';
import type { FileRow } from '../sql/file.ts';

export const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'];

/** How a file was opened when it came (or as a person said): so it is opened again. */
export function dialectOf({ encoding, delimiter }: Pick<FileRow, 'encoding' | 'delimiter'>): OpenOptions {
  const known = ENCODINGS.find((name) => name === encoding);
  return { ...(known && { encoding: known }), ...(delimiter !== null && { delimiter }) };
}
