import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small file system of its own, to be filled without harm. */
export interface SmallDisk {
  readonly dir: string;
  /** Fill it up to so many bytes. */
  fill(leave: number): void;
  free(): void;
  unmount(): void;
}

/** Mount a file system in memory; null where that is not allowed (it takes root). */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const dir = mkdtempSync(join(tmpdir(), 'yiping-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir]);
  if (mounted.status !== 0) {
    rmSync(dir, { recursive: true });
    return null;
  }
  const ballast = join(dir, 'ballast');
  const free = () => rmSync(ballast, { force: true });
  return {
    dir,
    free,
    fill: (leave) => {
      free();
      const { bavail, bsize } = statfsSync(dir);
      writeZeros(ballast, bavail * bsize - leave);
    },
    unmount: () => {
      spawnSync('umount', ['--lazy', dir]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const PIECE = Buffer.alloc(1024 * 1024);

function writeZeros(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  try {
    for (let left = bytes; left > 0; left -= PIECE.length) writeSync(file, PIECE, 0, Math.min(left, PIECE.length));
  } catch (error) {
    // The very last bytes may be gone to somebody else: full is what was asked for.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}
