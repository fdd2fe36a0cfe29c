#!/usr/bin/env node
// Plain JavaScript for any Node >= 18: brings what is missing (Node 24, dependencies, the web build), then runs the command.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const RUNTIME = join(ROOT, '.runtime');
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const WINDOWS = process.platform === 'win32';
const COMMANDS = {
  start: '启动（没有的先装好）',
  test: '运行全部测试，含浏览器；yiping test 词 只运行路径含该词的',
  check: '格式、类型、模块边界检查',
  bench: '运行性能测量：yiping bench [名称]',
  build: '构建网页',
  dev: '开发：改了代码即重启，网页即时更新',
  'create-admin': '建立三员账号，或 --reset 用户名',
  verify: '核验节点日志的导出文件：yiping verify 文件 [--key 省级密钥编号]',
  import: '导入文件：yiping import 文件 [--accept] [--json]',
};

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}

const statusOf = (code, signal) => (signal ? 128 + constants.signals[signal] : (code ?? 1));

let child = null;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (child ? child.kill(signal) : process.exit(statusOf(null, signal))));

/** Run a program with whatever stops us stopping it as well; its exit status and, unless it is inherited, its output. */
function run(path, args, options) {
  return new Promise((resolve) => {
    let text = '';
    const started = spawn(path, args, { cwd: ROOT, ...options });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream?.on('data', (data) => {
        text += data;
      });
    const end = (status, signal, added = '') => {
      child = null;
      resolve({ status, signal, text: text + added });
    };
    started.once('error', (error) => end(1, null, error.message));
    // Who was killed may leave children that keep its output open: that is not waited for.
    started.once('exit', (code, signal) => signal && end(statusOf(code, signal), signal));
    started.once('close', (code, signal) => end(statusOf(code, signal), signal));
  });
}

/** The environment in which this Node is found first. */
function withNode(node) {
  return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
}

/** Run npm with its output shown only when it fails. */
async function npm(args, env) {
  const options = { env, shell: WINDOWS, stdio: ['ignore', 'pipe', 'pipe'] };
  const done = await run(WINDOWS ? 'npm.cmd' : 'npm', args, options);
  if (done.status === 0) return;
  if (done.signal) process.exit(done.status);
  if (/ENOSPC|no space/i.test(done.text)) fail('磁盘空间不足，依赖没有装完。请清理磁盘（约需 2 GB）后重试。');
  const errors = done.text.split('\n').filter((line) => !/^npm warn|^npm error *$|^npm error +-/i.test(line));
  fail(`依赖安装失败。请检查网络或 npm 镜像设置后重试。\n${errors.slice(0, 40).join('\n')}`);
}

const INSTALLING = join(RUNTIME, 'installing');
/** Longer than any installation: an older mark was left by a machine that went down. */
const STALE_MS = 15 * 60_000;

/** Process ids of an installation under way elsewhere (another start, or npm left over by one that was killed). */
function installers() {
  try {
    if (Date.now() - statSync(INSTALLING).mtimeMs > STALE_MS) return [];
    const ids = readFileSync(INSTALLING, 'utf8').split(' ').map(Number);
    return ids.filter((id) => id > 0 && id !== process.pid && isAlive(id));
  } catch {
    return [];
  }
}

function isAlive(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Install what is not there, one process at a time: two would delete each other's files. */
async function bring(isThere, why, install) {
  let told = false;
  while (!isThere()) {
    const others = installers();
    if (others.length > 0) {
      if (!told) say(`另一个进程（进程号 ${others.join('、')}）正在安装，等它结束 …`);
      told = true;
      await sleep(500);
      continue;
    }
    say(why);
    mkdirSync(RUNTIME, { recursive: true });
    writeFileSync(INSTALLING, String(process.pid));
    const running = install();
    writeFileSync(INSTALLING, `${process.pid} ${child?.pid ?? ''}`);
    await running;
    rmSync(INSTALLING, { force: true });
  }
}

/** Path of a Node that runs the product: this one when it is new enough, else Node 24 from npm, kept in .runtime. */
async function bringNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const name = `node-${WINDOWS ? 'win' : process.platform}-${process.arch}`;
  const path = join(RUNTIME, 'node_modules', name, 'bin', WINDOWS ? 'node.exe' : 'node');
  const version = MANIFEST.config.node;
  const stamp = join(RUNTIME, `node-${version}`);
  const isThere = () => existsSync(path) && existsSync(stamp);
  await bring(isThere, `正在取得 Node ${version} …`, async () => {
    writeFileSync(join(RUNTIME, 'package.json'), '{"private":true}');
    const flags = ['--no-save', '--no-audit', '--no-fund'];
    await npm(['install', '--prefix', RUNTIME, ...flags, `${name}@${version}`], process.env);
    if (!existsSync(path))
      fail(`没有适用于 ${process.platform}/${process.arch} 的 Node 24 软件包。请自行安装 Node 24 后重试。`);
    writeFileSync(stamp, '');
  });
  return path;
}

/** Dependencies of the lock file, installed once a version of it. The stamp goes first and comes last. */
async function bringDependencies(node) {
  const stamp = join(ROOT, 'node_modules', '.yiping-lock');
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  const want = createHash('sha256').update(lock).digest('hex');
  const isThere = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === want;
  await bring(isThere, '正在安装依赖（首次约需一两分钟）…', async () => {
    rmSync(stamp, { force: true });
    await npm(['ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'], withNode(node));
    writeFileSync(stamp, want);
  });
}

/** Newest modification time in milliseconds of a file, or of a folder and all below it: a deleted file counts too. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The web build, made when it is missing or older than its sources; the old one serves until the new one is whole. */
async function bringSite(node, always = false) {
  const site = join(ROOT, 'dist', 'web');
  const page = join(site, 'index.html');
  const began = new Date();
  const sources = ['src', 'vite.config.ts', 'package-lock.json'].map((name) => join(ROOT, name));
  if (!always && existsSync(page) && statSync(page).mtimeMs >= Math.max(...sources.map(newest))) return;
  say('正在构建网页 …');
  const made = join(ROOT, 'dist', `web-${process.pid}`);
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--logLevel', 'warn', '--outDir', made];
  const done = await run(node, args, { env: withNode(node), stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status !== 0) rmSync(made, { recursive: true, force: true });
  if (done.signal) process.exit(done.status);
  if (done.status !== 0) fail(`网页构建失败：\n${done.text}`);
  utimesSync(join(made, 'index.html'), began, began);
  rmSync(site, { recursive: true, force: true });
  renameSync(made, site);
}

/** Hand over to the command under the right Node, which keeps its compiled code; signals and the exit code pass through. */
async function hand(node, args) {
  const entry = join(ROOT, 'src', 'cli', 'run.ts');
  const env = { NODE_COMPILE_CACHE: join(RUNTIME, 'compile-cache'), ...withNode(node) };
  const options = { cwd: process.cwd(), env, stdio: 'inherit' };
  const done = await run(node, ['--disable-warning=ExperimentalWarning', entry, ...args], options);
  if (done.text) say(`无法启动：${done.text}`);
  process.exit(done.status);
}

const [command = 'help', ...rest] = process.argv.slice(2);
if (command === 'help' || command === '--help' || command === '-h') {
  const lines = Object.entries(COMMANDS).map(([name, what]) => `  ${name.padEnd(12)} ${what}`);
  process.stdout.write(`用法：yiping 命令\n${lines.join('\n')}\n`);
  process.exit(0);
}
if (!Object.hasOwn(COMMANDS, command)) fail(`没有命令“${command}”。用 yiping help 看有哪些命令。`);
const node = await bringNode();
await bringDependencies(node);
if (['start', 'test', 'bench'].includes(command)) await bringSite(node);
if (command === 'build') await bringSite(node, true);
else await hand(node, [command, ...rest]);
