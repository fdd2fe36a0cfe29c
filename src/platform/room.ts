import { statfs } from 'node:fs/promises';
import { platformErrors } from './errors.ts';

/**
 * Bytes that must be free before an embedded store is opened or written in bulk: two segments of PostgreSQL's log, or a
 * merge of small parts in the warehouse. Both engines fare badly on a disk that is full to the last byte: chDB leaves the
 * description of a new table empty and then never opens the folder again, PGlite leaks what it had begun to open.
 */
const HEADROOM = 32 * 1024 * 1024;

/**
 * See that the disk of a folder is not nearly full.
 * @throws {Refusal} `platform.out-of-space`
 */
export async function refuseFull(dir: string): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  if (bavail * bsize < HEADROOM) throw platformErrors['out-of-space']({});
}
