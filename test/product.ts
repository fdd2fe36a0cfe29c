import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..');
const ENTRY = join(ROOT, 'src', 'cli', 'run.ts');
/** Far longer than a first start with its demo province on a busy machine. */
const PATIENCE_MS = 240_000;

/** The product in a process of its own, as a user starts it. */
export interface Product {
  readonly child: ChildProcess;
  readonly port: number;
  /** What it has printed so far. */
  readonly said: { out: string; err: string };
  /** Milliseconds until it said that it was ready. */
  readonly tookMs: number;
  /** Send signals, one after the other, and wait for the end. */
  stop(...signals: NodeJS.Signals[]): Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** First line on standard error: what a user reads first when a start fails. */
  readonly firstLine: string;
}

export type Settings = Readonly<Record<string, string>>;

/** Run a command of the product; nothing of this process's settings reaches it but what is given. */
export function launch(args: readonly string[], settings: Settings, as?: number) {
  const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...settings };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ENTRY, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    ...(as === undefined ? {} : { uid: as, gid: as }),
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += data;
  });
  child.stderr.on('data', (data) => {
    said.err += data;
  });
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({
    code,
    ...said,
    firstLine: said.err.split('\n').find((line) => line !== '') ?? '',
  }));
  return { child, said, ended };
}

/** Start on a folder and wait until it says that it is ready. */
export async function startProduct(dataDir: string, settings: Settings = {}): Promise<Product> {
  const port = Number(settings.PORT ?? (await freePort()));
  const began = performance.now();
  const { child, said, ended } = launch(['start'], {
    LOG_LEVEL: 'error',
    ...settings,
    YIPING_DATA: dataDir,
    PORT: String(port),
  });
  while (!said.out.includes('按 Ctrl-C 停止')) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended: ${JSON.stringify(said)}`);
    if (performance.now() - began > PATIENCE_MS) {
      child.kill('SIGKILL');
      throw new Error(`not ready in time: ${JSON.stringify(said)}`);
    }
    await setTimeout(20);
  }
  return {
    child,
    port,
    said,
    tookMs: performance.now() - began,
    stop: async (...signals) => {
      for (const signal of signals) child.kill(signal);
      return ended;
    },
  };
}

/** Start where it cannot, and give what it said. */
export async function failToStart(dataDir: string, settings: Settings = {}, as?: number): Promise<Ended> {
  const PORT = settings.PORT ?? String(await freePort());
  return launch(['start'], { YIPING_DEMO: '0', ...settings, YIPING_DATA: dataDir, PORT }, as).ended;
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Sign in over HTTP; the status of the reply and the cookie. */
export async function signIn({ port }: Product, username: string, password: string) {
  const reply = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-yiping': '1' },
    body: JSON.stringify({ username, password }),
  });
  const cookie = reply.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
  return { status: reply.status, cookie };
}
