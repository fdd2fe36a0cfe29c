import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..');
const root = mkdtempSync(join(tmpdir(), 'yiping-launcher-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** Stands for the product: says which signals it hears, ends with the code that it is told. */
const COMMAND = `
const [name, ...args] = process.argv.slice(2);
if (args[0] === 'exit') process.exit(Number(args[1]));
console.log(JSON.stringify({ name, args }));
if (args[0] === 'wait') {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { console.log(signal); process.exit(0); });
  setInterval(() => {}, 1000);
}`;

/** Stands for npm: takes \`slow\` seconds, counts its runs, fails while there is a file \`broken\`. */
const NPM = `#!/bin/sh
echo run >> ${root}/npm-runs
rm -rf node_modules && mkdir -p node_modules/half
if [ -f broken ]; then echo "npm warn EBADENGINE noise"; echo "npm error code E404"; exit 1; fi
sleep $(cat slow)
mkdir node_modules/whole
`;

const file = (...path: string[]) => join(root, ...path);
const runs = () => (existsSync(file('npm-runs')) ? readFileSync(file('npm-runs'), 'utf8').split('\n').length - 1 : 0);

function layTree(): void {
  for (const folder of ['bin', 'src/cli', 'fake']) mkdirSync(file(folder), { recursive: true });
  for (const gone of ['node_modules', '.runtime', 'npm-runs', 'broken'])
    rmSync(file(gone), { recursive: true, force: true });
  copyFileSync(join(ROOT, 'bin', 'yiping.mjs'), file('bin', 'yiping.mjs'));
  writeFileSync(file('package.json'), '{"config":{"node":"24.0.0"}}');
  writeFileSync(file('package-lock.json'), '{}');
  writeFileSync(file('src', 'cli', 'run.ts'), COMMAND);
  writeFileSync(file('fake', 'npm'), NPM);
  writeFileSync(file('slow'), '0');
  chmodSync(file('fake', 'npm'), 0o755);
}

function launch(...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [file('bin', 'yiping.mjs'), ...args], {
    cwd: root,
    env: { PATH: `${file('fake')}${delimiter}${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (data) => {
    said.out += data;
  });
  child.stderr?.on('data', (data) => {
    said.err += data;
  });
  return { child, said, ended: once(child, 'close').then(([code]) => ({ code, ...said })) };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setTimeout(20);
}

describe('the launcher', { skip: process.platform === 'win32' ? 'it needs a shell' : false }, () => {
  beforeEach(layTree);

  it('lists its commands, and names the one that it does not know', async () => {
    const help = await launch('help').ended;
    assert.equal(help.code, 0);
    assert.match(help.out, /start .*\n {2}test /);
    const unknown = await launch('strat').ended;
    assert.deepEqual([unknown.code, unknown.err], [1, '没有命令“strat”。用 yiping help 看有哪些命令。\n']);
    assert.equal(runs(), 0, 'neither installs anything');
  });

  it('hands arguments over as they are and the exit code back', async () => {
    assert.equal((await launch('import', 'exit', '7').ended).code, 7);
    const { out } = await launch('import', '一 屏.csv', '--json').ended;
    assert.deepEqual(JSON.parse(out), { name: 'import', args: ['一 屏.csv', '--json'] });
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`passes ${signal} on and ends as the command does`, async () => {
      const { child, said, ended } = launch('import', 'wait');
      await until(() => said.out.includes('wait'));
      child.kill(signal);
      const { code, out } = await ended;
      assert.deepEqual([code, out.split('\n')[1]], [0, signal]);
    });
  }

  it('installs what the lock file says once, and again when it says something else', async () => {
    for (let i = 0; i < 2; i++) assert.equal((await launch('import', 'exit', '0').ended).code, 0);
    assert.equal(runs(), 1);
    writeFileSync(file('package-lock.json'), '{"other":1}');
    assert.equal((await launch('import', 'exit', '0').ended).code, 0);
    assert.equal(runs(), 2);
  });

  it('says when installing fails, with the errors only, and tries again at the next start', async () => {
    writeFileSync(file('broken'), '');
    const failed = await launch('import', 'exit', '0').ended;
    assert.equal(failed.code, 1);
    assert.match(failed.err, /依赖安装失败。请检查网络或 npm 镜像设置后重试。\nnpm error code E404/);
    assert.doesNotMatch(failed.err, /noise/);
    rmSync(file('broken'));
    assert.equal((await launch('import', 'exit', '0').ended).code, 0);
    assert.ok(existsSync(file('node_modules', 'whole')));
  });

  it('stops installing when it is stopped, and starts over the next time', async () => {
    writeFileSync(file('slow'), '5');
    const { child } = launch('import', 'exit', '0');
    await until(() => existsSync(file('node_modules', 'half')));
    child.kill('SIGTERM');
    await once(child, 'exit');
    assert.equal(child.exitCode, 143);
    writeFileSync(file('slow'), '0');
    assert.equal((await launch('import', 'exit', '0').ended).code, 0);
    assert.ok(existsSync(file('node_modules', 'whole')));
  });

  it('waits for an npm that outlived its killed launcher, then installs for itself', async () => {
    writeFileSync(file('slow'), '2');
    const { child, ended } = launch('import', 'exit', '0');
    await until(
      () =>
        existsSync(file('node_modules', 'half')) &&
        /^\d+ \d+$/.test(readFileSync(file('.runtime', 'installing'), 'utf8')),
    );
    child.kill('SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
    await ended;
    const next = await launch('import', 'exit', '0').ended;
    assert.equal(next.code, 0);
    assert.match(next.err, /另一个进程（进程号 \d+）正在安装，等它结束/);
    assert.ok(existsSync(file('node_modules', 'whole')));
    assert.equal(runs(), 2);
  });

  it('lets one of two starts install for both', async () => {
    writeFileSync(file('slow'), '1');
    const first = launch('import', 'exit', '0');
    await until(() => existsSync(file('node_modules', 'half')));
    const second = await launch('import', 'exit', '0').ended;
    assert.deepEqual([(await first.ended).code, second.code, runs()], [0, 0, 1]);
  });
});
