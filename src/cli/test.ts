import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const PATTERNS = ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'];

/** Run the test files, all or those whose path contains one of the words given. */
export async function run(words: readonly string[]): Promise<number> {
  const files = globSync(PATTERNS, { cwd: ROOT }).filter(
    (file) => words.length === 0 || words.some((word) => file.includes(word)),
  );
  const args = ['--test', '--test-concurrency=2', '--test-timeout=300000', ...files.sort()];
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}
