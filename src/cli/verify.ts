import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { verifyLog } from '#module/exchange';

const USAGE = '用法：yiping verify 文件 [--key 省级密钥编号]\n';

/** `yiping verify FILE`: whether an exported log of a node holds, without its database; the first line that does not. */
export async function run(args: readonly string[]): Promise<number> {
  const [file, flag, key = null] = args;
  if (file === undefined || (flag !== undefined && (flag !== '--key' || key === null))) {
    process.stderr.write(USAGE);
    return 2;
  }
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  const { node, provinceKey, lines: seen, signatures, bare, bad } = await verifyLog(lines, key);
  if (bad) {
    process.stdout.write(`不成立：文件第 ${bad.line} 行，${bad.why}。\n`);
    return 1;
  }
  process.stdout.write(`成立：节点 ${node} 的日志共 ${seen} 行，${signatures} 个签名均有效，树头相符。\n`);
  if (bare > 0) process.stdout.write(`其中 ${bare} 行的签名原文已不在导出里，只核了散列链。\n`);
  process.stdout.write(`省级密钥：${provinceKey}${key === null ? '（请与已知的编号核对，或用 --key 指定）' : ''}\n`);
  return 0;
}
