import type { AddressInfo } from 'node:net';
import { demoAccounts } from '#module/identity';
import type { App } from '../app.ts';
import { refusalOf } from '../platform/errors.ts';

/** Print the address and, while demo data is there, the demo accounts. */
export async function announce(app: App): Promise<void> {
  const address = app.http.server.address();
  const demo = await demoAccounts(app.platform);
  process.stdout.write(`\n一屏已就绪：${urlOf(address)}\n`);
  if (demo) process.stdout.write(demoText(demo));
  process.stdout.write('按 Ctrl-C 停止。\n');
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') return String(address);
  const host = address.address === '::' || address.address === '0.0.0.0' ? 'localhost' : address.address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`;
}

function demoText({ password, usernames }: { password: string; usernames: readonly string[] }): string {
  return `演示数据（非公布数据）。演示账号：${usernames.join(' ')}\n演示密码：${password}\n`;
}

/** The first line when a start fails: what is wrong and what to do. */
export function explainFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return '端口已被占用。请停止占用它的程序，或换一个端口，例如 PORT=8801 npm start。';
  if (code === 'EACCES')
    return '没有权限使用这个端口或数据目录。请换用 1024 以上的端口（PORT），或检查数据目录（YIPING_DATA）的权限。';
  const refusal = refusalOf(error);
  if (refusal) return refusal.message;
  return `启动失败：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
