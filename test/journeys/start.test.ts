import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openPglite } from '../../src/platform/pg/pglite.ts';
import { failToStart, freePort, launch, type Product, signIn, startProduct } from '../product.ts';
import { mountSmallDisk } from '../small-disk.ts';

const ACCOUNTS =
  'governor vice-governor secretary inspector duty editor director officer city county bureau analyst engineer sysadmin secadmin auditor';
/** The user that owns nothing; only root can become it. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

const root = mkdtempSync(join(tmpdir(), 'yiping-start-'));
const disk = mountSmallDisk(600);
after(() => {
  disk?.unmount();
  rmSync(root, { recursive: true, force: true });
});

const lockOf = (dir: string): string => join(dir, 'yiping.lock');
const passwordIn = (text: string): string => /演示密码：(\S+)/.exec(text)?.[1] ?? '';

async function get({ port }: Product, path: string, cookie: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
}

/** Put a row into the ledger of a stopped node, or take it out. */
async function inLedger(dir: string, sql: string): Promise<void> {
  const pg = await openPglite(join(dir, 'ledger'));
  await pg.script(sql);
  await pg.close();
}

describe('starting and stopping with the demo province', () => {
  const dir = join(disk?.dir ?? root, 'demo');
  let product: Product;
  let password = '';
  let cookie = '';
  after(() => product?.child.kill('SIGKILL'));

  it('prints the address, the demo accounts and a password that opens them', async () => {
    product = await startProduct(dir);
    assert.match(product.said.out, new RegExp(`http://127\\.0\\.0\\.1:${product.port}/`));
    assert.ok(product.said.out.includes(`演示账号：${ACCOUNTS}\n`), product.said.out);
    password = passwordIn(product.said.out);
    assert.match(password, /^\w{12}$/);
    const session = await signIn(product, 'governor', password);
    assert.equal(session.status, 200);
    cookie = session.cookie;
    const screen = await get(product, '/api/cockpit/screens/overview', cookie);
    assert.equal(screen.status, 200);
    assert.ok((await screen.text()).length > 10_000, 'the first screen has figures');
  });

  it('is refused a second time on the same folder, with the process that holds it, even where the port is taken too', async () => {
    const ended = await failToStart(dir, { PORT: String(product.port) });
    assert.equal(ended.code, 1);
    assert.match(ended.firstLine, new RegExp(`数据目录 .*进程号 ${product.child.pid}.*YIPING_DATA`));
    assert.ok(existsSync(lockOf(dir)), 'the lock of the other process stays');
  });

  it('says that the port is taken before it makes anything', async () => {
    const other = join(root, 'other');
    const ended = await failToStart(other, { PORT: String(product.port) });
    assert.equal(ended.code, 1);
    assert.match(ended.firstLine, new RegExp(`端口 ${product.port} 已被占用.*PORT=${product.port + 1} npm start`));
    assert.ok(!existsSync(lockOf(other)));
  });

  it('stops on Ctrl-C with 0, also when the terminal and npm both tell it, and lets the folder go', async () => {
    const ended = await product.stop('SIGINT', 'SIGINT');
    assert.equal(ended.code, 0, ended.err);
    assert.match(ended.err, /已停止，数据已保存。/);
    assert.ok(!existsSync(lockOf(dir)));
  });

  const skip = disk ? false : 'a small disk cannot be mounted here (it takes root)';
  it('says that the disk is full, and starts again when it is not', { skip }, async () => {
    disk?.fill(0);
    const ended = await failToStart(dir);
    disk?.free();
    assert.equal(ended.code, 1);
    assert.match(ended.firstLine, /磁盘空间不足.*已保存的数据没有丢失.*请清理磁盘/);
    assert.ok(!existsSync(lockOf(dir)));
  });

  it('takes over the lock of a dead process, keeps password and data, and stops on SIGTERM with 0', async (t) => {
    writeFileSync(lockOf(dir), JSON.stringify({ pid: product.child.pid, started: 'before' }));
    product = await startProduct(dir);
    t.diagnostic(`ready after ${Math.round(product.tookMs)} ms`);
    assert.equal(passwordIn(product.said.out), password);
    const session = await get(product, '/api/session', cookie);
    assert.equal(session.status, 200, 'who was signed in still is');
    assert.equal((await product.stop('SIGTERM')).code, 0);
    assert.ok(!existsSync(lockOf(dir)));
  });

  it('takes the password that YIPING_DEMO_PASSWORD names; a closed terminal stops it cleanly', async () => {
    product = await startProduct(dir, { YIPING_DEMO_PASSWORD: 'Another-Passw0rd' });
    assert.equal(passwordIn(product.said.out), 'Another-Passw0rd');
    assert.equal((await signIn(product, 'county', 'Another-Passw0rd')).status, 200);
    assert.equal((await signIn(product, 'county', password)).status, 401);
    product.child.stdout?.destroy();
    product.child.stderr?.destroy();
    assert.equal((await product.stop('SIGHUP')).code, 0);
    assert.ok(!existsSync(lockOf(dir)));
  });

  it('refuses a folder of a newer version in the first line, and names what it does not know', async () => {
    const row = `module = 'platform' and name = '9999-later.sql'`;
    await inLedger(
      dir,
      `insert into platform.migration (module, store, name) values ('platform', 'pg', '9999-later.sql')`,
    );
    const ended = await failToStart(dir);
    assert.equal(ended.code, 1);
    assert.match(ended.firstLine, /更新的版本写入.*platform\/pg\/9999-later\.sql.*YIPING_DATA/);
    assert.ok(!existsSync(lockOf(dir)));
    await inLedger(dir, `delete from platform.migration where ${row}`);
  });
});

describe('starting without the demo province', () => {
  const dir = join(root, 'real');

  it('ends at once when it is stopped before it is ready, and the next start goes on', async () => {
    const { child, ended } = launch(['start'], { YIPING_DATA: dir, YIPING_DEMO: '0', PORT: String(await freePort()) });
    while (!existsSync(lockOf(dir))) await setTimeout(5);
    child.kill('SIGINT');
    const { code, err } = await ended;
    assert.equal(code, 130);
    assert.match(err, /启动被中断/);
    assert.ok(!existsSync(lockOf(dir)));
  });

  it('has no demo accounts with YIPING_DEMO=0 and says how to make the first ones', async () => {
    const product = await startProduct(dir, { YIPING_DEMO: '0' });
    try {
      assert.doesNotMatch(product.said.out, /演示/);
      assert.match(product.said.out, /yiping create-admin/);
      assert.equal((await signIn(product, 'governor', 'Another-Passw0rd')).status, 401);
    } finally {
      assert.equal((await product.stop('SIGTERM')).code, 0);
    }
  });
});

describe('the first line of a start that fails', () => {
  const cases: readonly [what: string, settings: Record<string, string>, line: RegExp][] = [
    ['a port that is no number', { PORT: 'abc' }, /^环境变量 PORT 应为 .*现在是“abc”/],
    ['a frozen clock that is no time', { YIPING_NOW: 'xyz' }, /^环境变量 YIPING_NOW 应为时间.*现在是“xyz”/],
    ['an address of another machine', { HOST: '192.0.2.1' }, /^环境变量 HOST 指定的地址“192\.0\.2\.1”/],
  ];
  for (const [what, settings, line] of cases) {
    it(`names the setting: ${what}`, async () => {
      const ended = await failToStart(join(root, 'unset'), settings);
      assert.equal(ended.code, 1);
      assert.match(ended.firstLine, line);
    });
  }

  it('says which database does not answer, without its password', async () => {
    const url = `postgres://yiping:hush-hush@127.0.0.1:${await freePort()}/ledger`;
    const ended = await failToStart(join(root, 'served'), { DATABASE_URL: url });
    assert.equal(ended.code, 1);
    assert.match(ended.firstLine, /^无法使用 DATABASE_URL 指定的数据库（127\.0\.0\.1:\d+\/ledger）：连接被拒绝/);
    assert.doesNotMatch(ended.err, /hush-hush/);
    assert.ok(!existsSync(lockOf(join(root, 'served'))));
  });

  it('says that the data folder may not be written', async (t) => {
    const dir = join(root, 'forbidden');
    await mkdir(dir, { recursive: true });
    await chmod(root, 0o755);
    if (!isRoot) await chmod(dir, 0o500);
    else if ((await launch(['nothing'], {}, NOBODY).ended).code !== 2)
      return t.skip('another user may not read the product here');
    const ended = await failToStart(dir, {}, isRoot ? NOBODY : undefined);
    assert.equal(ended.code, 1);
    assert.match(ended.firstLine, /^没有权限读写数据目录（.*forbidden.*）.*YIPING_DATA/);
  });

  it('says that a part of the data folder may not be read', async (t) => {
    if (!isRoot || (await launch(['nothing'], {}, NOBODY).ended).code !== 2) return t.skip('it takes another user');
    const dir = join(root, 'half');
    await mkdir(join(dir, 'ledger'), { recursive: true });
    await chown(dir, NOBODY, NOBODY);
    await chmod(join(dir, 'ledger'), 0o700);
    const ended = await failToStart(dir, {}, NOBODY);
    assert.equal(ended.code, 1);
    assert.match(ended.firstLine, /^没有权限读写数据目录/);
    assert.ok(!existsSync(lockOf(dir)));
  });
});
