// Start the product as a user does, ask it whether it is ready, stop it with Ctrl-C; plain JavaScript for any Node >= 18.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';

const [dataDir, round] = process.argv.slice(2);
const LIMIT_MS = round === 'later' ? 8_000 : 180_000;
const PATIENCE_MS = 300_000;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

const port = await freePort();
const started = performance.now();
const child = spawn(process.execPath, ['bin/yiping.mjs', 'start'], {
  env: { ...process.env, PORT: String(port), YIPING_DATA: dataDir },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = once(child, 'exit');
let text = '';
child.stdout.on('data', (chunk) => {
  text += chunk;
});

async function isReady() {
  try {
    return text.includes('已就绪') && (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

while (!(await isReady())) {
  if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}\n${text}`);
  if (performance.now() - started > PATIENCE_MS) {
    child.kill('SIGTERM');
    throw new Error(`not ready after five minutes\n${text}`);
  }
  await setTimeout(50);
}
const took = Math.round(performance.now() - started);
const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } });
child.kill('SIGINT');
const [code] = await ended;
process.stdout.write(`${round} start: ready after ${took} ms, stopped with ${code}\n`);
if (!page.ok || !/<div id="root"/.test(await page.text())) throw new Error(`no page at / (${page.status})`);
if (!/演示账号：governor .* auditor\n演示密码：\S+/.test(text))
  throw new Error(`no demo accounts were printed\n${text}`);
if (took > LIMIT_MS) throw new Error(`the ${round} start took ${took} ms, the limit is ${LIMIT_MS} ms`);
if (code !== 0) throw new Error(`the product did not stop cleanly: ${code}`);
