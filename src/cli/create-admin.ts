import { type Credentials, createKeepers, recoverAccount } from '#module/identity';
import { withNode } from './node.ts';

/**
 * `yiping create-admin`: the three keepers of a node that has none, with one-time passwords.
 * `yiping create-admin --reset NAME`: the way back for an account that lost its password or second factor.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [flag, name] = args;
  if (args.length > 0 && !(flag === '--reset' && name)) {
    process.stderr.write('用法：yiping create-admin [--reset 用户名]\n');
    return 2;
  }
  return withNode(async ({ platform }) => {
    if (name) process.stdout.write(`${lineOf(await recoverAccount(platform, name))}\n`);
    else
      for (const keeper of await createKeepers(platform)) process.stdout.write(`${keeper.role}：${lineOf(keeper)}\n`);
    return 0;
  });
}

const lineOf = ({ username, oneTimePassword }: Credentials): string =>
  `用户名 ${username}，一次性密码 ${oneTimePassword}`;
