import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const PATTERNS = ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.ts'];

/** Run the test files, all or those whose path contains one of the words given; the last line counts them. */
export async function run(words: readonly string[]): Promise<number> {
  const files = globSync(PATTERNS, { cwd: ROOT }).filter(
    (file) => words.length === 0 || words.some((word) => file.includes(word)),
  );
  if (files.length === 0) {
    process.stderr.write(`没有路径含“${words.join('”或“')}”的测试文件。\n`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'yiping-tests-'));
  try {
    const report = join(folder, 'report.tap');
    const status = runFiles(files.sort(), report);
    process.stdout.write(`${closingLine(readFileSync(report, 'utf8'), files.length)}\n`);
    return status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One report to read, failures once more at its end, and one to count. */
function runFiles(files: readonly string[], report: string): number {
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  const counting = ['--test-reporter=tap', `--test-reporter-destination=${report}`];
  const limits = ['--test-concurrency=2', '--test-timeout=300000'];
  const args = ['--disable-warning=ExperimentalWarning', '--test', ...limits, ...reporters, ...counting, ...files];
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

function closingLine(report: string, files: number): string {
  const count = (name: string): number => Number(new RegExp(`^# ${name} ([\\d.]+)$`, 'm').exec(report)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  const seconds = Math.round(count('duration_ms') / 1000);
  return `${files} 个文件的 ${count('tests')} 项测试：通过 ${count('pass')}，失败 ${failed}，跳过 ${count('skipped')}；用时 ${seconds} 秒。`;
}
