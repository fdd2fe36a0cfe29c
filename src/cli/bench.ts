import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** Run every benchmark, or those named; each prints a table and exits non-zero when it misses its figure. */
export async function run(names: readonly string[]): Promise<number> {
  const files = globSync('bench/*.ts', { cwd: ROOT }).sort();
  const chosen = files.filter(
    (file) => names.length === 0 || names.some((name) => file === join('bench', `${name}.ts`)),
  );
  const failed = chosen.filter(
    (file) => spawnSync(process.execPath, [file], { cwd: ROOT, stdio: 'inherit' }).status !== 0,
  );
  if (failed.length > 0) process.stderr.write(`未达到要求：${failed.join('、')}\n`);
  return failed.length === 0 ? 0 : 1;
}
