// Start the product as a user does, ask it whether it is ready, stop it with Ctrl-C; plain JavaScript for any Node >= 18.
import { spawn } from 'node:child_process';
import process from 'node:process';

const [dataDir, round] = process.argv.slice(2);
const PORT = 8899;
const LIMIT_MS = round === 'later' ? 8_000 : 180_000;

const started = Date.now();
const child = spawn(process.execPath, ['bin/yiping.mjs', 'start'], {
  env: { ...process.env, PORT: String(PORT), YIPING_DATA: dataDir },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let text = '';
child.stdout.on('data', (chunk) => {
  text += chunk;
});
const ended = new Promise((resolve) => {
  child.once('exit', resolve);
});

async function isReady() {
  try {
    return (await fetch(`http://127.0.0.1:${PORT}/readyz`)).ok && text.includes('已就绪');
  } catch {
    return false;
  }
}

while (!(await isReady())) {
  if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}\n${text}`);
  if (Date.now() - started > 300_000) throw new Error(`not ready after five minutes\n${text}`);
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const took = Date.now() - started;
child.kill('SIGTERM');
const code = await ended;
process.stdout.write(`${round} start: ready after ${took} ms, stopped with ${code}\n`);
if (took > LIMIT_MS) throw new Error(`the ${round} start took ${took} ms, the limit is ${LIMIT_MS} ms`);
if (code !== 0) throw new Error(`the product did not stop cleanly: ${code}`);
