import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const STEPS: readonly (readonly [string, readonly string[]])[] = [
  ['格式与规范', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['类型', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['模块边界', ['scripts/check-boundaries.ts']],
];

/** Lint and format, types, module boundaries; the first failure ends it. */
export async function run(): Promise<number> {
  for (const [what, args] of STEPS) {
    process.stderr.write(`检查${what} …\n`);
    const status = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
    if (status !== 0) return status;
  }
  return 0;
}
