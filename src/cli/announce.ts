import type { AddressInfo } from 'node:net';
import { demoAccounts, keepersMissing } from '#module/identity';
import type { App } from '../app.ts';

/** Print the address and whom to sign in as: the demo accounts while demo data is there, else how to make the first. */
export async function announce(app: App): Promise<void> {
  const address = app.http.server.address();
  const demo = await demoAccounts(app.platform);
  process.stdout.write(`\n一屏已就绪：${urlOf(address)}\n`);
  if (demo) process.stdout.write(demoText(demo));
  else if (await keepersMissing(app.platform)) process.stdout.write(FIRST_STEPS);
  process.stdout.write('按 Ctrl-C 停止。\n');
}

const FIRST_STEPS = '还没有三员账号：停止后运行 npx yiping create-admin 建立，再启动。\n';

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') return String(address);
  const host = address.address === '::' || address.address === '0.0.0.0' ? 'localhost' : address.address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`;
}

function demoText({ password, usernames }: { password: string; usernames: readonly string[] }): string {
  return `演示数据（非公布数据）。演示账号：${usernames.join(' ')}\n演示密码：${password}\n`;
}
