import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
/** Vite's proxy (vite.config.ts) asks the product here. */
const PORT = '8800';

/**
 * The product, started again at each change of its code, and Vite beside it, which rebuilds pages in the open browser.
 * Either one ending ends the other.
 */
export async function run(): Promise<number> {
  const entry = join(ROOT, 'src', 'cli', 'run.ts');
  const env = { ...process.env, PORT };
  const options = { cwd: ROOT, stdio: 'inherit', env } as const;
  const children = [
    spawn(process.execPath, ['--watch', '--watch-preserve-output', entry, 'start'], options),
    spawn(process.execPath, [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')], options),
  ];
  const ends = children.map(
    (child) => new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 0))),
  );
  const stop = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const code = await Promise.race(ends);
  stop();
  await Promise.all(ends);
  return code;
}
