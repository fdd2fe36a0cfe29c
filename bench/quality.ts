/**
 * Thirty quality rules over ten million rows, against one full scan of the same table for each group of rules. A group is
 * a statement that the compiler makes; a full scan reads every value of every column once and does nothing with it. Both
 * in one process, by turns; each is given its least disturbed round.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../src/modules/ingest/quality/olap/compile.ts';
import { elapsedClock } from '../src/platform/clock.ts';
import { openChdb } from '../src/platform/olap/chdb.ts';
import { RULES, SCENE } from './quality/rules.ts';
import { makeTable } from './quality/table.ts';

const ROWS = Number(process.argv[2] ?? 10_000_000);
const ROUNDS = 3;
const MOST = 1.5;

const FULL_SCAN = `SELECT count() FROM ${SCENE.relation} WHERE NOT ignore(*)`;

const folder = mkdtempSync(join(tmpdir(), 'yiping-bench-'));
const olap = await openChdb(folder);

async function timed(work: () => Promise<unknown>): Promise<number> {
  // What the engine remembers of a condition it has met before must not answer for the second round.
  await olap.command('SYSTEM DROP QUERY CONDITION CACHE');
  const elapsed = elapsedClock();
  await work();
  return elapsed() / 1000;
}

try {
  await makeTable(olap, ROWS);
  const passes = compile(RULES, SCENE);
  const rounds: { scan: number; groups: number[] }[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const scan = await timed(() => olap.rows(FULL_SCAN));
    const groups: number[] = [];
    for (const pass of passes) groups.push(await timed(() => olap.rows(pass.sql, pass.params)));
    rounds.push({ scan, groups });
  }
  const broken = [];
  for (const pass of passes) {
    const [row = []] = await olap.rows(pass.sql, pass.params);
    broken.push(...pass.read(row).tallies.filter(({ failed }) => failed > 0));
  }
  const scan = Math.min(...rounds.map((round) => round.scan));
  const groups = passes.map((_, i) => Math.min(...rounds.map((round) => round.groups[i] ?? Infinity)));
  console.table(
    passes.map(({ group, rules }, i) => ({
      group,
      rules: rules.length,
      seconds: (groups[i] ?? 0).toFixed(2),
      'of a full scan': ((groups[i] ?? 0) / scan).toFixed(2),
    })),
  );
  const total = groups.reduce((sum, seconds) => sum + seconds, 0);
  const ratio = total / (passes.length * scan);
  console.log(`${ROWS} rows, ${RULES.length} rules, ${passes.length} groups, best of ${ROUNDS} rounds each`);
  console.log(`one full scan: ${scan.toFixed(2)} s; all rules: ${total.toFixed(2)} s`);
  console.log(`${ratio.toFixed(2)} full scans a group (at most ${MOST}); rules broken: ${broken.length} (0 expected)`);
  process.exitCode = ratio <= MOST && broken.length === 0 ? 0 : 1;
} finally {
  await olap.close();
  rmSync(folder, { recursive: true, force: true });
}
