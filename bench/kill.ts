/** Kill -9 fifty times during imports: nothing acknowledged is lost, nothing is doubled. `kill.ts [times]` */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killRounds } from './kill/rounds.ts';

const TIMES = Number(process.argv[2] ?? 50);
const folder = mkdtempSync(join(tmpdir(), 'yiping-kill-'));
try {
  const { faults, ...report } = await killRounds(join(folder, 'data'), TIMES, (text) => console.log(text));
  console.table([{ ...report, faults: faults.length }]);
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length === 0 && report.acknowledged > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
