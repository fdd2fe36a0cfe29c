#!/usr/bin/env node
// Plain JavaScript for any Node >= 18: brings what is missing (dependencies, Node 24, the web build), then runs the command.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const COMMANDS = {
  start: '启动（没有的先装好）',
  test: '运行全部测试，含浏览器',
  check: '格式、类型、模块边界检查',
  bench: '运行性能测量：yiping bench [名称]',
  build: '构建网页',
  'create-admin': '建立三员账号，或 --reset 用户名',
  import: '导入文件：yiping import 文件 [--accept] [--json]',
};

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}

/** Run npm in a folder; its output is shown only when it fails. */
function npm(args, why) {
  say(why);
  const done = spawnSync(NPM, args, { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.status === 0) return;
  const text = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`;
  if (/ENOSPC|no space/i.test(text)) fail('磁盘空间不足，依赖没有装完。请清理磁盘（约需 2 GB）后重试。');
  fail(`依赖安装失败。请检查网络或 npm 镜像设置后重试。\n${text.slice(-3000)}`);
}

/** Dependencies of the lock file, installed once a version of it. */
function bringDependencies() {
  const stamp = join(ROOT, 'node_modules', '.yiping-lock');
  const want = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  npm(['ci', '--no-audit', '--no-fund', '--include=dev'], '正在安装依赖（首次约需一两分钟）…');
  writeFileSync(stamp, want);
}

/** Path of a Node that runs the product: this one when it is new enough, else Node 24 from npm, kept in .runtime. */
function bringNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = join(ROOT, '.runtime');
  const path = join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const version = MANIFEST.config.node;
  const stamp = join(home, `node-${version}`);
  if (existsSync(path) && existsSync(stamp)) return path;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  npm(
    ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund', `${name}@${version}`],
    `正在取得 Node ${version} …`,
  );
  if (!existsSync(path))
    fail(`没有适用于 ${process.platform}/${process.arch} 的 Node 24 软件包。请自行安装 Node 24 后重试。`);
  writeFileSync(stamp, '');
  return path;
}

/** Newest modification time in milliseconds of the files below a folder, or of one file. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The web build, made when it is missing or older than its sources. */
function bringSite(node, always = false) {
  const built = join(ROOT, 'dist', 'web', 'index.html');
  const sources = ['src', 'index.html', 'vite.config.ts', 'package-lock.json']
    .map((name) => join(ROOT, name))
    .filter(existsSync);
  if (!always && existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map(newest))) return;
  say('正在构建网页 …');
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT, encoding: 'utf8' });
  if (done.status !== 0) fail(`网页构建失败：\n${done.stdout}${done.stderr}`);
}

/** Hand over to the command under the right Node; signals and the exit code pass through. */
function hand(node, args) {
  const entry = join(ROOT, 'src', 'cli', 'run.ts');
  const path = `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path, YIPING_ROOT: ROOT },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
  child.on('error', (error) => fail(`无法启动：${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

const [command = 'help', ...rest] = process.argv.slice(2);
if (command === 'help' || command === '--help' || command === '-h') {
  say(
    `用法：yiping 命令\n${Object.entries(COMMANDS)
      .map(([name, what]) => `  ${name.padEnd(12)} ${what}`)
      .join('\n')}`,
  );
  process.exit(0);
}
bringDependencies();
const node = bringNode();
if (command === 'start' || command === 'test') bringSite(node);
if (command === 'build') {
  bringSite(node, true);
  process.exit(0);
}
hand(node, [command, ...rest]);
