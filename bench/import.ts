/**
 * Import of a CSV of a million rows, read, checked and stored, against the engine's own CSV insert of the same file into
 * an equivalent table. Both run in processes of their own, by turns; the ratio is of the medians.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCounties } from './import/counties.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 3;
const LEAST_RATIO = 0.4;
const MOST_MEGABYTES = 600;

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const folder = mkdtempSync(join(tmpdir(), 'yiping-bench-'));
try {
  const file = join(folder, 'counties.csv');
  const bytes = await writeCounties(file, ROWS);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    own: measureOwn(file),
    ours: measureOurs(file, folder),
  }));
  const own = median(rounds.map((round) => round.own.seconds));
  const ours = median(rounds.map((round) => round.ours.seconds));
  const peak = Math.max(...rounds.map((round) => round.ours.megabytes));
  const ratio = own / ours;
  const line = (name: string, seconds: number, megabytes: number, note: string) => ({
    '': name,
    seconds: seconds.toFixed(2),
    'rows/s': Math.round(ROWS / seconds),
    'MB/s': Math.round(bytes / 1e6 / seconds),
    'peak RSS MB': Math.round(megabytes),
    note,
  });
  console.table([
    line(
      'engine’s own insert',
      own,
      Math.max(...rounds.map((round) => round.own.megabytes)),
      rounds[0]?.own.note ?? '',
    ),
    line('our import', ours, peak, rounds[0]?.ours.note ?? ''),
  ]);
  console.log(
    `${ROWS} rows, ${Math.round(bytes / 1e6)} MB: ${Math.round(ratio * 100)} % of the engine’s own speed (at least ${LEAST_RATIO * 100} %), peak ${Math.round(peak)} MB (at most ${MOST_MEGABYTES})`,
  );
  process.exitCode = ratio >= LEAST_RATIO && peak <= MOST_MEGABYTES ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
