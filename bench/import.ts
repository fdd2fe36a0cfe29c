/**
 * Import of a CSV of a million rows, read, checked and stored, against the engine's own CSV insert of the same file into
 * an equivalent table. Both run in processes of their own, by turns; each is given its least disturbed round.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCounties } from './import/counties.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 5;
const LEAST_RATIO = 0.4;
const MOST_MEGABYTES = 600;

interface Measured {
  readonly seconds: number;
  /** Peak megabytes: held by the process alone, and resident with the shared pages of libraries. */
  readonly held: number;
  readonly resident: number;
  readonly note: string;
}

function run(script: string, ...args: string[]): string {
  const path = join(import.meta.dirname, 'import', script);
  const done = spawnSync(process.execPath, [path, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (done.status !== 0) throw new Error(`${script} failed`);
  return done.stdout;
}

const measureOwn = (file: string): Measured => JSON.parse(run('own.ts', file, String(ROWS)));

/** In a folder of its own, made by an earlier start, as a node in use has one. */
function measureOurs(file: string, folder: string): Measured {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  run('ours.ts', '', '', dataDir);
  const measured: Measured = JSON.parse(run('ours.ts', file, String(ROWS), dataDir));
  rmSync(dataDir, { recursive: true, force: true });
  return measured;
}

/** The least disturbed round: everything else on the machine only adds to a time. */
function best(seconds: readonly number[]): number {
  return Math.min(...seconds);
}

const folder = mkdtempSync(join(tmpdir(), 'yiping-bench-'));
try {
  const file = join(folder, 'counties.csv');
  const bytes = await writeCounties(file, ROWS);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    own: measureOwn(file),
    ours: measureOurs(file, folder),
  }));
  const own = best(rounds.map((round) => round.own.seconds));
  const ours = best(rounds.map((round) => round.ours.seconds));
  const held = Math.max(...rounds.map((round) => round.ours.held));
  const ratio = own / ours;
  const row = (name: string, seconds: number, { resident, note }: Measured) => ({
    '': name,
    seconds: seconds.toFixed(2),
    'rows/s': Math.round(ROWS / seconds),
    'MB/s': Math.round(bytes / 1e6 / seconds),
    'resident MB': Math.round(resident),
    note,
  });
  const [first] = rounds;
  if (first) console.table([row('engine’s own insert', own, first.own), row('our import', ours, first.ours)]);
  console.log(`${ROWS} rows, ${Math.round(bytes / 1e6)} MB, best of ${ROUNDS} rounds each`);
  console.log(`speed: ${Math.round(ratio * 100)} % of the engine’s own (at least ${LEAST_RATIO * 100} %)`);
  console.log(
    `memory held while importing, ledger and warehouse included: ${Math.round(held)} MB (at most ${MOST_MEGABYTES})`,
  );
  process.exitCode = ratio >= LEAST_RATIO && held <= MOST_MEGABYTES ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
