import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { openBlobs } from './blobs.ts';
import { defineErrors, Refusal, refusalOf } from './errors.ts';
import { newId } from './ids.ts';
import { lockDataDir } from './lock.ts';
import { checkOrder, defineModule } from './module.ts';

const folder = () => mkdtemp(join(tmpdir(), 'yiping-files-'));

describe('originals', () => {
  it('are kept by content, once', async () => {
    const dir = await folder();
    const blobs = openBlobs(dir);
    const first = await blobs.put(Readable.from([Buffer.from('一'), Buffer.from('屏')]));
    const second = await blobs.put(Readable.from([Buffer.from('一屏')]));
    assert.deepEqual(second, first);
    assert.equal(first.bytes, 6);
    assert.equal((await readFile(blobs.pathOf(first.hash))).toString(), '一屏');
    assert.ok(await blobs.has(first.hash));
    assert.ok(!(await blobs.has('0'.repeat(64))));
  });

  it('leave nothing behind when the stream breaks', async () => {
    const dir = await folder();
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('line dropped');
    }
    await assert.rejects(openBlobs(dir).put(broken()), /line dropped/);
    assert.deepEqual(await readdir(join(dir, 'incoming')), []);
  });
});

describe('the lock on the data folder', () => {
  const isLocked = (error: unknown) =>
    error instanceof Refusal && error.code === 'platform.data-locked' && /YIPING_DATA/.test(error.message);

  it('is refused while another process holds it, and taken over when that process is dead', async () => {
    const dir = await folder();
    const script = `import('${join(import.meta.dirname, 'lock.ts')}').then((m) => { m.lockDataDir(process.argv[1]); console.log('held'); setInterval(() => {}, 1000); });`;
    const child = spawn(process.execPath, ['-e', script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    assert.throws(() => lockDataDir(dir), isLocked);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const unlock = lockDataDir(dir);
    unlock();
    assert.deepEqual(await readdir(dir), []);
  });

  it('of a process id that now belongs to another process is stale', async () => {
    const dir = await folder();
    await writeFile(join(dir, 'yiping.lock'), JSON.stringify({ pid: process.ppid, started: 'long ago' }));
    lockDataDir(dir)();
  });
});

describe('refusals', () => {
  const errors = defineErrors('demo', { 'too-many': [422, ({ count }: { count: number }) => `最多 ${count} 个。`] });

  it('carry a stable code, a status and a sentence made from typed parameters', () => {
    const refusal = errors['too-many']({ count: 3 });
    assert.deepEqual(
      [refusal.code, refusal.status, refusal.message, refusal.params],
      ['demo.too-many', 422, '最多 3 个。', { count: 3 }],
    );
  });

  it('say in words what the operating system means', () => {
    const full = Object.assign(new Error('write failed'), { code: 'ENOSPC' });
    assert.equal(refusalOf(full)?.code, 'platform.out-of-space');
    assert.equal(refusalOf(new Error('connect ECONNREFUSED 127.0.0.1:5432'))?.code, 'platform.store-unavailable');
    assert.equal(refusalOf(new Error('a bug')), null);
  });
});

describe('modules', () => {
  const make = (name: string, needs: string[] = []) => defineModule({ name, needs });
  it('stand in an order that their needs allow', () => {
    checkOrder([make('a'), make('b', ['a'])]);
    assert.throws(() => checkOrder([make('b', ['a']), make('a')]), /b needs a/);
    assert.throws(() => checkOrder([make('a'), make('a')]), /twice/);
    assert.throws(() => make('A-b'), /lower-case/);
  });
});

describe('identifiers', () => {
  it('are UUIDs of version 7 that sort by time', () => {
    const early = newId(new Date('2026-01-01T00:00:00Z'));
    const late = newId(new Date('2026-01-01T00:00:01Z'));
    assert.match(early, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok(early < late);
  });
});
