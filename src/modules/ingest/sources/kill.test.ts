import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { it } from 'node:test';
import { portOf } from './services.test-support.ts';

const NODE = join(import.meta.dirname, 'pull-node.test-support.ts');
const ROWS = 200_000;

/** The first line that a node says; with `kill` it dies by SIGKILL there and then. */
async function firstLine(args: readonly string[], kill: boolean): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, [NODE, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (kill) child.kill('SIGKILL');
    await gone;
    return JSON.parse(line);
  }
  throw new Error('the node said nothing');
}

it('kill -9 in the middle of a pull: the next start takes every row once', { timeout: 240_000 }, async () => {
  const state = { slow: true };
  const server = createServer(async (request, reply) => {
    const query = new URL(request.url ?? '/', 'http://local').searchParams;
    const offset = Number(query.get('offset'));
    // The last quarter never comes while the node is to be killed.
    if (state.slow && offset >= (ROWS / 4) * 3) return;
    const rows = Array.from({ length: Math.min(25_000, ROWS - offset) }, (_, i) => ({
      id: offset + i + 1,
      name: `第${i}`,
    }));
    reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = await mkdtemp(join(tmpdir(), 'yiping-pull-'));
  try {
    const url = `http://127.0.0.1:${portOf(server)}/rows`;
    const killed = await firstLine(['begin', folder, url], true);
    assert.ok(Number(killed.written) > 0, 'rows stood in the warehouse when it died');
    state.slow = false;
    const after = await firstLine(['end', folder], false);
    assert.deepEqual(after, {
      ...{ status: 'done', rows: ROWS, crashes: 1, watermark: String(ROWS) },
      ...{ standing: [ROWS, ROWS, ROWS], batches: ['purged', 'committed'] },
    });
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
