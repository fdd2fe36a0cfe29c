/**
 * Kill -9 fifty times during imports and writes to the ledger: nothing acknowledged is lost, nothing is doubled.
 * `kill.ts [times] [seed]`; the seed of a run is printed, the same one draws the same moments.
 */
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killRounds } from './kill/rounds.ts';

const rounds = Number(process.argv[2] ?? 50);
const seed = Number(process.argv[3] ?? randomInt(1_000_000));
const folder = mkdtempSync(join(tmpdir(), 'yiping-kill-'));
try {
  const tell = (text: string) => console.log(text);
  const { faults, ...report } = await killRounds({ dataDir: join(folder, 'data'), rounds, seed, tell });
  console.table([{ seed, ...report, faults: faults.length }]);
  for (const fault of faults) console.log(fault);
  const hasWritten = report.acknowledged > 0 && report.accounts > 0;
  process.exitCode = faults.length === 0 && hasWritten ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
