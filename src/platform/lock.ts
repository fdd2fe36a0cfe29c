import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './errors.ts';

/**
 * Take the data folder for this process; a second process on it would corrupt the ledger (pglite#327).
 * A lock left by a dead process is taken over: the holder is known by process id and start time.
 * @returns a function that lets go.
 * @throws {Refusal} `platform.data-locked`
 */
export function lockDataDir(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'yiping.lock');
  if (!claim(path)) {
    const holder = readHolder(path);
    if (holder && isAlive(holder)) throw lockedBy(dir, holder.pid);
    takeOver(path, dir);
  }
  const unlock = () => {
    process.off('exit', unlock);
    rmSync(path, { force: true });
  };
  process.on('exit', unlock);
  return unlock;
}

/**
 * Look whether another process holds the folder, without taking it.
 * @throws {Refusal} `platform.data-locked`
 */
export function refuseLocked(dir: string): void {
  const holder = readHolder(join(dir, 'yiping.lock'));
  if (holder && isAlive(holder)) throw lockedBy(dir, holder.pid);
}

/** Two processes may find the same dead holder: the one whose claim stands a moment later has the folder. */
function takeOver(path: string, dir: string): void {
  rmSync(path, { force: true });
  const claimed = claim(path);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLE_MS);
  const standing = readHolder(path);
  if (!claimed || standing?.pid !== process.pid) throw lockedBy(dir, standing?.pid ?? 0);
}

/** Longer than the way from reading a lock to removing it. */
const SETTLE_MS = 50;

interface Holder {
  readonly pid: number;
  readonly started: string;
}

function claim(path: string): boolean {
  try {
    writeFileSync(path, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    // On a full disk the file is there, and empty.
    rmSync(path, { force: true });
    throw error;
  }
}

function readHolder(path: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const found = typeof value === 'object' && value !== null && 'pid' in value && 'started' in value;
    return found ? { pid: Number(value.pid), started: String(value.started) } : null;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return holder.started === startOf(holder.pid);
}

/**
 * Start of a process where the system tells (Linux): the boot it belongs to and clock ticks since then. Else empty: the
 * id alone decides.
 */
function startOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return '';
  }
}

function lockedBy(dir: string, pid: number): Refusal {
  const say = `数据目录 ${dir} 正被另一个进程（进程号 ${pid}）使用。请先停止它，或用 YIPING_DATA 另指一个目录。`;
  return new Refusal('platform.data-locked', 500, say, { dir, pid });
}
