import { createReadStream, existsSync, statSync } from 'node:fs';
import { traceLeak } from '#module/exchange';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { explainFailure } from './failure.ts';

const USAGE = '用法：yiping trace-leak 文件　由泄露文件中的溯源标记查出是哪个授权';

/** Which grant a leaked file comes from. Exit code 0 when one is found, 1 when none is, 2 when not understood. */
export async function run(args: readonly string[]): Promise<number> {
  const [path, ...others] = args;
  if (path === undefined || others.length > 0 || path.startsWith('-')) return stop(2, USAGE);
  if (!existsSync(path) || !statSync(path).isFile()) return stop(2, `没有这个文件：${path}`);
  try {
    const app = await buildApp({ ...readConfig(), logLevel: 'error' });
    try {
      const report = await traceLeak(app.platform, createReadStream(path));
      process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      return report.found.length > 0 || report.delivery !== null ? 0 : 1;
    } finally {
      await app.close();
    }
  } catch (error) {
    return stop(1, explainFailure(error));
  }
}

function stop(code: number, text: string): number {
  process.stderr.write(`${text}\n`);
  return code;
}
